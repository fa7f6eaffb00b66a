import type { IpcMainInvokeEvent } from 'electron'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { commandChannel } from '#contract/channels.ts'
import { maxReferences } from '#contract/model/references.ts'
import { ok, type Result } from '#contract/result.ts'
import { commands, type CommandHandlers, type CommandName } from '#contract/schema.ts'
import { registerCommands } from '../../../../electron/shell/bridge/ipc.ts'
import { silent } from '../files/vault-setup.ts'

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Result<unknown>>

const bridge = vi.hoisted(() => ({ listeners: new Map<string, unknown>() }))
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: unknown) => bridge.listeners.set(channel, listener),
    removeHandler: (channel: string) => bridge.listeners.delete(channel),
  },
}))

const ownWindow = 7
const names = Object.keys(commands) as CommandName[]

const handOverLine = {
  correct: 'Cambiá la fecha.',
  reason: 'Fecha (10016)',
  client: 'Lucía',
  document: '20',
  reference: 'A',
  fecha: '29/11/2026',
  tipo: 'FACTURA B',
  total: 1,
  moneda: 'PES',
  pointOfSale: 'Casa',
  note: '',
}

/** Arguments that each command accepts, as small as can be. */
const accepted: { [C in CommandName]: Record<string, unknown> } = {
  snapshot: {},
  savePointOfSale: { name: 'Casa' },
  readPointsOfSaleFile: {},
  importPointsOfSale: { id: 1 },
  forgetPointsOfSaleFile: {},
  weighDeletion: { id: 'a' },
  deletePointOfSale: { id: 'a' },
  testCredentials: { id: 'a' },
  estimateOrders: { pointOfSaleId: 'a', references: ['A'] },
  placeOrders: { pointOfSaleId: 'a', references: ['A'] },
  locateReferences: { references: ['A'], pointsOfSale: ['a'] },
  stopLocating: {},
  listOrders: {},
  readBatch: { batchId: 1 },
  orderStory: { id: 1 },
  cancelOrder: { id: 1 },
  cancelBatch: { batchId: 1 },
  decideOrder: { id: 1, decision: 'discard' },
  resendOrder: { id: 1 },
  freshPdf: { id: 1 },
  setPaused: { paused: true },
  retryGate: { pointOfSaleId: 'a' },
  acknowledgeStorage: {},
  acknowledgeClock: {},
  acknowledgePlan: {},
  acknowledgeSetAside: { aside: 'credenciales.danado-1.json' },
  readLedger: {},
  explain: { text: '' },
  suggestFromClipboard: {},
  takeCopiedTable: {},
  thirdPartyLicences: {},
  previewDiagnosis: { withOrders: false },
  saveDiagnosis: { withOrders: true },
  openLogFolder: {},
  exportOrders: {},
  cancelExport: {},
  readSummary: { month: '2026-11' },
  copyText: { text: 'A' },
  saveSettings: {},
  webhookStatus: {},
  saveWebhookPlace: { on: true, host: '127.0.0.1', port: 27_480, publicUrl: '' },
  setWebhookToken: { pointOfSaleId: 'a', token: '' },
  renewWebhookUrl: { pointOfSaleId: 'a' },
  revealWebhookUrl: { pointOfSaleId: 'a' },
  copyWebhookUrl: { pointOfSaleId: 'a' },
  importWebhooks: { pointOfSaleId: 'a' },
  takeNavigation: {},
  readWatch: {},
  readRules: {},
  setStartWithSystem: { on: true },
  declineStart: {},
  setNotifications: { on: true },
  setShortcut: { chosen: 'off' },
  checkForUpdates: {},
  restartToUpdate: {},
  restart: {},
  showScreen: { screen: 'actividad' },
  keepPlace: { place: '{}' },
  readPlace: {},
  lookAtReference: { pointOfSaleId: 'a', external_reference: 'A' },
  changeDate: { pointOfSaleId: 'a', external_reference: 'A', fecha: '25/11/2026', vencimiento: '25/11/2026', resend: true },
  changeDates: { items: [{ pointOfSaleId: 'a', external_reference: 'A' }], fecha: '25/11/2026', vencimiento: '25/11/2026', resend: true },
  stopChangingDates: {},
  deleteQueued: { pointOfSaleId: 'a', external_reference: 'A', fecha: '25/11/2026' },
  resendLater: { pointOfSaleId: 'a', external_reference: 'A', at: 1 },
  askServiceState: { pointOfSaleId: 'a' },
  askUsage: { pointOfSaleId: 'a' },
  cancelTask: { pointOfSaleId: 'a', method: 'alertas' },
  listTasks: {},
  accountStates: {},
  dismissAlert: { taskId: 1 },
  startInbox: { listing: 1, desde: '01/11/2026', hasta: '30/11/2026' },
  cancelInbox: { listing: 1 },
  retryInbox: { listing: 1 },
  listInbox: { desde: '01/11/2026', hasta: '02/11/2026', after: { fecha: '01/11/2026', id: 1 } },
  inboxFreshness: { desde: '01/11/2026', hasta: '02/11/2026' },
  seeInbox: { ids: [1] },
  noteInbox: { id: 1, note: '' },
  snoozeInbox: { ids: [1], until: 1 },
  findAnything: { text: 'A' },
  inboxRows: { targets: [{ pointOfSaleId: 'a', external_reference: 'A' }] },
  copyHandOver: { lines: [handOverLine] },
  exportHandOver: { lines: [handOverLine] },
  printPage: {},
  inboxHints: { pointOfSaleId: 'a', external_references: ['A'] },
  triageInbox: { targets: [{ pointOfSaleId: 'a', external_reference: 'A' }] },
  giveReasons: { pointOfSaleId: 'a', reasons: [{ external_reference: 'A', text: 'x' }] },
  isTable: { text: 'A' },
  takeColumn: { rows: [['A']], column: 0 },
  readTable: { text: 'A' },
  rememberColumn: { key: '0123456789abcdef', column: 'A' },
  giveReason: { pointOfSaleId: 'a', external_reference: 'A', text: 'x' },
}

