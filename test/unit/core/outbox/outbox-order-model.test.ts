/** Orders of one point of sale, over several days, brought in parts in any order: always sent oldest first, also more than one query holds. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Weather } from './model/virtual-api.ts'
import { watchOrder } from './model/watch-order.ts'
import { World } from './model/world.ts'

const minute = 60_000

/** What happens between two parts. */
type Event =
  /** @param after so many POSTs */
  | { do: 'weather'; weather: Weather; after: number }
  | { do: 'advance'; time: number }
  | { do: 'crash' }
  | { do: 'pause' }
  | { do: 'decide' }
  | { do: 'release' }
  | { do: 'refuse list' }
  /** Until the next part is brought. */
  | { do: 'refuse day' }
  /** What is in doubt is shown in words that nobody knows, and then plainly again. */
  | { do: 'blur' }
  | { do: 'plain' }
  /** The next POST is lost, and what became of it is shown plainly only when its patience is over. */
  | { do: 'long doubt' }
  | { do: 'postpone'; ahead: number }
  /** Somebody places one after the other, each while a question is under way. */
  | { do: 'keep placing'; count: number }

/** @param later POSTs after which the weather changes, at most: not at once, but in the middle of what is sent */
const events = (later: number): fc.Arbitrary<Event> =>
  fc.oneof(
    fc.record<Event & { do: 'weather' }>({
      do: fc.constant('weather'),
      weather: fc.constantFrom('lost-before-execution', 'lost-after-execution', 'slow-down', 'maintenance', 'refused-connection', 'server-error', 'quota'),
      after: fc.nat(later),
    }),
    fc.constantFrom(150, 400, 1_000, 3_000, 70_000, 20 * minute).map((time): Event => ({ do: 'advance', time })),
    fc.constantFrom<Event>({ do: 'crash' }, { do: 'pause' }, { do: 'decide' }, { do: 'release' }),
    fc.constantFrom<Event>({ do: 'refuse list' }, { do: 'refuse day' }, { do: 'blur' }, { do: 'plain' }, { do: 'long doubt' }),
    fc.constantFrom(500, 5_000).map((ahead): Event => ({ do: 'postpone', ahead })),
    fc.integer({ min: 1, max: 5 }).map((count): Event => ({ do: 'keep placing', count })),
  )

/** @param kept references that are brought one by one */
async function apply(world: World, event: Event, kept: string[]): Promise<void> {
  const { api, clock, database, outbox } = world
  const each = (state: string, act: (id: number) => unknown) => {
    for (const { id } of database.prepare('SELECT id FROM orders WHERE state = ?').all(state)) act(Number(id))
  }
  switch (event.do) {
    case 'weather':
      api.weather.push(...Array.from({ length: event.after }, (): Weather => 'ok'), event.weather)
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
    case 'refuse list': {
      const before = api.refuseList
      api.refuseList = true
      await clock.advance(1_000)
      api.refuseList = before
      return
    }
    case 'refuse day':
      api.refuseDay = true
      return
    case 'blur':
      for (const { r } of database.prepare("SELECT external_reference AS r FROM orders WHERE state = 'unknown'").all()) api.status.set(String(r), 'unknown')
      return
    case 'plain':
      for (const [reference, status] of api.status) if (status === 'unknown') api.status.set(reference, 'error')
      return
    case 'long doubt':
      api.weather.unshift('lost-before-execution')
      await clock.advance(Math.max(1_000, world.spacing))
      await apply(world, { do: 'blur' }, kept)
      await clock.advance(70_000)
      return apply(world, { do: 'plain' }, kept)
    case 'postpone': {
      const reference = kept.shift()
      if (reference !== undefined) outbox.postpone('uno', reference, clock.now() + event.ahead, null)
      return
    }
    case 'keep placing': {
      const { onQuestion } = api
      let left = event.count
      api.onQuestion = (lane, references) => {
        onQuestion(lane, references)
        const next = left-- > 0 ? kept.shift() : undefined
        if (next !== undefined) world.outbox.place('uno', [next])
      }
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
  /** The list of references is accepted, which only the newest page of the documentation knows. */
  lists: boolean
  /** Milliseconds from one POST to the next, as long as an answer may take. */
  spacing: number
}

const plan = (min: number, max: number, between: { most: number; later: number }, spacings: number[]): fc.Arbitrary<Plan> =>
  fc.record({
    total: fc.integer({ min, max }),
    days: fc.integer({ min: 1, max: 3 }),
    cuts: fc.array(fc.nat(99), { maxLength: 3 }),
    shuffle: fc.infiniteStream(fc.nat(1_000_000)),
    between: fc.array(fc.array(events(between.later), { maxLength: between.most }), { minLength: 4, maxLength: 4 }),
    automaticResends: fc.constantFrom<(0 | 1)[]>(0, 1),
    lists: fc.boolean(),
    spacing: fc.constantFrom(...spacings),
  })

/** Brings all of it in parts, lets everything come to its end, and looks whether it was sent oldest first. */
async function live({ total, days, cuts, shuffle, between, automaticResends, lists, spacing }: Plan): Promise<void> {
  const world = new World()
  Object.assign(world, { automaticResends, spacing })
  world.api.refuseList = !lists
  const all = Array.from({ length: total }, (_, i) => `uno-${String(i).padStart(3, '0')}`)
  world.api.fechaOf = (reference) => `${18 + Math.min(days - 1, Math.floor((numberOf(reference) * days) / total))}/11/2026`
  for (const reference of all) world.api.status.set(reference, 'error')
  const outOfOrder = watchOrder(world)
  const keys = new Map(all.map((reference) => [reference, shuffle.next().value]))
  const brought = all.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
  const kept = brought.splice(0, Math.min(9, Math.floor(total / 2)))
  const ends = [...new Set(cuts.map((cut) => Math.floor((brought.length * cut) / 100)))].toSorted((a, b) => a - b)
  const open = () =>
    world.number("SELECT count(*) FROM orders WHERE state IN ('queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision')")
  try {
    for (const [at, part] of [...ends, brought.length].entries()) {
      world.api.refuseDay = false
      world.outbox.place('uno', brought.slice(ends[at - 1] ?? 0, part))
      for (const event of between[at] ?? []) await apply(world, event, kept)
    }
    Object.assign(world.api, { weather: [], refuseDay: false })
    for (let round = 0; round < 20 && open() > 0; round++) {
      for (const event of [{ do: 'plain' }, { do: 'release' }, { do: 'decide' }] as const) await apply(world, event, [])
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

test(
  'a short line, whatever brings an order back into it: always oldest first',
  () => check(plan(6, 14, { most: 8, later: 2 }, [100, 5_000, 20_000, 40_000]), Number(process.env['MODEL_RUNS'] ?? 250)),
  600_000,
)

test(
  'a line longer than one query, over several days: always oldest first',
  () => check(plan(101, 150, { most: 3, later: 20 }, [100]), Number(process.env['LONG_RUNS'] ?? 12)),
  600_000,
)
