import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, openSync, writeSync, closeSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { checkPragmas, openDatabase } from '../../../../electron/core/storage/open-database.ts'
import { listCopies, makeCopy } from '../../../../electron/core/storage/copies.ts'
import { migrate, migrations, versionOf } from '../../../../electron/core/storage/migrations.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { StorageError } from '../../../../electron/core/storage/storage-error.ts'
import { fillSettled } from '../../../bench/store.ts'
import { outboxOn, silent, states, storageScene } from './storage-scene.ts'

const scene = storageScene()
const { clock, open, file, storeAndDie } = scene

describe('opening', () => {
  test('sets and reads back what durability rests on', () => {
    const database = openDatabase(file())
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    database.exec('PRAGMA synchronous = OFF')
    expect(() => checkPragmas(database)).toThrow(StorageError)
    database.close()
  })

  test.skipIf(process.platform === 'win32')('nobody else on the machine can read it', () => {
    const storage = open()
    expect(statSync(scene.folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(scene.folder)) expect(statSync(join(scene.folder, name)).mode & 0o077, name).toBe(0)
    storage.dispose()
  })

  test('orders of a newer version are refused and not touched', () => {
    open().dispose()
    const database = new DatabaseSync(file())
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    database.close()
    const before = readFileSync(file())
    expect(open).toThrow(expect.objectContaining({ problem: 'newer-version' }))
    expect(readFileSync(file()).equals(before)).toBe(true)
  })

  test('an upgrade keeps every order, in one transaction, with a checked copy first', async () => {
    await storeAndDie(
      ['A'],
      Array.from({ length: 500 }, (_, index) => `W${index}`),
    )
    const database = openDatabase(file())
    const copies = join(scene.folder, 'copias')
    makeCopy(database, copies, 1)
    expect(() => migrate(database, [...migrations, 'ALTER TABLE orders ADD COLUMN color TEXT; SELECT no_such_function();'])).toThrow('no_such_function')
    expect(versionOf(database)).toBe(migrations.length)
    migrate(database, [...migrations, 'ALTER TABLE orders ADD COLUMN color TEXT'])
    expect(database.prepare('SELECT count(*) AS n FROM orders WHERE color IS NULL').get()).toEqual({ n: 501 })
    database.close()
    expect(listCopies(copies)).toHaveLength(1)
  })

  test('what the first version stored is there in this one: stories, counts and ledger', () => {
    const old = openDatabase(file())
    migrate(old, migrations.slice(0, 1))
    old.exec(`
      INSERT INTO batch (id, point_of_sale, created_at, total) VALUES (1, 'uno', 1, 2), (2, 'uno', 2, 1);
      INSERT INTO orders (id, batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, used, possible)
        VALUES (1, 1, 'uno', 'Local', 'A', 'accepted', 1, 1, 1, 1, 1), (2, 1, 'uno', 'Local', 'B', 'queued', 1, 1, 1, 0, 0), (3, 2, 'uno', 'Local', 'A', 'issued', 1, 1, 1, 1, 0);
      INSERT INTO transition (order_id, from_state, to_state, cause, actor, at) VALUES (1, NULL, 'queued', 'placed', 'person', 1), (2, NULL, 'queued', 'placed', 'person', 1),
        (1, 'queued', 'preflight', 'query-started', 'program', 2), (3, NULL, 'queued', 'placed', 'person', 2), (1, 'preflight', 'sending', 'claimed', 'program', 3);
      INSERT INTO request (order_id, point_of_sale, method, month, at, certain) VALUES (1, 'uno', 'reenviar_encolado', '2026-10', 1, 1),
        (1, 'uno', 'reenviar_encolado', '2026-11', 2, 0), (3, 'uno', 'reenviar_encolado', '2026-11', 3, 1);
    `)
    old.close()
    const storage = open()
    const { outbox } = outboxOn(storage, clock)
    const story = outbox.story(1)
    expect(story.ok && story.value.transitions.map(({ cause }) => cause)).toEqual(['placed', 'query-started', 'claimed'])
    expect(outbox.batches()).toMatchObject([
      { id: 2, states: { issued: 1 }, requestsUsed: 1, requestsPossible: 0 },
      { id: 1, states: { accepted: 1, queued: 1 }, requestsUsed: 1, requestsPossible: 1 },
    ])
    expect(outbox.ledger().map(({ month, used, possible }) => ({ month, used, possible }))).toEqual([
      { month: '2026-11', used: 1, possible: 1 },
      { month: '2026-10', used: 1, possible: 0 },
    ])
    expect(outbox.status().counts).toEqual({ accepted: 1, queued: 1, issued: 1 })
    outbox.dispose()
    storage.dispose()
  })

  test('another program holding the file: in use, nothing changed', () => {
    open().dispose()
    const other = new DatabaseSync(file())
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    expect(open).toThrow(expect.objectContaining({ problem: 'in-use' }))
    other.close()
    open().dispose()
  })
})

describe('copies', () => {
  test('three are kept, each checked', () => {
    const storage = open()
    for (const at of [1, 2, 3, 4]) makeCopy(storage.database, join(scene.folder, 'copias'), at)
    expect(listCopies(join(scene.folder, 'copias')).map((copy) => copy.at)).toEqual([4, 3, 2])
    storage.dispose()
  })

  test('one a day, not more', async () => {
    const storage = open()
    await storage.copyIfDue()
    await storage.copyIfDue()
    expect(listCopies(join(scene.folder, 'copias'))).toHaveLength(1)
    await clock.advance(25 * 3_600_000)
    await storage.copyIfDue()
    expect(listCopies(join(scene.folder, 'copias'))).toHaveLength(2)
    storage.dispose()
  })
})

describe('damage', () => {
  test('a zeroed page: set aside, the newest sound copy restored, what was sent since is verified and not sent again', async () => {
    await storeAndDie(['A'])
    const first = open()
    await first.copyIfDue()
    first.dispose()
    await storeAndDie(['B'], ['W'])
    const size = statSync(file()).size
    const handle = openSync(file(), 'r+')
    writeSync(handle, Buffer.alloc(4096), 0, 4096, Math.floor(size / 4096 / 2) * 4096)
    closeSync(handle)
    rmSync(file('-wal'), { force: true })
    const storage = open()
    expect(states(storage)).toEqual({ A: 'accepted', B: 'unknown', W: 'queued' })
    expect(storage.stopped?.text).toContain('B')
    expect(readdirSync(scene.folder).some((name) => name.startsWith('danado-') && existsSync(join(scene.folder, name, 'ordenes.db')))).toBe(true)
    const { outbox, api } = outboxOn(storage, clock)
    api.status.set('B', 'queued')
    outbox.start()
    expect(outbox.place('uno', ['N'])).toMatchObject({ ok: true })
    api.status.set('N', 'error')
    await clock.advance(60_000)
    expect(states(storage)).toMatchObject({ B: 'accepted', N: 'queued' })
    expect(api.posts.size).toBe(0)
    outbox.acknowledgeStorage()
    await clock.advance(1_000)
    expect(states(storage)).toMatchObject({ N: 'accepted' })
    expect(outbox.ledger()).toMatchObject([{ used: 3 }])
    outbox.dispose()
    storage.dispose()
  })

  test.each([
    ['not a database at all', () => writeFileSync(file(), 'esto no es una base de datos')],
    [
      'an empty header',
      () => {
        const handle = openSync(file(), 'r+')
        writeSync(handle, Buffer.alloc(100), 0, 100, 0)
        closeSync(handle)
      },
    ],
  ])('%s, and no copy: a new one, never in silence', async (_name, damage) => {
    await storeAndDie(['A'])
    rmSync(file('-wal'), { force: true })
    damage()
    const storage = open()
    expect(storage.stopped?.text).toMatch(/dañado.*No había ninguna copia.*pueden haber salido: A/u)
    expect(states(storage)).toEqual({ A: 'unknown' })
    storage.dispose()
  })

  test.each([
    ['truncated', () => truncateSync(file('-wal'), 32)],
    ['missing', () => rmSync(file('-wal'))],
  ])('%s -wal: what the journal knows is verified, not sent again', async (_name, damage) => {
    const storage = open()
    storage.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    storage.dispose()
    await storeAndDie(['A', 'B'])
    expect(statSync(file('-wal')).size).toBeGreaterThan(32)
    damage()
    rmSync(file('-shm'), { force: true })
    const reopened = open()
    expect(states(reopened)).toEqual({ A: 'unknown', B: 'unknown' })
    expect(reopened.stopped?.problem).toBe('restored')
    const { outbox } = outboxOn(reopened, clock)
    expect(outbox.ledger()).toMatchObject([{ used: 0, possible: 2 }])
    expect(outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'restored' }])
    outbox.dispose()
    reopened.dispose()
  })

  test('an old database put back: orders it holds as waiting are verified first', async () => {
    const storage = open()
    const { outbox, api } = outboxOn(storage, clock)
    api.offline = true
    outbox.start()
    outbox.place('uno', ['A', 'B'])
    await clock.advance(1_000)
    storage.database.prepare('VACUUM INTO ?').run(join(scene.folder, 'old.db'))
    api.offline = false
    api.status.set('A', 'error')
    api.status.set('B', 'error')
    outbox.cancel(2)
    outbox.wake('online')
    await clock.advance(1_000)
    outbox.dispose()
    clock.forgetTimers()
    storage.dispose()
    cpSync(join(scene.folder, 'old.db'), file())
    const reopened = open()
    // B was cancelled by its person after that: recovery does not wake it.
    expect(states(reopened)).toEqual({ A: 'unknown', B: 'cancelled' })
    expect(reopened.stopped?.text).toContain('más viejo')
    reopened.dispose()
  })
})

