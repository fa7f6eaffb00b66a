/** The second record: what is accepted only with it, and what it survives. */
import fs, {
  chmodSync,
  cpSync,
  mkdirSync,
  truncateSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
  closeSync,
  appendFileSync,
  renameSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { FailureCode } from '#contract/result.ts'
import type { Logger } from '../../../../electron/core/lib/logger.ts'
import type { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { AppendFile } from '../../../../electron/core/storage/append-file.ts'
import { migrations } from '../../../../electron/core/storage/migrations.ts'
import { readMarkers } from './markers.ts'
import type { Storage } from '../../../../electron/core/storage/storage.ts'
import { outboxOn, states, storageScene } from './storage-scene.ts'

const scene = storageScene()
const { clock, open, file, storeAndDie } = scene

afterEach(() => {
  vi.restoreAllMocks()
})

const placedLines = () =>
  readFileSync(scene.journal(), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"placed"'))
const count = (storage: Storage, table: string) => Number(storage.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'])

/** A program that runs, and what it wrote to its log. */
function running() {
  const told: string[] = []
  const note = (message: string, details?: Record<string, unknown>) => void told.push(`${message} ${JSON.stringify(details)}`)
  const logger: Logger = { info: note, warn: note, error: note }
  const storage = open(logger)
  const { outbox, api } = outboxOn(storage, clock)
  outbox.start()
  const end = () => {
    outbox.dispose()
    storage.dispose()
    clock.forgetTimers()
  }
  return { storage, outbox, api, told, end }
}

const refused = (code: FailureCode) => ({ ok: false, error: { code } })
const banner = (outbox: Outbox) => outbox.status().banners.map((one) => ('text' in one ? one.text : one.kind))

describe('lines that nobody wrote so', () => {
  const odd = [
    '{"at":"ayer","request":{}}',
    '{"seq":9,"at":1.5,"placed":{"point_of_sale":"uno","name":"","first":1,"references":["X"],"repeats":null,"until":null}}',
    '{"seq":99999999999999,"at":1,"placed":{"point_of_sale":"uno","name":"","first":1,"references":["X"],"repeats":null,"until":null}}',
    '{"seq":-1,"at":1,"copied":true}',
    '{"seq":8,"at":1,"request":1,"point_of_sale":"uno","method":"reenviar_encolado","external_reference":null}',
    '{"seq":8,"at":1,"request":"1; DROP TABLE orders","point_of_sale":"uno","method":"m","external_reference":"X"}',
    'null',
    '[]',
    '7',
    '"texto"',
    '{}',
    '{',
    '\u0000\u0000',
    'x'.repeat(20_000_000),
  ]

  test('are skipped and told in the log; what stands around them counts, at this start and the next', async () => {
    await storeAndDie(['A'], ['W'])
    const [header = '', ...lines] = readFileSync(scene.journal(), 'utf8').trimEnd().split('\n')
    writeFileSync(scene.journal(), [header, ...lines.flatMap((line, index) => [odd[index % odd.length] ?? '', line]), ...odd].join('\n') + '\n')
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(suffix), { force: true })
    const first = running()
    expect(states(first.storage)).toEqual({ A: 'unknown', W: 'queued' })
    expect(first.told.filter((line) => line.includes('not understood'))).toHaveLength(1)
    expect(first.told.join()).not.toContain('DROP TABLE')
    first.outbox.acknowledgeStorage()
    expect(first.outbox.place('uno', ['N'])).toMatchObject({ ok: true })
    first.end()
    const second = running()
    expect(states(second.storage)).toMatchObject({ W: 'queued', N: 'queued' })
    expect(count(second.storage, 'request')).toBe(1)
    second.end()
  })

  test('a line torn by a power cut does not swallow the next one', async () => {
    await storeAndDie(['A'])
    appendFileSync(scene.journal(), '{"seq":7,"at":1764,"request":2,"poi')
    const next = running()
    expect(readFileSync(scene.journal(), 'utf8')).toContain('"poi\n{"session":"open"}\n')
    next.outbox.place('uno', ['N'])
    next.end()
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(suffix), { force: true })
    const storage = open()
    expect(states(storage)).toEqual({ A: 'unknown', N: 'queued' })
    storage.dispose()
  })

  test('lines of the version before, without numbers: taken over once, and not again at each start', async () => {
    await storeAndDie(['A'])
    const old = { at: clock.now(), request: 1, order: 1, point_of_sale: 'uno', method: 'reenviar_encolado', external_reference: 'V' }
    rmSync(scene.journal())
    writeFileSync(scene.journal(), `${JSON.stringify(old)}\n`)
    const database = new DatabaseSync(file())
    const before = migrations.findIndex((step) => step.includes('CREATE TABLE progress'))
    database.exec(
      `DROP TABLE inbox; DROP TABLE inbox_day; DROP TABLE progress; ALTER TABLE lane DROP COLUMN paid_refusal; ALTER TABLE lane DROP COLUMN free_refusal; PRAGMA user_version = ${before}`,
    )
    database.exec('DROP TRIGGER orders_untold; DROP TRIGGER orders_unseen; DROP TRIGGER orders_unseen_over; DROP TABLE unseen; DROP INDEX batch_untold')
    database.exec('DROP TRIGGER requests_counted_automatic; DROP TABLE automatic_count; DROP INDEX orders_automatic; ALTER TABLE orders DROP COLUMN rule')
    database.exec('ALTER TABLE batch DROP COLUMN told_at; ALTER TABLE batch DROP COLUMN still_told_at')
    database.close()
    for (let start = 0; start < 3; start++) {
      const storage = open()
      expect(states(storage)).toEqual({ A: 'accepted', V: 'unknown' })
      expect(count(storage, 'request')).toBe(2)
      expect(storage.stopped?.text ?? '').toMatch(start === 0 ? /pueden haber salido: V/u : /^$/u)
      storage.dispose()
    }
  })
})

describe('clocks', () => {
  test('one that was set back between placing and sending: the journal still knows which order it was', async () => {
    const begun = open()
    begun.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    begun.dispose()
    const { storage, outbox, api, end } = running()
    api.offline = true
    outbox.place('uno', ['A'])
    await clock.advance(1_000)
    const database = `${scene.folder}.then`
    storage.database.prepare('VACUUM INTO ?').run(database)
    clock.skew = -30 * 24 * 3_600_000
    api.offline = false
    api.status.set('A', 'error')
    outbox.wake('online')
    await clock.advance(60_000)
    expect(states(storage)).toEqual({ A: 'accepted' })
    end()
    for (const suffix of ['-wal', '-shm']) rmSync(file(suffix), { force: true })
    renameSync(database, file())
    for (let start = 0; start < 2; start++) {
      const again = open()
      expect(states(again)).toEqual({ A: 'unknown' })
      expect(count(again, 'request')).toBe(1)
      again.dispose()
    }
  })
})

describe('no order without its line', () => {
  const failures: [string, () => () => void][] = [
    [
      'the disk takes half of it and is full',
      () => {
        const whole = fs.writeSync
        const fault = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
        const spy = vi
          .spyOn(fs, 'writeSync')
          .mockImplementationOnce((...[handle, bytes, offset, , position]: unknown[]) =>
            whole(handle as number, bytes as Buffer, offset as number, 20, position as number),
          )
          .mockImplementation(() => {
            throw fault
          })
        syncBuiltinESMExports()
        return () => {
          spy.mockRestore()
          syncBuiltinESMExports()
        }
      },
    ],
    [
      'the disk does not keep it',
      () => {
        const spy = vi.spyOn(AppendFile.prototype, 'sync').mockImplementation(() => {
          throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
        })
        return () => spy.mockRestore()
      },
    ],
  ]

  test.each(failures)('%s: nothing is placed, and nothing of it is there at the next start', async (_name, fail) => {
    const { storage, outbox, end } = running()
    outbox.place('uno', ['A'])
    const before = readFileSync(scene.journal(), 'utf8')
    const mend = fail()
    expect(outbox.place('uno', ['N'])).toEqual(refused('orders-not-stored'))
    mend()
    expect(states(storage)).toEqual({ A: 'queued' })
    expect(readFileSync(scene.journal(), 'utf8')).toBe(before)
    outbox.place('uno', ['M'])
    end()
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(suffix), { force: true })
    const next = open()
    expect(states(next)).toEqual({ A: 'queued', M: 'queued' })
    next.dispose()
  })

  test('a commit that fails takes its line back', async () => {
    const { storage, outbox, end } = running()
    const exec = storage.database.exec.bind(storage.database)
    storage.database.exec = (sql) => {
      if (sql === 'COMMIT') throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
      exec(sql)
    }
    expect(outbox.place('uno', ['N'])).toEqual(refused('orders-not-stored'))
    storage.database.exec = exec
    expect(placedLines()).toEqual([])
    end()
    const next = open()
    expect(states(next)).toEqual({})
    expect(next.stopped).toBeNull()
    next.dispose()
  })

  test('a marker without its line: nothing leaves, nothing counts; with the disk back it goes', async () => {
    const { storage, outbox, api, end } = running()
    api.status.set('A', 'error')
    outbox.place('uno', ['A'])
    const spy = vi.spyOn(AppendFile.prototype, 'append').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    })
    await clock.advance(5_000)
    expect(api.posts.size).toBe(0)
    expect(count(storage, 'request')).toBe(0)
    spy.mockRestore()
    await clock.advance(15 * 60_000)
    expect(states(storage)).toEqual({ A: 'accepted' })
    expect([api.posts.get('A'), count(storage, 'request'), readMarkers(scene.journal()).length]).toEqual([1, 1, 1])
    end()
  })
})

