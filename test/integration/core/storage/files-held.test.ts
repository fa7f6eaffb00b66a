/** Files of the data folder that another program holds, or that came back read-only from a backup: said as that, and nothing is touched. */
import { spawnSync } from 'node:child_process'
import fs, { chmodSync, chownSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { setJournalAside } from '../../../../electron/core/storage/restore.ts'
import { silent, states, storageScene } from './storage-scene.ts'

const scene = storageScene()
const { open, file, storeAndDie } = scene

const windows = process.platform === 'win32'

/** Windows' share mode 0, as libuv asks for it: nobody else may even open it. */
const exclusive = 0x1000_0000

const releases: (() => void)[] = []
afterEach(() => {
  for (const release of releases.splice(0)) release()
})

/** What another program does to a file: on Windows really, elsewhere by what the system would answer. @returns lets it go */
function hold(path: string, refused: ('openSync' | 'renameSync' | 'rmSync')[]): () => void {
  let release: () => void
  if (windows) {
    // SQLite shares reading and writing, and neither renaming nor deleting; as programs that copy and scan do.
    const other = refused.includes('openSync') ? openSync(path, exclusive | fs.constants.O_RDWR) : new DatabaseSync(path)
    release = () => (typeof other === 'number' ? closeSync(other) : other.close())
  } else {
    const spies = refused.map((name) => {
      const real = fs[name] as (...args: unknown[]) => unknown
      return vi.spyOn(fs, name).mockImplementation((...args: unknown[]): never => {
        if (args[0] === path) throw Object.assign(new Error(`EBUSY: resource busy or locked, '${path}'`), { code: 'EBUSY' })
        return real(...args) as never
      })
    })
    syncBuiltinESMExports()
    release = () => {
      for (const spy of spies) spy.mockRestore()
      syncBuiltinESMExports()
    }
  }
  let held = true
  const once = () => {
    if (held) release()
    held = false
  }
  releases.push(once)
  return once
}

const inUse: unknown = expect.objectContaining({ name: 'StorageError', problem: 'in-use' })

describe('another program holds', () => {
  test('damaged orders: in use, no folder is made for them, and once it lets go they are replaced', async () => {
    await storeAndDie(['A'])
    writeFileSync(file(), 'x'.repeat(9_000))
    for (const suffix of ['-wal', '-shm']) rmSync(file(suffix))
    const before = readdirSync(scene.folder).toSorted()
    const release = hold(file(), ['renameSync'])
    for (const start of ['the first', 'the second']) expect(() => open(), start).toThrow(inUse)
    expect(readdirSync(scene.folder).toSorted()).toEqual(before)
    expect(readFileSync(file(), 'utf8')).toBe('x'.repeat(9_000))
    release()
    const storage = open()
    expect(storage.stopped?.text).toContain('estaba dañado')
    expect(states(storage)).toEqual({ A: 'unknown' })
    storage.dispose()
    expect(readdirSync(scene.folder).filter((entry) => entry.startsWith('danado-'))).toHaveLength(1)
  })

  test('one file of several that are to be set aside: those before it go back', async () => {
    const storage = open()
    storage.journal.turn(0)
    storage.dispose()
    const before = readdirSync(scene.folder).toSorted()
    const release = hold(scene.journal(), ['renameSync'])
    expect(() => setJournalAside(file(), scene.journal(), 1, silent)).toThrow(/EBUSY|EPERM/u)
    expect(readdirSync(scene.folder).toSorted()).toEqual(before)
    release()
    expect(setJournalAside(file(), scene.journal(), 1, silent).aside).toBe('danado-1')
  })

  test('the journal: in use, and the orders are as they were', async () => {
    await storeAndDie([], ['W'])
    const release = hold(scene.journal(), ['openSync'])
    expect(() => open()).toThrow(inUse)
    release()
    const storage = open()
    expect(storage.stopped).toBeNull()
    expect(states(storage)).toEqual({ W: 'queued' })
    storage.dispose()
  })

  test.each(['revisar', 'copias/ordenes-1.db.part', 'diario.jsonl.nuevo'])(
    '%s, which is only a leftover: it starts all the same, and takes it away later',
    (name) => {
      open().dispose()
      const path = join(scene.folder, name)
      mkdirSync(scene.copies(), { recursive: true })
      writeFileSync(path, 'x')
      const release = hold(path, ['openSync', 'rmSync'])
      open().dispose()
      expect(readdirSync(join(path, '..'))).toContain(basename(path))
      release()
      const storage = open()
      // What is left of a journal goes when it is turned.
      storage.journal.turn(0)
      storage.dispose()
      expect(readdirSync(join(path, '..'))).not.toContain(basename(path))
    },
  )

  test.runIf(windows).each(['ordenes.db', 'ordenes.db-wal'])('%s, so that nobody may open it: in use', async (name) => {
    await storeAndDie(['A'])
    const release = hold(join(scene.folder, name), ['openSync'])
    expect(() => open()).toThrow(inUse)
    release()
    open().dispose()
  })
})

/** Opens the orders as somebody for whom it counts what a file allows, which it does not for an administrator of Unix. @returns the problem, or `open` */
function openAsAnybody(): string {
  const nobody = 65_534
  if (process.getuid?.() === 0) for (const name of ['', ...readdirSync(scene.folder)]) chownSync(join(scene.folder, name), nobody, nobody)
  const root = join(import.meta.dirname, '..', '..', '..', '..', 'electron', 'core')
  const script = `
    import { pathToFileURL } from 'node:url'
    const { openStorage } = await import(pathToFileURL(process.argv[1] + '/storage/storage.ts'))
    const { systemClock } = await import(pathToFileURL(process.argv[1] + '/lib/clock.ts'))
    if (process.getuid?.() === 0) { process.setegid(${nobody}); process.seteuid(${nobody}) }
    const silent = { info() {}, warn() {}, error() {} }
    try { openStorage(process.argv[2], systemClock, silent, () => ({ waiting: [], doubtful: [] })).dispose(); console.log('open') } catch (error) { console.log(error.problem ?? error) }`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script, root, scene.folder], { encoding: 'utf8' }).stdout.trim()
}

describe('read-only', () => {
  test('files of ours that came back so from a backup are made writable again', async () => {
    await storeAndDie([], ['W'])
    for (const path of [file(), scene.journal()]) chmodSync(path, 0o400)
    expect(openAsAnybody()).toBe('open')
    for (const path of [file(), scene.journal()]) expect(statSync(path).mode & 0o200).toBe(0o200)
  })

  test.skipIf(windows)('a folder that lets nothing be written: unwritable, never a crash', () => {
    open().dispose()
    chmodSync(scene.folder, 0o500)
    expect(openAsAnybody()).toBe('unwritable')
    chmodSync(scene.folder, 0o700)
  })
})