describe('a large database', () => {
  test('is checked beside the start; when it is damaged nothing is sent and the next start restores', async () => {
    fillSettled(scene.folder, 12_000)
    const sound = openStorage(scene.folder, clock, silent, adoptJournal, 'beside')
    expect(await sound.verify()).toBe(true)
    await sound.copyIfDue()
    sound.dispose()
    const size = statSync(file()).size
    expect(size).toBeGreaterThan(8 * 1024 * 1024)
    const handle = openSync(file(), 'r+')
    writeSync(handle, Buffer.alloc(4096), 0, 4096, Math.floor(size / 4096 / 2) * 4096)
    closeSync(handle)
    const damaged = openStorage(scene.folder, clock, silent, adoptJournal, 'beside')
    expect(damaged.stopped).toBeNull()
    expect(await damaged.verify()).toBe(false)
    damaged.dispose()
    const restored = openStorage(scene.folder, clock, silent, adoptJournal, 'beside')
    expect(restored.stopped?.text).toContain('Recuperamos la copia')
    expect(restored.database.prepare('SELECT count(*) AS n FROM orders').get()).toEqual({ n: 12_000 })
    restored.dispose()
    const settled = openStorage(scene.folder, clock, silent, adoptJournal, 'beside')
    expect(settled.stopped).toBeNull()
    settled.dispose()
  })
})

