/** The orders are gone, empty, old or not ours: what was accepted is there again, and nobody is told what is not so. */
import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { isAllowed, type Cause } from '../../../../electron/core/outbox/orders/transitions.ts'
import { listCopies, makeCopy } from '../../../../electron/core/storage/copies.ts'
import { openForReading } from '../../../../electron/core/storage/read-only.ts'
import type { Storage } from '../../../../electron/core/storage/storage.ts'
import type { OrderState } from '#contract/model/order.ts'
import { outboxOn, states, storageScene } from './storage-scene.ts'

const scene = storageScene()
const { clock, open, file, storeAndDie } = scene
const day = 24 * 3_600_000

const remove = (...suffixes: string[]) => {
  for (const suffix of suffixes) rmSync(file(suffix), { force: true })
}
/** Windows may keep the name of a deleted file while somebody has it open, and a turned journal is closed in the background. */
const lose = (name: string) => renameSync(join(scene.folder, name), join(scene.copies(), `perdido-${name}`))
const setAside = () => readdirSync(scene.folder).filter((name) => name.startsWith('danado-'))
const ledger = (outbox: Outbox) => outbox.ledger().reduce((sum, { used, possible }) => sum + used + possible, 0)

/** Every story follows the table, and every count agrees with the orders. */
function checkBooks({ database }: Storage): void {
  for (const { f, t, c } of database.prepare('SELECT from_state AS f, to_state AS t, cause AS c FROM transition').all())
    expect(isAllowed(f as OrderState | null, t as OrderState, c as Cause), `${String(f)} -> ${String(t)} (${String(c)})`).toBe(true)
  const counts = (sql: string) => database.prepare(sql).all()
  expect(counts('SELECT state, total FROM state_count WHERE total <> 0 ORDER BY state')).toEqual(
    counts('SELECT state, count(*) AS total FROM orders WHERE archived_at IS NULL GROUP BY state ORDER BY state'),
  )
  expect(counts('SELECT sum(possible + used) AS n FROM orders')).toEqual(counts('SELECT count(*) AS n FROM request WHERE order_id IS NOT NULL'))
}

describe('without any copy', () => {
  const never = /lo guardamos aparte|ninguna copia estaba sana/iu
  test.each<[string, RegExp, RegExp, () => void]>([
    ['missing', /no estaba en la carpeta/u, never, () => remove('', '-wal', '-shm')],
    ['of 0 bytes', /estaba vacío/u, never, () => (truncateSync(file(), 0), remove('-wal', '-shm'))],
    ['without its -wal', /estaba vacío/u, /ninguna copia estaba sana/iu, () => remove('-wal', '-shm')],
    ['gone but for its -shm', /no estaba en la carpeta/u, never, () => remove('', '-wal')],
    ['gone but for its -wal', /no estaba en la carpeta/u, /ninguna copia estaba sana/iu, () => remove('', '-shm')],
    ['of 0 bytes beside its -wal', /estaba vacío/u, /ninguna copia estaba sana/iu, () => truncateSync(file(), 0)],
  ])('orders %s: told truly, what was accepted waits again, what may have left is asked about', async (_name, told, untold, damage) => {
    await storeAndDie(['A'], ['W', 'X'])
    damage()
    const storage = open()
    expect(states(storage)).toEqual({ A: 'unknown', W: 'queued', X: 'queued' })
    const text = storage.stopped?.text ?? ''
    expect(text).toMatch(told)
    expect(text).not.toMatch(untold)
    expect(text.includes('aparte')).toBe(setAside().length > 0)
    expect(text).toMatch(/No había ninguna copia.*vuelven a la espera: W, X\..*pueden haber salido: A\./u)
    expect(text).not.toContain('Puede faltar')
    const { outbox, api } = outboxOn(storage, clock)
    for (const reference of ['A', 'W', 'X']) api.status.set(reference, 'error')
    api.status.set('A', 'queued')
    outbox.start()
    await clock.advance(60_000)
    expect(api.posts.size).toBe(0)
    expect(outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'restored' }])
    outbox.acknowledgeStorage()
    await clock.advance(60_000)
    expect(states(storage)).toEqual({ A: 'accepted', W: 'accepted', X: 'accepted' })
    expect(ledger(outbox)).toBe(3)
    checkBooks(storage)
    outbox.dispose()
    storage.dispose()
    clock.forgetTimers()
    expect(await lookAt(({ stopped }) => stopped)).toBeNull()
  })

  test('a -wal that is gone after everything had been folded in: told, and nothing is made up', async () => {
    await storeAndDie(['A'], ['W'], ({ database }) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'))
    const settled = await lookAt((storage) => states(storage))
    await storeAndDie([], [], ({ database }) => database.exec("INSERT INTO flag VALUES ('x', 'y')"))
    remove('-wal', '-shm')
    const storage = open()
    expect(storage.stopped?.text).toMatch(/le faltan los últimos cambios/u)
    expect(states(storage)).toEqual(settled)
    storage.dispose()
  })

  test('nothing was ever placed: still not an empty file in silence', () => {
    open().dispose()
    remove('')
    const storage = open()
    expect(storage.stopped?.text).toMatch(/no estaba en la carpeta.*No había ninguna copia/u)
    storage.dispose()
  })

  test('ten thousand references come back from one line', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `FC-${index}`)
    await storeAndDie([], many)
    expect(
      readFileSync(scene.journal(), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"placed"')),
    ).toHaveLength(1)
    remove('', '-wal', '-shm')
    const storage = open()
    expect(Object.values(states(storage)).filter((state) => state === 'queued')).toHaveLength(10_000)
    checkBooks(storage)
    storage.dispose()
  })

  test('what only looks does not call lost orders none', async () => {
    await storeAndDie(['A'])
    remove('', '-wal', '-shm')
    expect(() => openForReading(scene.folder)).toThrow(expect.objectContaining({ problem: 'not-recovered' }))
    writeFileSync(file(), '')
    expect(() => openForReading(scene.folder)).toThrow(expect.objectContaining({ problem: 'not-recovered' }))
  })
})