const handle = vi.fn<(name: CommandName, args: unknown) => Result<unknown>>()
/** What the page was told, and what it was answered, in order. */
const order: string[] = []
const news = () => {
  order.push('watched')
  return async () => {
    await setImmediate()
    order.push('told')
  }
}
const handlers = Object.fromEntries(names.map((name) => [name, (args: unknown) => handle(name, args)])) as unknown as CommandHandlers

const frame = (url: string, parent: object | null = null) => ({ url, parent }) as IpcMainInvokeEvent['senderFrame']
const own = { sender: { id: ownWindow }, senderFrame: frame('reencola://app/index.html') }
const call = (event: { sender: { id: number }; senderFrame: IpcMainInvokeEvent['senderFrame'] }, ...args: unknown[]) =>
  (bridge.listeners.get(commandChannel) as Listener)(event as IpcMainInvokeEvent, ...args)

beforeEach(() => {
  order.length = 0
  handle.mockReset().mockImplementation(() => (order.push('done'), ok('done')))
  registerCommands(handlers, (id) => id === ownWindow, silent, news)
})

const longText = 'x'.repeat(17 * 1024 * 1024)
// Made once: there are twenty commands.
const longList = Array.from({ length: 17 * 1024 * 1024 }).fill(0)
const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 'x')

describe.each(names)('%s', (name) => {
  test('is answered when sender and arguments are right', async () => {
    expect(await call(own, name, accepted[name])).toEqual({ ok: true, value: 'done' })
    expect(handle).toHaveBeenCalledExactlyOnceWith(name, expect.anything())
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a number', 1],
    ['a list', [accepted[name]]],
    ['bytes', new Uint8Array(8)],
    ['a field too many', { ...accepted[name], extra: 1 }],
    ['a prototype', JSON.parse(`{"__proto__":{},${JSON.stringify(accepted[name]).slice(1)}`.replace(',}', '}'))],
    ...Object.keys(accepted[name]).flatMap((field): [string, unknown][] => [
      [`${field} of another type`, { ...accepted[name], [field]: { of: 'another type' } }],
      [`${field} empty`, { ...accepted[name], [field]: null }],
    ]),
  ])('refuses %s', async (_shape, args) => {
    expect(await call(own, name, args)).toMatchObject({ ok: false, error: { code: 'bad-arguments' } })
    expect(handle).not.toHaveBeenCalled()
  })

  test.each<[string, unknown]>([
    ['a giant text', { ...accepted[name], extra: longText }],
    ['giant bytes', { ...accepted[name], extra: new Uint8Array(17 * 1024 * 1024) }],
    ['a nest', { ...accepted[name], extra: deep }],
    ['a giant list', { ...accepted[name], extra: longList }],
  ])('refuses %s without looking further', async (_size, args) => {
    expect(await call(own, name, args)).toEqual({ ok: false, error: { code: 'bad-arguments', params: { reason: 'too-large' } } })
    expect(handle).not.toHaveBeenCalled()
  })

  test.each<[string, Parameters<typeof call>[0]]>([
    ['a frame of another origin', { ...own, senderFrame: frame('https://www.tusfacturas.app/') }],
    ['another host of our scheme', { ...own, senderFrame: frame('reencola://other/index.html') }],
    ['a host that only begins like ours', { ...own, senderFrame: frame('reencola://app.evil.example/') }],
    ['a user that looks like our host', { ...own, senderFrame: frame('reencola://app@evil.example/') }],
    ['another port', { ...own, senderFrame: frame('reencola://app:81/') }],
    ['a file', { ...own, senderFrame: frame('file:///reencola://app/') }],
    ['a blank page', { ...own, senderFrame: frame('about:blank') }],
    ['no address', { ...own, senderFrame: frame('') }],
    ['a frame inside the page', { ...own, senderFrame: frame('reencola://app/index.html', {}) }],
    ['a frame that is gone', { ...own, senderFrame: null }],
    ['another window', { ...own, sender: { id: ownWindow + 1 } }],
  ])('refuses %s', async (_who, event) => {
    expect(await call(event, name, accepted[name])).toEqual({ ok: false, error: { code: 'foreign-sender' } })
    expect(handle).not.toHaveBeenCalled()
  })
})

