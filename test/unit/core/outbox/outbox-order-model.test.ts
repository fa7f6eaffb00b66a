/** Orders of one point of sale, over several days, brought in parts in any order: always sent oldest first, also more than one query holds. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Weather } from './model/virtual-api.ts'
import { watchOrder } from './model/watch-order.ts'
import { World } from './model/world.ts'

const minute = 60_000

/** What happens between two parts. */
type Event =
  | { do: 'weather'; weather: Weather }
  | { do: 'advance'; time: number }
  | { do: 'crash' }
  | { do: 'pause' }
  | { do: 'decide' }
  | { do: 'release' }
  | { do: 'refuse list' }
  /** What is in doubt is shown in words that nobody knows, and then plainly again. */
  | { do: 'blur' }
  | { do: 'plain' }
  | { do: 'postpone'; ahead: number }

const events = fc.oneof(
  fc
    .constantFrom<Weather>('lost-before-execution', 'lost-after-execution', 'slow-down', 'maintenance', 'refused-connection', 'server-error', 'quota')
    .map((weather): Event => ({ do: 'weather', weather })),
  fc.constantFrom(150, 400, 1_000, 3_000, 70_000, 20 * minute).map((time): Event => ({ do: 'advance', time })),
  fc.constantFrom<Event>({ do: 'crash' }, { do: 'pause' }, { do: 'decide' }, { do: 'release' }, { do: 'refuse list' }, { do: 'blur' }, { do: 'plain' }),
  fc.constantFrom(500, 5_000).map((ahead): Event => ({ do: 'postpone', ahead })),
)

/** @param after so many POSTs the weather changes @param postponed references that are put off one by one */
async function apply(world: World, event: Event, after: number, postponed: string[]): Promise<void> {
  const { api, clock, database, outbox } = world
  const each = (state: string, act: (id: number) => unknown) => {
    for (const { id } of database.prepare('SELECT id FROM orders WHERE state = ?').all(state)) act(Number(id))
  }
  switch (event.do) {
    case 'weather':
      // Not at once, but in the middle of what is sent.
      api.weather.push(...Array.from({ length: after }, (): Weather => 'ok'), event.weather)
      return
    case 'advance':
      return clock.advance(event.time)
    case 'crash':
      return world.crash()
    case 'pause':
      outbox.setPaused(true)
      await clock.advance(1_000)
      outbox.setPaused(false)
      return
    case 'decide':
      return each('needs_decision', (id) => outbox.decide(id, 'resend'))
    case 'release':
      outbox.retryGate('uno')
      return each('held', (id) => outbox.resend(id))
    case 'refuse list':
      api.refuseList = true
      await clock.advance(1_000)
      api.refuseList = false
      return
    case 'blur':
      for (const { r } of database.prepare("SELECT external_reference AS r FROM orders WHERE state = 'unknown'").all()) api.status.set(String(r), 'unknown')
      return
    case 'plain':
      for (const [reference, status] of api.status) if (status === 'unknown') api.status.set(reference, 'error')
      return
    case 'postpone': {
      const reference = postponed.shift()
      if (reference !== undefined) outbox.postpone('uno', reference, clock.now() + event.ahead, null)
    }
  }
}

const numberOf = (reference: string): number => Number(reference.slice('uno-'.length))

interface Plan {
  total: number
  days: number
  cuts: number[]
  shuffle: fc.Stream<number>
  between: Event[][]
  automaticResends: 0 | 1
}

const plan = (min: number, max: number, eventful: number): fc.Arbitrary<Plan> =>
  fc.record({
    total: fc.integer({ min, max }),
    days: fc.integer({ min: 1, max: 3 }),
    cuts: fc.array(fc.nat(99), { maxLength: 3 }),
    shuffle: fc.infiniteStream(fc.nat(1_000_000)),
    between: fc.array(fc.array(events, { maxLength: eventful }), { minLength: 4, maxLength: 4 }),
    automaticResends: fc.constantFrom<(0 | 1)[]>(0, 1),
  })

/** Brings all of it in parts, lets everything come to its end, and looks whether it was sent oldest first. */
async function live({ total, days, cuts, shuffle, between, automaticResends }: Plan): Promise<void> {
  const world = new World()
  world.automaticResends = automaticResends
  const all = Array.from({ length: total }, (_, i) => `uno-${String(i).padStart(3, '0')}`)
  world.api.fechaOf = (reference) => `${18 + Math.min(days - 1, Math.floor((numberOf(reference) * days) / total))}/11/2026`
  for (const reference of all) world.api.status.set(reference, 'error')
  const outOfOrder = watchOrder(world)
  const keys = new Map(all.map((reference) => [reference, shuffle.next().value]))
  const brought = all.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
  const postponed = brought.splice(0, Math.min(5, Math.floor(total / 4)))
  const ends = [...new Set(cuts.map((cut) => Math.floor((brought.length * cut) / 100)))].toSorted((a, b) => a - b)
  const after = Math.min(20, Math.floor(total / 6))
  const open = () =>
    world.number("SELECT count(*) FROM orders WHERE state IN ('queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision')")
  try {
    for (const [at, part] of [...ends, brought.length].entries()) {
      world.outbox.place('uno', brought.slice(ends[at - 1] ?? 0, part))
      for (const event of between[at] ?? []) await apply(world, event, after, postponed)
    }
    world.api.weather = []
    for (let round = 0; round < 20 && open() > 0; round++) {
      for (const event of [{ do: 'plain' }, { do: 'release' }, { do: 'decide' }] as const) await apply(world, event, after, [])
      await world.clock.advance(5 * minute)
    }
    expect(outOfOrder).toEqual([])
    expect(open(), 'everything came to its end').toBe(0)
  } finally {
    world.outbox.dispose()
    world.database.close()
  }
}

const check = async (arbitrary: fc.Arbitrary<Plan>, runs: number): Promise<void> => {
  const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`order model seed: ${seed}\n`)
  await fc.assert(fc.asyncProperty(arbitrary, live), { numRuns: runs, seed, endOnFailure: process.env['SHRINK'] !== '1' })
}

test('a short line, whatever brings an order back into it: always oldest first', () => check(plan(6, 14, 8), Number(process.env['MODEL_RUNS'] ?? 500)), 600_000)

test('a line longer than one query, over several days: always oldest first', () => check(plan(101, 150, 3), Number(process.env['LONG_RUNS'] ?? 15)), 600_000)
