/** The daily copy, made beside a program that goes on working. */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { checkFile, dropOld, isDue, listCopies, makeCopy } from '../../../../electron/core/storage/copies.ts'
import { copyBeside } from '../../../../electron/core/storage/copy-beside.ts'
import { DailyCopies } from '../../../../electron/core/storage/daily-copies.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { keepDailyCopies } from '../../../../electron/shell/files/daily-copy.ts'
import { Teardown } from '../../../../electron/shell/start/teardown.ts'
import { fillSettled } from '../../../bench/store.ts'
import { outboxOn, silent, states, storageScene } from '../../core/storage/storage-scene.ts'

const scene = storageScene()
const { clock, open, file } = scene
const day = 24 * 3_600_000

const generations = () => readdirSync(scene.folder).filter((name) => name.startsWith('diario.jsonl.'))
const names = () => (existsSync(scene.copies()) ? readdirSync(scene.copies()) : [])
/** Overwrites a page in the middle of the file. */
function spoil(path: string): void {
  const handle = openSync(path, 'r+')
  writeSync(handle, Buffer.alloc(4096, 7), 0, 4096, Math.floor(statSync(path).size / 4096 / 2) * 4096)
  closeSync(handle)
}

describe('a copy', () => {
  test('holds one moment, however much is placed while it is made, and is one file that opens by itself', async () => {
    fillSettled(scene.folder, 20_000)
    const storage = open()
    const { outbox } = outboxOn(storage, clock)
    const copying = storage.copyIfDue()
    const end = copying.then(() => 'over')
    let placed = 0
    do {
      outbox.place('uno', [`N${placed++}`])
    } while ((await Promise.race([end, new Promise((resolve) => setImmediate(resolve))])) !== 'over')
    expect(placed).toBeGreaterThan(1)
    expect(names()).toHaveLength(1)
    const [copy] = listCopies(scene.copies())
    expect(checkFile(copy?.path ?? '')).toBeNull()
    expect(names()).toHaveLength(1)
    const database = new DatabaseSync(copy?.path ?? '', { readOnly: true })
    const held = Number(database.prepare('SELECT count(*) AS n FROM orders').get()?.['n'])
    expect(held).toBeGreaterThanOrEqual(20_000)
    expect(held).toBeLessThan(20_000 + placed)
    database.close()
    outbox.dispose()
    storage.dispose()
    clock.forgetTimers()
    // The copy and the journal together are everything.
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(suffix), { force: true })
    const restored = open()
    expect(Object.keys(states(restored))).toHaveLength(20_000 + placed)
    restored.dispose()
  })

  test('that is unsound does not count: the one before it stays, the journal is not turned, nothing is left of it', async () => {
    fillSettled(scene.folder, 12_000)
    const first = open()
    await first.copyIfDue()
    first.dispose()
    const before = names()
    const turned = generations()
    spoil(file())
    await clock.advance(2 * day)
    // A large one is checked beside the start; this start has not got so far.
    const storage = openStorage(scene.folder, clock, silent, adoptJournal, 'beside')
    await expect(storage.copyIfDue()).rejects.toThrow(/damaged|malformed/u)
    expect(names()).toEqual(before)
    expect(generations()).toEqual(turned)
    storage.dispose()
  })

  test('before an upgrade that is unsound does not count either, and nothing is left of it', () => {
    const storage = open()
    makeCopy(storage.database, scene.copies(), 1)
    const before = names()
    // The disk keeps something else than was written.
    const prepare = (sql: string) => ({
      run: (target: string) => {
        storage.database.prepare(sql).run(target)
        spoil(target)
      },
    })
    expect(() => makeCopy({ prepare } as unknown as DatabaseSync, scene.copies(), 2)).toThrow('copy is damaged')
    expect(names()).toEqual(before)
    storage.dispose()
  })

  test('that fails hour after hour, also before an upgrade: nothing of it is left each time', async () => {
    fillSettled(scene.folder, 12_000)
    const storage = open()
    storage.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    spoil(file())
    for (let hours = 0; hours < 3; hours++) {
      await expect(storage.copyIfDue()).rejects.toThrow()
      const broken = new DatabaseSync(file(), { readOnly: true })
      expect(() => makeCopy(broken, scene.copies(), clock.now())).toThrow()
      broken.close()
      await clock.advance(3_600_000)
      expect(names()).toEqual([])
    }
    storage.dispose()
  })

  // Neither an administrator of Unix nor Windows asks the mode of a folder.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('that cannot be written: told in the log, and the journal is not turned', async () => {
    mkdirSync(scene.copies())
    chmodSync(scene.copies(), 0o500)
    const storage = open()
    await expect(storage.copyIfDue()).rejects.toThrow()
    expect(generations()).toEqual([])
    storage.dispose()
  })

  test('whose folder has gone: the journal is not turned, so nothing is known less', async () => {
    const storage = open()
    writeFileSync(scene.copies(), 'a file')
    await expect(storage.copyIfDue()).rejects.toThrow()
    expect(generations()).toEqual([])
    storage.dispose()
  })

  test('given up when the program closes: it ends at once, and what there is of it goes with the next start', async () => {
    fillSettled(scene.folder, 20_000)
    const storage = open()
    const copying = storage.copyIfDue()
    storage.dispose()
    await copying
    expect(listCopies(scene.copies())).toEqual([])
    for (const name of ['ordenes-5.db.part', 'ordenes-5.db.part-journal']) writeFileSync(join(scene.copies(), name), 'half')
    const next = open()
    expect(names()).toEqual([])
    next.dispose()
  })

  test('the thread answers when it is told to stop', async () => {
    fillSettled(scene.folder, 20_000)
    const copy = copyBeside(file(), join(scene.folder, 'copia.part'))
    copy.stop()
    expect(await copy.done).toBe('stopped')
  })
})

