import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasFeed } from '../../../../electron/shell/updates/feed.ts'
import { Updates, type UpdateSource } from '../../../../electron/shell/updates/updates.ts'
import { VirtualClock } from '../../core/outbox/model/virtual-clock.ts'
import { silent } from '../files/vault-setup.ts'

const day = 24 * 3_600_000

/** A source that finds what the test puts there. */
function world() {
  const clock = new VirtualClock()
  let download = Promise.withResolvers<void>()
  const seen = {
    opened: 0,
    checks: 0,
    installs: 0,
    version: null as string | null,
    failure: null as Error | null,
    present: true,
    percent: (_percent: number) => {},
    finish: () => download.resolve(),
    break: (error: Error) => download.reject(error),
  }
  const source: UpdateSource = {
    check: async (onPercent) => {
      seen.checks++
      seen.percent = onPercent
      if (seen.failure) throw seen.failure
      if (seen.version === null) return null
      download = Promise.withResolvers()
      return { version: seen.version, downloaded: download.promise }
    },
    canInstall: () => seen.present,
    install: () => void seen.installs++,
  }
  const open = async () => {
    seen.opened++
    return source
  }
  const updates = new Updates(open, clock, silent)
  const told: string[] = []
  updates.changed.subscribe(() => told.push(updates.state.phase))
  return { clock, seen, updates, told }
}

test('it is not even loaded until the start is over, then looks once a day', async () => {
  const { clock, seen, updates } = world()
  await clock.advance(60_000)
  expect(seen).toMatchObject({ opened: 0, checks: 0 })
  await clock.advance(60_000)
  expect(seen).toMatchObject({ opened: 1, checks: 1 })
  await clock.advance(3 * day)
  expect(seen).toMatchObject({ opened: 1, checks: 4 })
  expect(updates.state).toEqual({ phase: 'current' })
  updates.dispose()
  await clock.advance(10 * day)
  expect(seen.checks).toBe(4)
})

test('what is found is downloaded quietly and waits for the person', async () => {
  const { clock, seen, updates, told } = world()
  seen.version = '0.2.0'
  await clock.advance(120_000)
  expect(updates.state).toEqual({ phase: 'downloading', version: '0.2.0', percent: 0 })
  for (const percent of [10.2, 10.7, 55]) seen.percent(percent)
  expect(updates.state).toMatchObject({ percent: 55 })
  expect(told).toEqual(['downloading', 'downloading', 'downloading'])
  seen.finish()
  await clock.advance(0)
  expect(updates.state).toEqual({ phase: 'ready', version: '0.2.0' })
  expect(seen.installs).toBe(0)
  const install = await updates.installer()
  install?.(() => {})
  expect(seen.installs).toBe(1)
})

test('what goes wrong by itself is not said; what was asked for is', async () => {
  const { clock, seen, updates, told } = world()
  seen.failure = new Error('net::ERR_CONNECTION_REFUSED')
  await clock.advance(120_000)
  expect(told).toEqual(['idle'])
  await updates.check()
  expect(told).toEqual(['idle', 'checking', 'failed'])
  await clock.advance(day)
  expect(updates.state).toEqual({ phase: 'idle' })
})

test('a broken download is like a failed look', async () => {
  const { clock, seen, updates } = world()
  seen.version = '0.2.0'
  const asked = updates.check()
  await clock.advance(0)
  seen.break(new Error('sha512 checksum mismatch'))
  await asked
  expect(updates.state).toEqual({ phase: 'failed' })
  expect(await updates.installer()).toBeNull()
})

test('asking twice looks once', async () => {
  const { seen, updates } = world()
  await Promise.all([updates.check(), updates.check(), updates.check()])
  expect(seen.checks).toBe(1)
  expect(updates.state).toEqual({ phase: 'current' })
})

test('what is ready stays on offer when a later look finds nothing or fails, and gives way to something newer', async () => {
  const { clock, seen, updates } = world()
  const ready = { phase: 'ready', version: '0.2.0' }
  seen.version = '0.2.0'
  await clock.advance(120_000)
  seen.finish()
  await clock.advance(0)
  seen.failure = new Error('offline')
  await clock.advance(day)
  expect(updates.state).toEqual(ready)
  seen.failure = null
  seen.version = '0.3.0'
  await clock.advance(day)
  expect(updates.state).toEqual(ready)
  seen.finish()
  await clock.advance(0)
  expect(updates.state).toEqual({ phase: 'ready', version: '0.3.0' })
})

test('a download that was deleted is not installed', async () => {
  const { clock, seen, updates } = world()
  seen.version = '0.2.0'
  await clock.advance(120_000)
  seen.finish()
  await clock.advance(0)
  seen.present = false
  expect(await updates.installer()).toBeNull()
  expect(updates.state).toEqual({ phase: 'idle' })
})

test('only a safe address is a feed, and none is no feed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reencola-feed-'))
  const feed = (yaml: string, packaged: boolean) => {
    writeFileSync(join(folder, packaged ? 'app-update.yml' : 'dev-app-update.yml'), yaml)
    return hasFeed(packaged, folder, folder)
  }
  try {
    expect(hasFeed(true, folder, folder)).toBe(false)
    for (const packaged of [true, false]) {
      expect(feed('provider: generic\nurl: https://example.com/reencola\n', packaged)).toBe(true)
      expect(feed("provider: generic\nurl: 'http://127.0.0.1:8123/'\n", packaged)).toBe(true)
      for (const url of ['http://example.com/', 'http://127.0.0.1.example.com/', 'ftp://example.com/', 'https://', ''])
        expect([url, feed(`provider: generic\nurl: ${url}\n`, packaged)]).toEqual([url, false])
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