/** What an ordinary start and end shows. */
async function lookAt<T>(look: (storage: Storage) => T): Promise<T> {
  const storage = open()
  const seen = look(storage)
  storage.dispose()
  return seen
}

describe('what a person decided', () => {
  test('stays so: cancelled, cancelled with its batch, given up, taken for sent, confirmed once more; what she put off waits for its hour', async () => {
    const until = clock.now() + 10 * 3_600_000
    await storeAndDie([], ['C', 'S', 'W'], (_storage, outbox) => {
      outbox.cancel(1)
      const placed = outbox.place('uno', ['B1', 'B2'])
      if (placed.ok) outbox.cancelBatch(placed.value.batchId ?? 0)
      outbox.postpone('uno', 'P', until, null)
    })
    await storeAndDie(['G', 'T', 'A'], [], ({ database }, outbox) => {
      database.exec("UPDATE orders SET state = 'needs_decision', next_at = NULL WHERE external_reference IN ('G', 'T', 'A')")
      for (const { id, external_reference: reference } of outbox.list({ offset: 0, limit: 100 }).orders) {
        if (reference === 'G') outbox.decide(id, 'discard')
        if (reference === 'T') outbox.decide(id, 'assume-sent')
        if (reference === 'A') outbox.decide(id, 'resend')
      }
    })
    const before = await lookAt((storage) => storage.database.prepare('SELECT id, external_reference FROM orders ORDER BY id').all())
    remove('', '-wal', '-shm')
    const storage = open()
    expect(states(storage)).toMatchObject({
      C: 'cancelled',
      B1: 'cancelled',
      B2: 'cancelled',
      G: 'cancelled',
      T: 'accepted',
      A: 'queued',
      S: 'queued',
      W: 'queued',
      P: 'held',
    })
    expect(storage.database.prepare("SELECT posts, posts_left FROM orders WHERE external_reference = 'A'").get()).toEqual({ posts: 1, posts_left: 1 })
    expect(storage.database.prepare("SELECT hold_reason, waiting_since FROM orders WHERE external_reference = 'P'").get()).toEqual({
      hold_reason: 'luego',
      waiting_since: until,
    })
    expect(storage.database.prepare('SELECT id, external_reference FROM orders ORDER BY id').all()).toEqual(before)
    expect(storage.stopped?.text).toMatch(/vuelven a la espera: S, W, P, A\./u)
    expect(storage.stopped?.text).not.toContain('pueden haber salido')
    checkBooks(storage)
    storage.dispose()
  })

  test('cancelled after a POST that was not processed: it stays cancelled, whatever is left of its budget', async () => {
    const storage = open()
    const { outbox, api } = outboxOn(storage, clock)
    api.status.set('A', 'error')
    api.weather = ['slow-down']
    outbox.start()
    outbox.place('uno', ['A'])
    await clock.advance(1_000)
    expect(storage.database.prepare('SELECT state, posts, posts_left FROM orders').get()).toEqual({ state: 'queued', posts: 1, posts_left: 1 })
    expect(outbox.cancel(1).ok).toBe(true)
    outbox.dispose()
    clock.forgetTimers()
    storage.dispose()
    remove('', '-wal', '-shm')
    const again = open()
    const next = outboxOn(again, clock, api)
    next.outbox.start()
    next.outbox.acknowledgeStorage()
    await clock.advance(day)
    expect(states(again)).toEqual({ A: 'cancelled' })
    expect(api.posts.get('A')).toBe(1)
    expect(ledger(next.outbox)).toBe(1)
    checkBooks(again)
    next.outbox.dispose()
    clock.forgetTimers()
    again.dispose()
  })
})

