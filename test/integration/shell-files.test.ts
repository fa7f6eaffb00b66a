import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../electron/core/clock.ts'
import type { Logger } from '../../electron/core/logger.ts'

// electron-store asks Electron for the version; the package downloads a binary when it is loaded.
const standIn = `export default { app: { getPath: () => '/nowhere', getVersion: () => '1.0.0' }, ipcMain: { on: () => {} } }`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: `data:text/javascript,${encodeURIComponent(standIn)}`, shortCircuit: true } : next(specifier, context),
})
const { openDataFile } = await import('../../electron/shell/data-file.ts')
const { createLog } = await import('../../electron/shell/log.ts')

const schema = z.object({ names: z.array(z.string()).default([]) })
const complaints: string[] = []
const logger: Logger = { info: () => {}, warn: () => {}, error: (message) => void complaints.push(message) }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-files-'))
  complaints.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () => openDataFile({ folder, name: 'cosas', schema, logger, clock: systemClock })
const path = () => join(folder, 'cosas.json')

test('what is written is there at the next start, for the owner only', async () => {
  const file = open()
  expect(file.read()).toEqual({ names: [] })
  file.write({ names: ['ñandú', 'con.punto'] })
  expect(open().read()).toEqual({ names: ['ñandú', 'con.punto'] })
  if (process.platform !== 'win32') expect((await stat(path())).mode & 0o777).toBe(0o600)
})

test('what another process wrote is seen at the next read', async () => {
  const file = open()
  file.write({ names: ['mine'] })
  await writeFile(path(), '{"names":["theirs"]}')
  expect(file.read()).toEqual({ names: ['theirs'] })
})

test.each([
  ['no JSON', '{"names":["cut'],
  ['another shape', '{"names":7}'],
])('a file with %s is set aside whole, and a new one begins', async (_what, content) => {
  await writeFile(path(), content)
  const file = open()
  expect(file.read()).toEqual({ names: [] })
  file.write({ names: ['again'] })
  expect(open().read()).toEqual({ names: ['again'] })
  const aside = (await readdir(folder)).find((name) => name.startsWith('cosas.danado-')) ?? ''
  expect(await readFile(join(folder, aside), 'utf8')).toBe(content)
  expect(complaints).toEqual(['data file set aside'])
})

test('a file damaged while the program runs is set aside too', async () => {
  const file = open()
  file.write({ names: ['mine'] })
  await writeFile(path(), 'not JSON')
  expect(file.read()).toEqual({ names: [] })
  expect((await readdir(folder)).some((name) => name.startsWith('cosas.danado-'))).toBe(true)
})

test('a write that fails throws and leaves the old content', async () => {
  const file = open()
  file.write({ names: ['old'] })
  // The owner of everything may write anywhere, so the folder itself goes away instead of its permission.
  await rm(folder, { recursive: true })
  await writeFile(folder, '')
  expect(() => file.write({ names: ['new'] })).toThrow()
})

test('the log is redacted, for the owner only, and one old file is kept when it grows', async () => {
  const log = createLog({ folder: join(folder, 'logs'), stderr: false })
  log.info('call', { apitoken: 'secreto-corto', reference: 'FC-1' })
  log.error('odd\nlines', { error: new Error('no') })
  const written = await readFile(join(folder, 'logs', 'reencola.log'), 'utf8')
  expect(written).toMatch(/ info call \{"apitoken":"••••","reference":"FC-1"\}\n.* error odd lines /u)
  if (process.platform !== 'win32') expect((await stat(join(folder, 'logs', 'reencola.log'))).mode & 0o777).toBe(0o600)

  const block = 'line '.repeat(200_000)
  for (let lines = 0; lines < 8; lines++) log.info(block)
  const sizes = await Promise.all((await readdir(join(folder, 'logs'))).map(async (name) => (await stat(join(folder, 'logs', name))).size))
  expect(sizes).toHaveLength(2)
  expect(Math.max(...sizes)).toBeLessThan(7 * 1024 * 1024)
})
