/** Updates end to end: the built program, the real updater and a feed over HTTP. Its installer for Linux is the one that can run here. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../../../build/ensure-built.ts'
import { launchApp, type RunningApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import type { ControlFile } from '../../../host/server/server.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const name = 'Reencola-9.9.9.AppImage'
const installed = '#!/bin/sh\n# the installed version\n'
/** What the next version does when it is started. */
const next = '#!/bin/sh\necho "$APPIMAGE_SILENT_INSTALL" > "$REENCOLA_PRUEBA_MARCA"\n'

let scratch: string
let server: Server
let app: RunningApp
let sha512: string
let asked: string[]

const appImage = () => join(scratch, 'Reencola.AppImage')
const mark = () => join(scratch, 'marca')

beforeEach(async () => {
  ensureBuilt()
  scratch = await mkdtemp(join(tmpdir(), 'reencola-version-'))
  sha512 = createHash('sha512').update(next).digest('base64')
  asked = []
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://feed').pathname
    asked.push(path)
    if (path.endsWith('.yml'))
      response.end(`version: 9.9.9\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${next.length}\nreleaseDate: '2026-11-25T12:00:00.000Z'\n`)
    else if (path === `/${name}`) response.end(next)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await symlink(join(root, 'out'), join(scratch, 'out'))
  await copyFile(join(root, 'package.json'), join(scratch, 'package.json'))
  await writeFile(appImage(), installed, { mode: 0o755 })
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  server.close()
  await rm(scratch, { recursive: true })
})

const nameFeed = () =>
  writeFile(
    join(scratch, 'dev-app-update.yml'),
    `provider: generic\nurl: http://127.0.0.1:${(server.address() as AddressInfo).port}/\nupdaterCacheDirName: reencola-updater\n`,
  )

async function start() {
  const env = { APPIMAGE: appImage(), XDG_CACHE_HOME: join(scratch, 'cache'), XDG_CONFIG_HOME: join(scratch, 'config'), REENCOLA_PRUEBA_MARCA: mark() }
  app = await launchApp({ appFolder: scratch, dataFolder: join(scratch, 'datos'), env })
  await app.ready()
}
const updates = async () => {
  const state = await app.control.call('snapshot', {})
  return state.ok ? state.value.desktop.updates : null
}
const menu = async () => (await app.control.state()).trays[0]?.menu?.map(({ label }) => label)

test('without a feed there is nothing of it, and nobody is asked', async () => {
  await start()
  expect(await updates()).toBeNull()
  expect(await app.control.call('restartToUpdate', {})).toMatchObject({ ok: false, error: { code: 'update-not-ready' } })
  expect(asked).toEqual([])
})

describe.skipIf(process.platform !== 'linux')('with a feed', () => {
  beforeEach(async () => {
    await nameFeed()
    await start()
  })

  test('a version is downloaded quietly, survives a normal quit uninstalled, and goes in when the person says so', async () => {
    expect(await updates()).toEqual({ phase: 'idle' })
    expect(await menu()).not.toContain('Reiniciar para actualizar')
    await app.control.value('checkForUpdates', {})
    expect((await app.control.value('snapshot', {})).desktop.updates).toEqual({ phase: 'ready', version: '9.9.9' })
    await until(async () => (await menu())?.includes('Reiniciar para actualizar'), 'the entry of the tray')
    await app.control.do('quit', {})
    expect(await app.exit).toEqual({ code: 0, signal: null })
    expect(await readFile(appImage(), 'utf8')).toBe(installed)
    await app[Symbol.asyncDispose]()

    await start()
    asked.length = 0
    await app.control.call('checkForUpdates', {})
    // What was downloaded is still good.
    expect(asked.filter((path) => path === `/${name}`)).toEqual([])
    await app.control.call('restartToUpdate', {})
    expect(await app.exit).toEqual({ code: 0, signal: null })
    expect(await readFile(appImage(), 'utf8')).toBe(next)
    expect(await until(() => readFile(mark(), 'utf8').catch(() => ''), 'the next version')).toBe('true\n')
  })

  test('a file that is not what the feed promised is not kept, and that is said to who asked', async () => {
    sha512 = createHash('sha512').update('another file').digest('base64')
    await app.control.value('checkForUpdates', {})
    expect((await app.control.value('snapshot', {})).desktop.updates).toEqual({ phase: 'failed' })
    expect(await app.control.call('restartToUpdate', {})).toMatchObject({ ok: false, error: { code: 'update-not-ready' } })
    expect(await readFile(appImage(), 'utf8')).toBe(installed)
  })

  test('a feed that is down is said to who asked, in the page and nowhere else', async () => {
    server.close()
    await app.control.value('checkForUpdates', {})
    expect((await app.control.value('snapshot', {})).desktop.updates).toEqual({ phase: 'failed' })
    const { notifications, dialogs } = await app.control.state()
    expect([notifications, dialogs]).toEqual([[], []])
  })

  test('where the new version cannot be put, the old one comes back', async () => {
    await app.control.call('checkForUpdates', {})
    await rm(appImage())
    const control = async () => JSON.parse((await readFile(app.controlFile, 'utf8')) || '{}') as Partial<ControlFile>
    const { pid: before } = await control()
    await app.control.call('restartToUpdate', {})
    const { pid = 0 } = await until(async () => {
      const now = await control()
      return now.pid !== undefined && now.pid !== before && now
    }, 'the old version again')
    process.kill(pid, 'SIGTERM')
    expect(await app.exit).toEqual({ code: 0, signal: null })
    expect(await readFile(join(scratch, 'datos', 'logs', 'reencola.log'), 'utf8')).toContain('the update was not installed')
  })
})