/** The first is sent and fails; the second is placed; everything but the journal is lost. */
async function secondOf(place: (outbox: Outbox) => void): Promise<{ storage: Storage; outbox: Outbox; posts: () => number | undefined; end: () => void }> {
  const storage = open()
  const { outbox, api } = outboxOn(storage, clock)
  api.status.set('A', 'error')
  outbox.start()
  outbox.place('uno', ['A'])
  await clock.advance(1_000)
  api.status.set('A', 'error')
  await clock.advance(2 * day)
  expect(states(storage)).toEqual({ A: 'failed_again' })
  place(outbox)
  outbox.dispose()
  clock.forgetTimers()
  storage.dispose()
  remove('', '-wal', '-shm')
  const again = open()
  const next = outboxOn(again, clock, api)
  next.outbox.start()
  next.outbox.acknowledgeStorage()
  const end = () => {
    checkBooks(again)
    next.outbox.dispose()
    clock.forgetTimers()
    again.dispose()
  }
  return { storage: again, outbox: next.outbox, posts: () => api.posts.get('A'), end }
}

describe('an order of a reference of which an earlier one is in doubt again, as nobody knows how it had ended', () => {
  test('that was cancelled: nothing of it is sent', async () => {
    const { storage, posts, end } = await secondOf((outbox) => {
      outbox.setPaused(true)
      outbox.place('uno', ['A'])
      expect(outbox.cancel(2).ok).toBe(true)
    })
    await clock.advance(day)
    expect(states(storage)).toEqual({ A: 'cancelled' })
    expect(posts()).toBe(1)
    end()
  })

  test('that was put off: nothing of it is sent before its hour', async () => {
    const { storage, posts, end } = await secondOf((outbox) => outbox.postpone('uno', 'A', clock.now() + 20 * 3_600_000, 1))
    await clock.advance(19 * 3_600_000)
    expect(posts()).toBe(1)
    expect(states(storage)).toEqual({ A: 'needs_decision' })
    end()
  })
})

/** A day with one order sent and, at its end, the daily copy. */
const workDay = async (reference: string) => {
  const storage = open()
  const { outbox, api } = outboxOn(storage, clock)
  api.status.set(reference, 'error')
  outbox.start()
  outbox.place('uno', [reference])
  await clock.advance(60_000)
  await storage.copyIfDue()
  outbox.dispose()
  clock.forgetTimers()
  storage.dispose()
  await clock.advance(day)
}
const spoil = (path: string) => {
  const handle = openSync(path, 'r+')
  writeSync(handle, Buffer.alloc(8192, 1), 0, 8192, 0)
  closeSync(handle)
}