const copyOf = (at: number) => ({ path: '', at, bytes: 1, identity: null, sequence: 1 })

describe('which is due, and which is kept', () => {
  test.each([
    ['none yet', undefined, true],
    ['an hour old', copyOf(99 * day - 3_600_000), false],
    ['a day old', copyOf(98 * day), true],
    ['from the future: made while the clock was wrong', copyOf(139 * day), true],
    ['from tomorrow', copyOf(99 * day + 3_600_000), true],
  ])('%s', (_name, newest, due) => {
    expect(isDue(newest, 99 * day)).toBe(due)
  })

  test('a clock set back to the same instant: neither copy takes the place of the other', () => {
    const storage = open()
    makeCopy(storage.database, scene.copies(), 5)
    makeCopy(storage.database, scene.copies(), 5)
    expect(listCopies(scene.copies())).toHaveLength(2)
    storage.dispose()
  })

  test('large ones: fewer are kept, and the newest always', () => {
    const storage = open()
    for (const at of [1, 2, 3]) makeCopy(storage.database, scene.copies(), at)
    const size = listCopies(scene.copies())[0]?.bytes ?? 0
    dropOld(scene.copies(), null, 2 * size)
    expect(listCopies(scene.copies()).map(({ at }) => at)).toEqual([3, 2])
    dropOld(scene.copies(), null, 1)
    expect(listCopies(scene.copies()).map(({ at }) => at)).toEqual([3])
    storage.dispose()
  })

  test('no room on the disk: none is made, which is told in the log, and the ones that there are stay', async () => {
    const storage = open()
    await storage.copyIfDue()
    await clock.advance(2 * day)
    const told: string[] = []
    const options = { database: storage.database, journal: storage.journal, identity: 'x', path: file(), folder: scene.copies(), clock }
    const copies = new DailyCopies({ ...options, logger: { ...silent, warn: (message) => void told.push(message) }, room: () => statSync(file()).size })
    const before = names()
    await copies.makeIfDue()
    expect(names()).toEqual(before)
    expect(told).toEqual(['no room on the disk for a copy of the orders'])
    storage.dispose()
  })

  test('copies of another database are not counted, and not removed', async () => {
    const storage = open()
    const mine = scene.folder
    scene.folder = `${mine}-otra`
    const other = open()
    const path = makeCopy(other.database, join(mine, 'copias'), 1)
    other.dispose()
    rmSync(scene.folder, { recursive: true })
    scene.folder = mine
    for (let index = 0; index < 4; index++) {
      await storage.copyIfDue()
      await clock.advance(day)
    }
    expect(existsSync(path)).toBe(true)
    expect(names()).toHaveLength(4)
    storage.dispose()
  })
})

test('a copy that fails is told in the log, and the next one is tried', async () => {
  const told: string[] = []
  const teardown = new Teardown(() => {})
  let tries = 0
  const storage = { copyIfDue: () => (tries++, Promise.reject(new Error('disco lleno'))) }
  keepDailyCopies(storage, clock, { ...silent, warn: (message, details) => void told.push(`${message} ${JSON.stringify(details)}`) }, teardown)
  await clock.advance(3_600_000 + 120_000)
  expect(tries).toBe(2)
  expect(told).toEqual(Array(2).fill('the daily copy failed {"reason":"disco lleno"}'))
  teardown.run()
})

test('the journal begins anew with a checked copy, and the lines before it are kept beside', async () => {
  const storage = open()
  const { outbox } = outboxOn(storage, clock)
  outbox.place('uno', ['A'])
  await storage.copyIfDue()
  expect(generations()).toEqual(['diario.jsonl.1'])
  expect(readFileSync(scene.journal('.1'), 'utf8')).toContain('"A"')
  expect(readFileSync(scene.journal(), 'utf8')).not.toContain('"A"')
  outbox.dispose()
  storage.dispose()
})
