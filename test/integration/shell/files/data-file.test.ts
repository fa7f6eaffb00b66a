import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import type { Logger } from '../../../../electron/core/lib/logger.ts'
import { migration, NewerFileError, numbered, type FileFormat } from '../../../../electron/shell/files/file-format.ts'

// electron-store asks Electron for the version; the package downloads a binary when it is loaded.
const standIn = `export default { app: { getPath: () => '/nowhere', getVersion: () => '1.0.0' }, ipcMain: { on: () => {} } }`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: `data:text/javascript,${encodeURIComponent(standIn)}`, shortCircuit: true } : next(specifier, context),
})
const { openDataFile } = await import('../../../../electron/shell/files/data-file.ts')

/** Version 1 had one name, version 2 has several. */
const format: FileFormat<{ names: string[] }> = {
  schema: z.object({ names: z.array(z.string()).default([]) }),
  migrations: [numbered, migration(z.looseObject({ name: z.string() }), ({ name, ...rest }) => ({ ...rest, names: [name] }))],
}
const said: string[] = []
const say = (message: string) => void said.push(message)
const logger: Logger = { info: say, warn: say, error: say }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-files-'))
  said.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () => openDataFile({ folder, name: 'ajustes', format, logger, clock: systemClock })
const path = () => join(folder, 'ajustes.json')
const onDisk = async () => JSON.parse(await readFile(path(), 'utf8')) as unknown
const modeOf = async (name: string) => (await stat(join(folder, name))).mode & 0o777
const forOwner = process.platform === 'win32' ? expect.any(Number) : 0o600

test('what is written is there at the next start, with its version, for the owner only', async () => {
  const file = open()
  expect(file.read()).toEqual({ names: [] })
  file.write({ names: ['ñandú', 'con.punto'] })
  expect(open().read()).toEqual({ names: ['ñandú', 'con.punto'] })
  expect(await onDisk()).toEqual({ version: 2, names: ['ñandú', 'con.punto'] })
  expect(await readdir(folder)).toEqual(['ajustes.json'])
  expect(await modeOf('ajustes.json')).toEqual(forOwner)
})

test('a file that others could read is for the owner only after the next write', async () => {
  open().write({ names: [] })
  await chmod(path(), 0o644)
  open().write({ names: ['mine'] })
  expect(await modeOf('ajustes.json')).toEqual(forOwner)
})

test('what another process wrote is seen at the next read', async () => {
  const file = open()
  file.write({ names: ['mine'] })
  await writeFile(path(), '\uFEFF{"version":2,"names":["theirs"]}')
  expect(file.read()).toEqual({ names: ['theirs'] })
})

describe('a file of another version', () => {
  test.each([
    ['without a number', '{"name":"ana","kept":1}', 0],
    ['of an older one', '{"version":1,"name":"ana","kept":1}', 1],
  ])('%s is brought to the newest at once; the old one stays beside it, for the owner only', async (_which, old, from) => {
    await writeFile(path(), old, { mode: 0o644 })
    expect(open().read()).toEqual({ names: ['ana'] })
    expect(await onDisk()).toEqual({ version: 2, names: ['ana'], kept: 1 })
    const copy = `ajustes.version-${from}.json`
    expect((await readdir(folder)).toSorted()).toEqual(['ajustes.json', copy])
    expect(await readFile(join(folder, copy), 'utf8')).toBe(old)
    expect(await modeOf(copy)).toEqual(forOwner)
  })

  test('newer is refused, at the start and while the program runs, and nothing is touched', async () => {
    const newer = '{"version":3,"people":[{"name":"ana"}]}'
    const file = open()
    await writeFile(path(), newer)
    expect(open).toThrow(NewerFileError)
    expect(() => file.read()).toThrow(NewerFileError)
    expect(await readdir(folder)).toEqual(['ajustes.json'])
    expect(await readFile(path(), 'utf8')).toBe(newer)
  })

  test('that cannot be kept beside is used all the same, and is not overwritten', async () => {
    const old = '{"version":1,"name":"ana"}'
    await writeFile(path(), old)
    // A folder where the copy has to go: the file system refuses it whoever asks.
    await mkdir(join(folder, 'ajustes.version-1.json', 'in the way'), { recursive: true })
    const file = open()
    expect(file.read()).toEqual({ names: ['ana'] })
    expect(said).toEqual(['the newer version of a data file could not be written'])
    expect(() => file.write({ names: ['eva'] })).toThrow()
    expect(await readFile(path(), 'utf8')).toBe(old)
    await rm(join(folder, 'ajustes.version-1.json'), { recursive: true })
    file.write({ names: ['eva'] })
    expect(open().read()).toEqual({ names: ['eva'] })
    expect(await readFile(join(folder, 'ajustes.version-1.json'), 'utf8')).toBe(old)
  })

  test('members that this version does not know survive its writes', async () => {
    await writeFile(path(), '{"version":2,"names":[],"later":{"a":1}}')
    open().write({ names: ['eva'] })
    expect(await onDisk()).toEqual({ version: 2, names: ['eva'], later: { a: 1 } })
  })
})