describe('from copies', () => {
  test('a clock that was once 40 days ahead: the copy of then is not the newest', async () => {
    clock.skew = 40 * day
    await workDay('A')
    clock.skew = 0
    for (let index = 0; index < 9; index++) await workDay(`B${index}`)
    await storeAndDie(['C'], ['W'])
    spoil(file())
    remove('-wal', '-shm')
    const storage = open()
    expect(Object.keys(states(storage))).toHaveLength(12)
    const { outbox } = outboxOn(storage, clock)
    expect(ledger(outbox)).toBe(11)
    expect(storage.stopped?.text).toMatch(/vuelven a la espera: W\..*pueden haber salido: C\./u)
    outbox.dispose()
    storage.dispose()
  })

  test('whichever copy is left, the journal reaches back to it: no order is missing, and none is counted less', async () => {
    for (let index = 0; index < 6; index++) await workDay(`B${index}`)
    await storeAndDie(['C'], ['W'])
    const kept = listCopies(scene.copies())
    expect(kept).toHaveLength(3)
    for (const { path } of kept.slice(0, 2)) spoil(path)
    remove('', '-wal', '-shm')
    const storage = open()
    expect(storage.stopped?.text).toContain('Recuperamos la copia')
    expect(storage.stopped?.text).not.toContain('Puede faltar')
    expect(states(storage)).toEqual({ B0: 'accepted', B1: 'accepted', B2: 'accepted', B3: 'accepted', B4: 'unknown', B5: 'unknown', C: 'unknown', W: 'queued' })
    const { outbox } = outboxOn(storage, clock)
    expect(ledger(outbox)).toBe(7)
    checkBooks(storage)
    outbox.dispose()
    storage.dispose()
  })

  test('generations that no copy needs are removed but for one', async () => {
    for (let index = 0; index < 6; index++) await workDay(`B${index}`)
    expect(readdirSync(scene.folder).filter((name) => name.startsWith('diario.jsonl.'))).toHaveLength(3)
  })

  test('all that is left is a copy, and the generations since are lost: it says that orders may be missing', async () => {
    for (let index = 0; index < 3; index++) await workDay(`B${index}`)
    for (const { path } of listCopies(scene.copies()).slice(0, 2)) rmSync(path)
    for (const name of readdirSync(scene.folder)) if (name.startsWith('diario.jsonl.')) lose(name)
    remove('', '-wal', '-shm')
    const storage = open()
    expect(states(storage)).toEqual({ B0: 'accepted' })
    expect(storage.stopped?.text).toContain('Puede faltar lo que cargaste después')
    storage.dispose()
  })

  test('copies, but neither orders nor journal: the newest comes back, and it says that orders may be missing', async () => {
    await workDay('A')
    await workDay('B')
    remove('', '-wal', '-shm')
    for (const name of readdirSync(scene.folder)) if (name.startsWith('diario.jsonl')) lose(name)
    const storage = open()
    expect(states(storage)).toEqual({ A: 'accepted', B: 'accepted' })
    expect(storage.stopped?.text).toMatch(/Recuperamos la copia.*Puede faltar lo que cargaste después/u)
    storage.dispose()
  })

  test('copies of which none is sound: told so, and the journal tells the orders', async () => {
    await workDay('A')
    for (const { path } of listCopies(scene.copies())) spoil(path)
    remove('', '-wal', '-shm')
    const storage = open()
    expect(storage.stopped?.text).toMatch(/no estaba en la carpeta.*Ninguna copia estaba sana/u)
    expect(states(storage)).toEqual({ A: 'unknown' })
    storage.dispose()
  })

  test('an old file put back where a newer copy stands: the copy counts, the old file is set aside', async () => {
    await workDay('A')
    cpSync(file(), join(scene.folder, 'vieja'))
    await workDay('B')
    renameSync(join(scene.folder, 'vieja'), file())
    const storage = open()
    expect(states(storage)).toEqual({ A: 'accepted', B: 'accepted' })
    expect(storage.stopped?.text).toMatch(/más viejo.*Lo guardamos aparte en «danado-\d+».*Recuperamos la copia/u)
    expect(setAside()).toHaveLength(1)
    storage.dispose()
  })

  test('a copy with another name counts by what is in it', async () => {
    await workDay('A')
    await workDay('B')
    const [newest, ...others] = listCopies(scene.copies())
    for (const { path } of others) rmSync(path)
    renameSync(newest?.path ?? '', join(scene.copies(), 'la buena.db'))
    remove('', '-wal', '-shm')
    const storage = open()
    expect(states(storage)).toEqual({ A: 'accepted', B: 'accepted' })
    storage.dispose()
  })
})

