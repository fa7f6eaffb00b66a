/** What one start hands to another, with real files and orders; the lock of the system is a function. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { openStorage, type Storage } from '../../../../electron/core/storage/storage.ts'
import { DeliveryFiles } from '../../../../electron/shell/deliveries/files.ts'
import { handOver, type HandedOver } from '../../../../electron/shell/deliveries/hand-over.ts'
import { Intake } from '../../../../electron/shell/deliveries/intake.ts'
import type { PlaceRequest } from '../../../../electron/shell/deliveries/request.ts'
import { Incoming } from '../../../../electron/shell/start/incoming.ts'
import type { Launch } from '../../../../electron/shell/start/launches.ts'
import type { Services } from '../../../../electron/shell/services.ts'
import { VirtualApi } from '../../../unit/core/outbox/model/virtual-api.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const place = (...references: string[]): PlaceRequest => ({ type: 'place', pointOfSaleId: 'uno', references })

let folder: string
let storage: Storage
let outbox: Outbox
const open: Disposable[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-entregas-'))
  startOutbox()
})
afterEach(() => {
  for (const one of open.splice(0).toReversed()) one[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
})

function startOutbox(): void {
  storage = openStorage(folder, systemClock, silent, adoptJournal)
  outbox = new Outbox({
    ...storage,
    api: new VirtualApi(),
    pointsOfSale: {
      ids: () => ['uno'],
      nameOf: (id) => (id === 'uno' ? 'Local' : null),
      credentialsOf: () => Promise.reject(new Error('nothing is sent here')),
    },
    rules: () => ({ automaticResends: 1, spacing: 0 }),
    clock: systemClock,
    logger: silent,
  })
  const [openOutbox, openStore] = [outbox, storage]
  open.push({
    [Symbol.dispose]: () => {
      openOutbox.dispose()
      openStore.dispose()
    },
  })
}

/** The process that holds the data folder, without its process. */
function holder() {
  const told: string[] = []
  const shown: string[] = []
  const accepted: string[][] = []
  const intake = new Intake(folder, silent)
  const services = { outbox, vault: { reload: () => void shown.push('reload') } } as unknown as Services
  const delegate = {
    show: () => void shown.push('show'),
    tell: (title: string) => void told.push(title),
    accepted: (_id: string, references: string[]) => void accepted.push(references),
  }
  const incoming = new Incoming(services, delegate, intake, true, silent)
  let receive = (launch: Launch): void => incoming.receive(launch)
  incoming.listen({ forward: (receiver) => (receive = receiver) })
  return {
    intake,
    told,
    shown,
    accepted,
    /** The lock, as a later start finds it. */
    hear: (data: unknown): false => {
      const taken = intake.take(data)
      if (taken) receive({ by: 'delivery', ...taken })
      return false
    },
  }
}

const names = (): string[] => (existsSync(join(folder, 'entregas')) ? readdirSync(join(folder, 'entregas')) : [])
const references = (): string[] =>
  storage.database
    .prepare('SELECT external_reference AS r FROM orders ORDER BY id')
    .all()
    .map((row) => String(row['r']))
const patience = { offered: 300, taken: 300 }
const hand = (
  request: Parameters<typeof handOver>[0]['request'],
  takeLock: (told: Record<string, unknown>) => boolean,
  enough: 'taken' | 'done' = 'done',
): Promise<HandedOver> => handOver({ folder, request, takeLock, enough, patience })