test.each<[unknown]>([['unknown'], ['toString'], ['__proto__'], [''], [null], [7], [['snapshot']], [{ name: 'snapshot' }]])(
  'a command called %j is refused',
  async (name) => {
    expect(await call(own, name, {})).toEqual({ ok: false, error: { code: 'bad-arguments', params: { reason: 'unknown-command' } } })
  },
)

test.each<[CommandName, unknown]>([
  ['placeOrders', { pointOfSaleId: 'a', references: [] }],
  ['placeOrders', { pointOfSaleId: 'a', references: Array.from({ length: maxReferences + 1 }, String) }],
  ['placeOrders', { pointOfSaleId: 'a', references: ['x'.repeat(4_097)] }],
  ['placeOrders', { pointOfSaleId: 'x'.repeat(65), references: ['A'] }],
  ['savePointOfSale', { name: 'x'.repeat(81) }],
  ['savePointOfSale', { name: '   ' }],
  ['savePointOfSale', { name: 'Casa', credentials: { apikey: 'x'.repeat(513), apitoken: 'b', usertoken: 'c' } }],
  ['savePointOfSale', { name: 'Casa', credentials: { apikey: 'a', apitoken: 'b' } }],
  ['savePointOfSale', { name: 'Casa', weakProtection: 'whatever' }],
  ['testCredentials', { id: 'a', credentials: { apikey: 'a', apitoken: 'b', usertoken: 'c' } }],
  ['listOrders', { limit: 501 }],
  ['listOrders', { limit: 0 }],
  ['listOrders', { offset: -1 }],
  ['listOrders', { states: ['lost'] }],
  ['orderStory', { id: 0 }],
  ['orderStory', { id: 1.5 }],
  ['orderStory', { id: Number.NaN }],
  ['decideOrder', { id: 1, decision: 'burn' }],
  ['explain', { text: 'x'.repeat(65_537) }],
  ['saveSettings', { theme: 'pink' }],
  ['saveSettings', { automaticResends: 2 }],
  ['saveSettings', { proxy: { mode: 'manual', url: 'x'.repeat(256), user: '' } }],
])('%s refuses values beyond its limits', async (name, args) => {
  expect(await call(own, name, args)).toMatchObject({ ok: false, error: { code: 'bad-arguments', params: { reason: 'schema' } } })
  expect(handle).not.toHaveBeenCalled()
})

test('a handler sees what the schema made of the arguments', async () => {
  await call(own, 'savePointOfSale', { name: '  Casa ' })
  expect(handle).toHaveBeenCalledWith('savePointOfSale', { name: 'Casa', weakProtection: 'refuse' })
  await call(own, 'listOrders', {})
  expect(handle).toHaveBeenCalledWith('listOrders', { offset: 0, limit: 100 })
})

test('a handler that throws is an internal failure, and what it threw stays in the log', async () => {
  handle.mockImplementation(() => {
    throw new Error('apitoken=abc')
  })
  expect(await call(own, 'snapshot', {})).toEqual({ ok: false, error: { code: 'internal' } })
})

test('a frame that is torn down while it is looked at is an internal failure', async () => {
  const senderFrame = Object.defineProperty(frame('') as object, 'url', {
    get: () => {
      throw new Error('Render frame was disposed')
    },
  }) as IpcMainInvokeEvent['senderFrame']
  expect(await call({ ...own, senderFrame }, 'snapshot', {})).toEqual({ ok: false, error: { code: 'internal' } })
})

test('refusals say which field, never its value', async () => {
  const result = await call(own, 'savePointOfSale', { name: 'Casa', credentials: { apikey: 'secreto', apitoken: 7, usertoken: 'c' } })
  expect(result).toMatchObject({ error: { params: { path: 'credentials.apitoken' } } })
  expect(JSON.stringify(result)).not.toContain('secreto')
})

test.each(names.filter((name) => commands[name].changes))('%s changes something: the page is told before it is answered', async (name) => {
  expect(await call(own, name, accepted[name]).finally(() => order.push('answered'))).toEqual(ok('done'))
  expect(order).toEqual(['watched', 'done', 'told', 'answered'])
})

test('a question is answered without any news', async () => {
  await call(own, 'snapshot', {})
  expect(order).toEqual(['done'])
})

test('after it ends nobody answers', () => {
  registerCommands(handlers, () => true, silent, news)()
  expect(bridge.listeners.has(commandChannel)).toBe(false)
})