/** What another data folder has of this name. */
const foreign = async (name: string): Promise<Buffer> => {
  const mine = scene.folder
  scene.folder = `${mine}-otra`
  try {
    await storeAndDie(['Z'], ['ZW'], ({ database }) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'))
    return readFileSync(join(scene.folder, name))
  } finally {
    rmSync(scene.folder, { recursive: true, force: true })
    scene.folder = mine
  }
}

describe('not of one piece', () => {
  test('the journal of another folder: set aside, none of its orders taken over, told', async () => {
    await storeAndDie(['A'], ['W'])
    writeFileSync(scene.journal(), await foreign('diario.jsonl'))
    const storage = open()
    expect(states(storage)).toEqual({ A: 'accepted', W: 'queued' })
    expect(storage.stopped?.text).toMatch(/es de otro archivo de reenvíos.*Lo guardamos aparte/u)
    expect(setAside().some((name) => existsSync(join(scene.folder, name, 'diario.jsonl')))).toBe(true)
    storage.dispose()
    const again = open()
    expect(again.stopped).toBeNull()
    again.dispose()
  })

  test('a journal that is gone, or an older one: the orders are all there, and nothing is told', async () => {
    await storeAndDie(['A'])
    cpSync(scene.journal(), `${scene.folder}.viejo`)
    await storeAndDie(['B'], ['W'])
    for (const change of [() => renameSync(`${scene.folder}.viejo`, scene.journal()), () => rmSync(scene.journal())]) {
      change()
      const storage = open()
      expect(storage.stopped).toBeNull()
      expect(states(storage)).toMatchObject({ A: 'accepted', B: 'accepted' })
      storage.dispose()
    }
    await storeAndDie(['D'])
    remove('', '-wal', '-shm')
    const storage = open()
    expect(states(storage)).toEqual({ D: 'unknown' })
    expect(storage.stopped?.text).toContain('Puede faltar')
    storage.dispose()
  })

  test('killed between line and commit: no loss is told, and what the person wanted is not forgotten', async () => {
    await storeAndDie(['A'], ['W'])
    const storage = open()
    const { outbox } = outboxOn(storage, clock)
    const dead = `${scene.folder}-dead`
    const exec = storage.database.exec.bind(storage.database)
    storage.database.exec = (sql) => {
      if (sql === 'COMMIT' && !existsSync(dead)) cpSync(scene.folder, dead, { recursive: true })
      exec(sql)
    }
    outbox.place('uno', ['N', 'M'])
    outbox.dispose()
    storage.dispose()
    clock.forgetTimers()
    rmSync(scene.folder, { recursive: true })
    renameSync(dead, scene.folder)
    const next = open()
    expect(next.stopped).toBeNull()
    expect(states(next)).toMatchObject({ A: 'accepted', N: 'queued', M: 'queued' })
    checkBooks(next)
    next.dispose()
  })

  test('that the person has to read about it survives a process that dies right after the recovery', async () => {
    await storeAndDie(['A'], ['W'])
    remove('', '-wal', '-shm')
    const first = open()
    const text = first.stopped?.text
    first.dispose()
    const second = open()
    expect(second.stopped).toBeNull()
    const { outbox } = outboxOn(second, clock)
    outbox.start()
    expect(outbox.status().banners).toEqual([{ kind: 'storage', problem: 'restored', text }])
    expect(states(second)).toEqual({ A: 'unknown', W: 'queued' })
    outbox.dispose()
    second.dispose()
  })

  test('a copy cut off while it took the place of the orders: the next start takes it again', async () => {
    const storage = open()
    const { outbox } = outboxOn(storage, clock)
    outbox.place('uno', ['A'])
    makeCopy(storage.database, scene.copies(), clock.now())
    outbox.dispose()
    storage.dispose()
    remove('', '-wal', '-shm')
    writeFileSync(file('.part'), 'half')
    const next = open()
    expect(states(next)).toEqual({ A: 'queued' })
    expect(statSync(file()).size).toBeGreaterThan(4096)
    next.dispose()
  })
})