/** A number of a process that does not run any more. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid
const idOf = (pid: number, last = '1'): string => `${pid}-00000000-0000-4000-8000-${last.padStart(12, '0')}`

test('orders are acknowledged after they are stored, and leave nothing behind', async () => {
  const running = holder()
  let seen: string[] = []
  const handed = await hand(place('A', 'B'), (told) => {
    running.hear(told)
    seen = references()
    return false
  })
  expect(handed).toEqual({ by: 'other', state: 'done' })
  expect(seen).toEqual(['A', 'B'])
  expect(running.accepted).toEqual([['A', 'B']])
  expect(names()).toEqual([])
})

test('a free folder: the work is one’s own, and no offer is left for others', async () => {
  expect(await hand(place('A'), () => true)).toMatchObject({ by: 'us' })
  expect([names(), references()]).toEqual([[], []])
})

test('nobody hears: the offer is taken back, and whoever hears of it later finds nothing', async () => {
  const running = holder()
  const told: unknown[] = []
  expect(await hand(place('A'), (data) => (told.push(data), false))).toEqual({ by: 'nobody', refused: null })
  for (const data of told) running.hear(data)
  expect([names(), references(), running.told]).toEqual([[], [], []])
})

test('what is taken cannot be taken back, and what is taken back cannot be taken', () => {
  const files = new DeliveryFiles(folder)
  const [first, second] = [files.newId(), files.newId()]
  for (const id of [first, second]) files.offer(id, place('A'))
  expect([files.take(first), files.withdraw(first), files.state(first)]).toEqual([true, false, 'taken'])
  expect([files.withdraw(second), files.take(second), files.state(second)]).toEqual([true, false, 'gone'])
})

test('a holder that is about to end takes nothing', async () => {
  const running = holder()
  running.intake.close()
  expect(await hand(place('A'), running.hear)).toEqual({ by: 'nobody', refused: null })
  expect(references()).toEqual([])
})

test('what is refused is said with its reason, on both sides', async () => {
  const running = holder()
  expect(await hand({ ...place('A'), pointOfSaleId: 'otro' }, running.hear)).toEqual({ by: 'nobody', refused: 'point-of-sale-missing' })
  expect(running.told).toEqual(['Ese punto de venta ya no está'])
  expect(names()).toEqual([])
})

test('a disk that refuses the orders is said, and nothing is stored', async () => {
  const running = holder()
  storage.database.exec("CREATE TRIGGER full BEFORE INSERT ON orders BEGIN SELECT raise(ABORT, 'disk full'); END")
  expect(await hand(place('A'), running.hear)).toEqual({ by: 'nobody', refused: 'orders-not-stored' })
  storage.database.exec('DROP TRIGGER full')
  expect(references()).toEqual([])
})

test('taken, and the taker ends before it stores them: whoever gets the lock does it, and no second time', async () => {
  const dying = new Intake(folder, silent)
  const locks = [false, true]
  const handed = await handOver({ folder, request: place('A'), takeLock: (told) => (dying.take(told), locks.shift() ?? true), enough: 'done' })
  expect(handed).toMatchObject({ by: 'us' })
  expect(names()).toEqual([])
})

test('taken, and the taker ends without the command line that waited: the next start stores them, once', () => {
  const files = new DeliveryFiles(folder)
  const id = idOf(deadPid())
  files.offer(id, place('A', 'B'))
  expect(files.take(id)).toBe(true)
  const running = holder()
  expect(references()).toEqual(['A', 'B'])
  expect(running.accepted).toEqual([['A', 'B']])
  holder()
  expect([references(), names()]).toEqual([['A', 'B'], []])
})

test.each(['queued', 'accepted'])('stored, and the taker ends before it answers: the next start finds them %s, and stores nothing again', async (state) => {
  const files = new DeliveryFiles(folder)
  const id = files.newId()
  files.offer(id, place('A'))
  files.take(id)
  outbox.place('uno', ['A'], { delivery: id })
  storage.database.prepare('UPDATE orders SET state = ?').run(state)
  const running = holder()
  expect(references()).toEqual(['A'])
  expect(running.accepted).toEqual([['A']])
  expect(files.state(id)).toBe('done')
})

test('taken and silent: the orders themselves tell whether they are stored', async () => {
  const silentHolder = new Intake(folder, silent)
  const storing = (told: Record<string, unknown>) => {
    const taken = silentHolder.take(told)
    if (taken?.request.type === 'place') outbox.place('uno', taken.request.references, { delivery: taken.id })
    return false
  }
  expect(await hand(place('A'), storing)).toEqual({ by: 'other', state: 'done' })
  expect(await hand(place('B'), (told) => (silentHolder.take(told), false))).toEqual({ by: 'other', state: 'taken' })
  // It stays, and the next start stores it.
  holder()
  expect(references()).toEqual(['A', 'B'])
})

test('the answer is gone when it is looked for: the orders themselves tell', async () => {
  const running = holder()
  const forgetful = (told: Record<string, unknown>) => {
    running.hear(told)
    rmSync(join(folder, 'entregas'), { recursive: true })
    return false
  }
  expect(await hand(place('A'), forgetful)).toEqual({ by: 'other', state: 'done' })
  expect(await hand(place('B'), () => (rmSync(join(folder, 'entregas'), { recursive: true, force: true }), false))).toEqual({ by: 'nobody', refused: null })
  expect(references()).toEqual(['A'])
})

test('a delivery is placed once, also when it is told of again and its orders have ended', () => {
  const id = idOf(1)
  expect(outbox.place('uno', ['A', 'A', 'B'], { delivery: id })).toMatchObject({ ok: true, value: { count: 2 } })
  storage.database.exec("UPDATE orders SET state = 'issued'")
  expect(outbox.place('uno', ['A', 'B'], { delivery: id })).toMatchObject({ ok: true, value: { count: 0, alreadyLive: ['A', 'B'] } })
  expect(outbox.place('uno', ['A'], { delivery: idOf(2) })).toMatchObject({ ok: true, value: { count: 1 } })
  expect(references()).toEqual(['A', 'B', 'A'])
  expect(outbox.newest('uno', ['B', 'NADA', 'A'])).toEqual([2, 3])
})

test('a wish is carried out, and its start does not wait for more than that it is taken', async () => {
  const running = holder()
  const waiting = new Intake(folder, silent)
  expect(await hand({ type: 'show' }, (told) => (waiting.take(told), false), 'taken')).toEqual({ by: 'other', state: 'taken' })
  expect(await hand({ type: 'reload' }, running.hear)).toEqual({ by: 'other', state: 'done' })
  expect(running.shown).toEqual(['reload'])
  // What a dead holder was to show is not shown at the next start.
  expect(holder().shown).toEqual([])
})

test('an id that leads elsewhere is no delivery; a file that is none is refused', () => {
  const { intake } = holder()
  writeFileSync(join(folder, 'x.pedido'), '{}')
  for (const id of ['../x', 'x', `${idOf(1)}/../../x`, '', 7]) expect(intake.take({ type: 'delivery', id })).toBeUndefined()
  mkdirSync(join(folder, 'entregas'), { recursive: true })
  for (const [content, last] of [
    ['{', '2'],
    ['{"type":"place","pointOfSaleId":"uno","references":["a\\u0007"]}', '3'],
    ['{"type":"show","more":1}', '4'],
  ] as const) {
    writeFileSync(join(folder, 'entregas', `${idOf(process.pid, last)}.pedido`), content)
    expect(intake.take({ type: 'delivery', id: idOf(process.pid, last) })).toBeNull()
    expect(new DeliveryFiles(folder).state(idOf(process.pid, last))).toEqual({ refused: 'bad-arguments' })
  }
  expect(references()).toEqual([])
})

test('what dead starts left is removed, what living ones wait for stays', () => {
  const dead = idOf(deadPid())
  const living = idOf(process.pid)
  const files = new DeliveryFiles(folder)
  for (const id of [dead, living]) files.offer(id, { type: 'show' })
  for (const ending of ['hecho', 'no-internal', 'parcial']) writeFileSync(join(folder, 'entregas', `${dead}.${ending}`), '')
  holder()
  expect(names()).toEqual([`${living}.pedido`])
})

test.skipIf(process.platform === 'win32')('only the owner can read what is handed over', () => {
  const files = new DeliveryFiles(folder)
  const id = files.newId()
  files.offer(id, place('A'))
  expect(statSync(join(folder, 'entregas')).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'entregas', `${id}.pedido`)).mode & 0o777).toBe(0o600)
})

test('a folder that takes no offer: the lock alone decides', async () => {
  writeFileSync(join(folder, 'entregas'), 'a file')
  const told: unknown[] = []
  expect(await hand(place('A'), (data) => (told.push(data), false))).toEqual({ by: 'nobody', refused: null })
  expect(await hand(place('A'), () => true)).toMatchObject({ by: 'us' })
  expect(told).toEqual([{ type: 'hidden' }])
  // Nor does it keep anybody from starting.
  expect(holder().told).toEqual([])
})

test('taken just as it was to be taken back: it is not told as taken by nobody', async () => {
  const spy = vi.spyOn(DeliveryFiles.prototype, 'withdraw').mockImplementationOnce(function (this: DeliveryFiles, id) {
    expect(this.take(id)).toBe(true)
    return false
  })
  expect(await hand(place('A'), () => false)).toEqual({ by: 'other', state: 'taken' })
  expect(spy).toHaveBeenCalledTimes(1)
  spy.mockRestore()
  holder()
  expect(references()).toEqual(['A'])
})

test('what was taken and could not be carried out yet outlives the process that offered it', () => {
  const files = new DeliveryFiles(folder)
  const id = idOf(deadPid())
  files.offer(id, place('A'))
  expect(files.take(id)).toBe(true)
  files.tidy()
  expect(files.state(id)).toBe('taken')
})