test.each([
  ['no JSON', '{"names":["cut'],
  ['nothing', ''],
  ['zeros, as after a power cut', '\0\0\0\0'],
  ['another shape', '{"version":2,"names":7}'],
  ['the shape of another version', '{"version":1,"names":["ana"]}'],
  ['a list', '[1,2]'],
  ['a text', '"names"'],
  ['a version that is no number', '{"version":"2","names":[]}'],
  ['a version below zero', '{"version":-1,"names":[]}'],
])('a file with %s is set aside whole, and a new one begins', async (_what, content) => {
  await writeFile(path(), content)
  const file = open()
  expect(file.read()).toEqual({ names: [] })
  file.write({ names: ['again'] })
  expect(open().read()).toEqual({ names: ['again'] })
  const aside = (await readdir(folder)).find((name) => name.startsWith('ajustes.danado-')) ?? ''
  expect(await readFile(join(folder, aside), 'utf8')).toBe(content)
  expect(said).toEqual(['data file set aside'])
})

test('a file damaged while the program runs is set aside too', async () => {
  const file = open()
  file.write({ names: ['mine'] })
  await writeFile(path(), 'not JSON')
  expect(file.read()).toEqual({ names: [] })
  expect((await readdir(folder)).some((name) => name.startsWith('ajustes.danado-'))).toBe(true)
})

test('a file that cannot be read is not called damaged', async () => {
  await mkdir(path())
  expect(open).toThrow('EISDIR')
  expect(await readdir(folder)).toEqual(['ajustes.json'])
})

test('a write that fails throws and leaves the old content', async () => {
  const file = open()
  file.write({ names: ['old'] })
  const before = await readFile(path(), 'utf8')
  // The owner of everything may write anywhere, so the folder itself goes away instead of its permission.
  await rm(folder, { recursive: true })
  await writeFile(folder, before)
  expect(() => file.write({ names: ['new'] })).toThrow()
  expect(await readFile(folder, 'utf8')).toBe(before)
})

test.each([
  ['damaged', '{"version":2,"names":["mi'],
  ['gone', null],
])('%s while the program runs: what it knows stays, and is written next', async (_how, content) => {
  const file = open()
  file.write({ names: ['mine'] })
  if (content === null) await rm(path())
  else await writeFile(path(), content)
  expect(file.read({ names: ['mine'] })).toEqual({ names: ['mine'] })
  file.write({ names: ['mine', 'more'] })
  expect(open().read()).toEqual({ names: ['mine', 'more'] })
  expect((await readdir(folder)).filter((name) => name.includes('danado'))).toHaveLength(content === null ? 0 : 1)
})

test('a damaged file is begun anew with what is safe, and so it stays at the next start', async () => {
  await writeFile(path(), '{')
  const safe = { names: ['safe'] }
  expect(openDataFile({ folder, name: 'ajustes', format, logger, clock: systemClock, ifDamaged: safe }).read()).toEqual(safe)
  expect(open().read()).toEqual(safe)
})