// Windows lets nobody take away what SQLite has open.
describe.skipIf(process.platform === 'win32')('the files are taken away while it runs', () => {
  const ways: [string, () => void][] = [
    ['the data folder is deleted', () => rmSync(scene.folder, { recursive: true })],
    ['the data folder is moved', () => renameSync(scene.folder, `${scene.folder}-moved`)],
    ['the orders alone are deleted', () => rmSync(file())],
    ['another file takes the place of the orders', () => (cpSync(file(), file('.otro')), renameSync(file('.otro'), file()))],
    ['the journal alone is deleted', () => rmSync(scene.journal())],
  ]

  test.each(ways)('%s: nothing is said to be placed, sending stops, the person is told', async (_name, take) => {
    const { storage, outbox, api, end } = running()
    api.status.set('A', 'error')
    outbox.setPaused(true)
    outbox.place('uno', ['A'])
    take()
    expect(outbox.place('uno', ['N'])).toEqual(refused('orders-not-stored'))
    expect(states(storage)).toEqual({ A: 'held' })
    await clock.advance(1_000)
    expect(banner(outbox)).toContainEqual(expect.stringContaining('ya no está donde estaba'))
    outbox.acknowledgeStorage()
    expect(banner(outbox)).toContainEqual(expect.stringContaining('ya no está donde estaba'))
    expect(outbox.setPaused(false)).toEqual(refused('storage-failed'))
    await clock.advance(60_000)
    expect(api.posts.size).toBe(0)
    storage.suspect('whatever')
    end()
    rmSync(`${scene.folder}-moved`, { recursive: true, force: true })
  })
})

