import { expect, test, vi } from 'vitest'
import { watchByDefault } from '#contract/model/settings.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { settingsSchema, SettingsStore } from '../../../../electron/shell/files/settings.ts'
import { MemoryFile, silent } from './vault-setup.ts'

const open = (text = '{}') => {
  const file = new MemoryFile((value) => settingsSchema.parse(value))
  file.text = text
  return { file, settings: new SettingsStore(file, silent) }
}

const defaults = {
  theme: 'system',
  automaticResends: 1,
  archiveAfter: 0,
  plan: null,
  planRead: '',
  watch: watchByDefault,
  rules: { on: false, perDay: 20, unknownOnce: false },
  watchOffset: null,
  proxy: { mode: 'system', url: '', user: '' },
  toldAboutTray: false,
  trayConfirmed: false,
  notifications: true,
  shortcut: null,
  readAside: [],
  askedAboutStart: false,
  windowBounds: null,
  windowMaximised: false,
  tableColumns: [],
  zoom: 1,
  webhookOn: false,
  webhookHost: '127.0.0.1',
  webhookPort: 27_480,
  webhookPublicUrl: '',
}

test('a first start has the defaults', () => {
  expect(open().settings.current).toEqual(defaults)
})

test('a value that does not fit falls back alone', () => {
  const text = JSON.stringify({ theme: 'dark', automaticResends: 7, proxy: { mode: 'vpn' }, toldAboutTray: 'yes' })
  expect(open(text).settings.current).toEqual({ ...defaults, theme: 'dark' })
})

test.each([
  ['hours that are turned around', { ...watchByDefault, on: false, from: 20, until: 8 }],
  ['a pace that nobody offers', { ...watchByDefault, every: 1 }],
  ['a day that no week has', { ...watchByDefault, days: [7] }],
])('%s: what is watched falls back to what it is by itself', (_what, watch) => {
  expect(open(JSON.stringify({ watch })).settings.current.watch).toEqual(watchByDefault)
})

test('what is saved is told and is there at the next start', () => {
  const { file, settings } = open()
  const heard = vi.fn()
  const stop = settings.changed.subscribe(heard)
  expect(settings.save({ theme: 'light' })).toEqual({ ok: true, value: { ...defaults, theme: 'light' } })
  expect(heard).toHaveBeenCalledExactlyOnceWith({ ...defaults, theme: 'light' })
  stop()
  settings.save({ automaticResends: 0 })
  expect(heard).toHaveBeenCalledOnce()
  expect(open(file.text).settings.current).toEqual({ ...defaults, theme: 'light', automaticResends: 0 })
})

test('what cannot be written is not pretended', () => {
  const { file, settings } = open()
  const heard = vi.fn()
  settings.changed.subscribe(heard)
  file.full = true
  expect(settings.save({ theme: 'dark' })).toEqual({ ok: false, error: { code: 'settings-not-saved' } })
  expect(settings.current).toEqual(defaults)
  expect(heard).not.toHaveBeenCalled()
})

test.each([
  ['EPERM', 'rename', 'in-use', 'Otro programa tiene tomado'],
  ['EBUSY', 'open', 'in-use', 'Otro programa tiene tomado'],
  ['EPERM', 'open', 'denied', 'No hay permiso'],
  ['ENOSPC', 'write', 'full', 'El disco está lleno'],
  ['ENOENT', 'open', 'gone', 'ya no está'],
])('%s of %s is told as what it is, and the disk is not blamed for another program', (code, syscall, reason, words) => {
  const { file, settings } = open()
  file.refusal = Object.assign(new Error(code), { code, syscall })
  const saved = settings.save({ theme: 'dark' })
  expect(saved).toEqual({ ok: false, error: { code: 'settings-not-saved', params: { reason } } })
  expect(!saved.ok && describeFailure(saved.error).text).toContain(words)
})

test.each([
  ['more a day than anybody may spend', { on: true, perDay: 1_000, unknownOnce: false }],
  ['none a day', { on: true, perDay: 0, unknownOnce: false }],
  ['a part of a request', { on: true, perDay: 2.5, unknownOnce: false }],
  ['a part that is missing', { on: true, perDay: 20 }],
  ['a word', { on: 'true', perDay: 20, unknownOnce: false }],
])('%s: rules are off, and nothing is spent that nobody chose', (_what, rules) => {
  expect(open(JSON.stringify({ rules })).settings.current.rules).toEqual({ on: false, perDay: 20, unknownOnce: false })
})

test('hours that nobody can read: rules are off, as they would spend at any', () => {
  const rules = { on: true, perDay: 20, unknownOnce: false }
  const of = (watch: object) => open(JSON.stringify({ rules, watch })).settings.current.rules.on
  expect(of({ ...watchByDefault, on: false, every: 15 })).toBe(false)
  expect(of({ ...watchByDefault, from: 20, until: 8 })).toBe(false)
  expect(of({ ...watchByDefault, from: 9 })).toBe(true)
})