describe('while running', () => {
  test('damage found while sending stops everything, and the next start restores', async () => {
    await storeAndDie(['A'])
    const first = open()
    await first.copyIfDue()
    const { outbox, api } = outboxOn(first, clock, undefined, (detail) => first.suspect(detail))
    api.status.set('B', 'error')
    outbox.start()
    api.findByReferences = ((find) => (credentials: never, references: string[]) => {
      // The commit after the query meets SQLITE_CORRUPT, as it would on a page that went bad meanwhile.
      first.database.exec = () => {
        throw Object.assign(new Error('database disk image is malformed'), { code: 'ERR_SQLITE_ERROR', errcode: 11 })
      }
      return find(credentials, references)
    })(api.findByReferences.bind(api))
    outbox.place('uno', ['B'])
    await clock.advance(3_000)
    expect(api.posts.size).toBe(0)
    expect(outbox.status().banners).toContainEqual(expect.objectContaining({ kind: 'storage', problem: 'stopped' }))
    outbox.dispose()
    clock.forgetTimers()
    first.dispose()
    const size = statSync(file()).size
    const handle = openSync(file(), 'r+')
    writeSync(handle, Buffer.alloc(4096), 0, 4096, Math.floor(size / 4096 / 2) * 4096)
    closeSync(handle)
    const next = openStorage(scene.folder, clock, silent, adoptJournal, 'beside')
    expect(next.stopped?.text).toContain('Recuperamos la copia')
    expect(states(next)).toEqual({ A: 'accepted', B: 'queued' })
    next.dispose()
  })

  test('damage found by an event that nobody asked for: its sender is refused, sending stops, the next start checks', () => {
    const storage = open()
    const suspected: string[] = []
    const { outbox } = outboxOn(storage, clock, undefined, (detail) => suspected.push(detail))
    outbox.start()
    const real = storage.database.exec.bind(storage.database)
    storage.database.exec = () => {
      throw Object.assign(new Error('database disk image is malformed'), { code: 'ERR_SQLITE_ERROR', errcode: 11 })
    }
    const event = { hook_id: 'h', evento: 'emitido', external_reference: 'A', creado: null, msg: [] }
    const deliver = () => outbox.webhooks([{ event, pointOfSale: 'uno', proven: true, source: 'receiver' }])
    expect(deliver()).toMatchObject({ ok: false, error: { code: 'storage-failed' } })
    expect(deliver()).toMatchObject({ ok: false, error: { code: 'storage-failed' } })
    expect(suspected).toEqual(['database disk image is malformed'])
    expect(outbox.status().banners).toContainEqual(expect.objectContaining({ kind: 'storage', problem: 'stopped' }))
    storage.database.exec = real
    outbox.dispose()
    storage.dispose()
  })

  test('locked for a while by another program: what the answer said is not lost and nothing more is sent meanwhile', async () => {
    const storage = openStorage(scene.folder, systemClock, silent, adoptJournal)
    const { outbox, api } = outboxOn(storage, clock)
    for (const reference of ['A', 'B']) api.status.set(reference, 'error')
    const send = api.resend.bind(api)
    const other = new DatabaseSync(file())
    api.resend = async (credentials, reference, call) => {
      const reply = await send(credentials, reference, call)
      if (reference === 'A') other.exec('BEGIN IMMEDIATE')
      return reply
    }
    storage.database.exec('PRAGMA busy_timeout = 10')
    outbox.start()
    outbox.place('uno', ['A', 'B'])
    await clock.advance(3_500)
    expect(states(storage)).toMatchObject({ A: 'on_wire', B: 'preflight' })
    expect(outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'write-failed' }])
    expect(api.posts.has('B')).toBe(false)
    other.exec('ROLLBACK')
    other.close()
    await clock.advance(5_000)
    expect(states(storage)).toMatchObject({ A: 'accepted', B: 'accepted' })
    expect(outbox.status().banners).toEqual([])
    expect(api.executions.get('A')).toBe(1)
    outbox.dispose()
    storage.dispose()
  })

  test('a full disk at the marker: nothing is sent, and it goes on when there is room', async () => {
    const storage = openStorage(scene.folder, systemClock, silent, adoptJournal)
    const { outbox, api } = outboxOn(storage, clock)
    api.status.set('A', 'error')
    outbox.start()
    // SQLITE_FULL for real: the file may not grow any more, and the free pages are used up.
    const pages = Number(storage.database.prepare('PRAGMA page_count').get()?.['page_count'])
    const fill = () => storage.database.exec(`PRAGMA max_page_count = ${pages}`)
    api.findByReferences = ((find) => (credentials: never, references: string[]) => {
      fill()
      return find(credentials, references)
    })(api.findByReferences.bind(api))
    const long = Array.from({ length: 200 }, (_, index) => `${'X'.repeat(200)}${index}`)
    fill()
    expect(outbox.place('uno', long)).toEqual({ ok: false, error: { code: 'orders-not-stored' } })
    storage.database.exec('PRAGMA max_page_count = 1073741823')
    expect(states(storage)).toEqual({})
    outbox.place('uno', ['A'])
    await clock.advance(300)
    storage.database.exec('PRAGMA max_page_count = 1073741823')
    await clock.advance(10_000)
    expect(states(storage)).toEqual({ A: 'accepted' })
    expect(api.posts.get('A')).toBe(1)
    outbox.dispose()
    storage.dispose()
  })
})