describe('turning it over', () => {
  test('a rename that fails: the journal goes on in the file that it has, and no other file gets its lines', async () => {
    const { storage, outbox, end } = running()
    outbox.place('uno', ['A'])
    // A folder with something in it stands where the turned file would go.
    mkdirSync(join(scene.journal('.1'), 'ocupado'), { recursive: true })
    expect(() => storage.journal.turn(0)).toThrow()
    const other = openSync(join(scene.folder, 'otro'), 'w')
    outbox.place('uno', ['B'])
    writeSync(other, 'mío')
    closeSync(other)
    expect(readFileSync(join(scene.folder, 'otro'), 'utf8')).toBe('mío')
    expect(placedLines()).toHaveLength(2)
    expect(readdirSync(scene.folder)).not.toContain('diario.jsonl.nuevo')
    end()
  })

  test('a rename of the new file that fails: the old one is put back and goes on', async () => {
    const { storage, outbox, end } = running()
    outbox.place('uno', ['A'])
    const spy = vi.spyOn(AppendFile.prototype, 'moveTo').mockImplementation(() => {
      throw new Error('EACCES')
    })
    expect(() => storage.journal.turn(0)).toThrow('EACCES')
    spy.mockRestore()
    outbox.place('uno', ['B'])
    expect(placedLines()).toHaveLength(2)
    end()
  })

  test('what was cut off in the middle of it: lines of all files count', async () => {
    await storeAndDie(['A'], ['W'])
    renameSync(scene.journal(), scene.journal('.1'))
    writeFileSync(scene.journal('.nuevo'), 'half')
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(suffix), { force: true })
    const storage = open()
    expect(states(storage)).toEqual({ A: 'unknown', W: 'queued' })
    storage.dispose()
  })

  test('600 MB of it, as one line without an end: read in pieces, turned at the start, and what stood before it counts', async () => {
    await storeAndDie([], ['W'])
    truncateSync(scene.journal(), 600_000_000)
    const concat = vi.spyOn(Buffer, 'concat')
    const storage = open()
    const longest = Math.max(0, ...concat.mock.results.map(({ value }) => (value as Buffer).length))
    concat.mockRestore()
    expect(longest).toBeLessThanOrEqual(16 * 1024 * 1024)
    expect(states(storage)).toEqual({ W: 'queued' })
    expect(statSync(scene.journal()).size).toBeLessThan(1_000)
    storage.dispose()
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(suffix), { force: true })
    const lost = open()
    expect(states(lost)).toEqual({ W: 'queued' })
    lost.dispose()
  })

  test('a file that has grown large while it runs is turned, also without a copy', async () => {
    const { outbox, end } = running()
    outbox.place('uno', ['A'])
    truncateSync(scene.journal(), 17 * 1024 * 1024)
    end()
    const next = running()
    next.outbox.place(
      'uno',
      Array.from({ length: 10_000 }, (_, index) => `${'X'.repeat(1_800)}${index}`),
    )
    next.outbox.place('uno', ['B'])
    expect(
      readdirSync(scene.folder)
        .filter((name) => name.startsWith('diario.jsonl'))
        .toSorted(),
    ).toEqual(['diario.jsonl', 'diario.jsonl.1', 'diario.jsonl.2'])
    expect(placedLines()).toHaveLength(1)
    next.end()
  })
})

describe('something else stands in its place', () => {
  test.each<[string, string, () => void]>([
    ['diario.jsonl', 'journal-folder', () => mkdirSync(scene.journal())],
    ['ordenes.db', 'orders-folder', () => mkdirSync(file())],
    ['copias', 'copies-file', () => writeFileSync(scene.copies(), '')],
    // Links need a right of their own on Windows.
    ...(process.platform === 'win32'
      ? []
      : [['diario.jsonl', 'journal-unreadable', () => symlinkSync('diario.jsonl', scene.journal())] satisfies [string, string, () => void]]),
  ])('%s: %s, and nothing is made', (_name, problem, put) => {
    put()
    const before = readdirSync(scene.folder)
    expect(() => open()).toThrow(expect.objectContaining({ problem }))
    if (problem !== 'journal-unreadable') expect(readdirSync(scene.folder)).toEqual(before)
  })

  // Neither an administrator of Unix nor Windows asks the mode.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a journal that may not be read', async () => {
    await storeAndDie(['A'])
    chmodSync(scene.journal(), 0)
    expect(() => open()).toThrow(expect.objectContaining({ problem: 'journal-unreadable' }))
  })
})
