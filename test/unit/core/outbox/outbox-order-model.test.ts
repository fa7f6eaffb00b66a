/** More orders of a point of sale than one query holds, over several days, brought in parts: still sent oldest first. */
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
  | { do: 'postpone'; ahead: number }

const events = fc.oneof(
  fc
    .constantFrom<Weather>('lost-before-execution', 'lost-after-execution', 'slow-down', 'maintenance', 'refused-connection', 'server-error', 'quota')
    .map((weather): Event => ({ do: 'weather', weather })),
  fc.constantFrom(1_000, 3_000, 10_000, 70_000, 20 * minute).map((time): Event => ({ do: 'advance', time })),
  fc.constantFrom<Event>({ do: 'crash' }, { do: 'pause' }, { do: 'decide' }, { do: 'release' }, { do: 'refuse list' }),
  fc.constantFrom(500, 5_000).map((ahead): Event => ({ do: 'postpone', ahead })),
)

async function apply(world: World, event: Event, postponed: string[]): Promise<void> {
  const { api, clock, database, outbox } = world
  const each = (state: string, act: (id: number) => unknown) => {
    for (const { id } of database.prepare('SELECT id FROM orders WHERE state = ?').all(state)) act(Number(id))
  }
  switch (event.do) {
    case 'weather':
      // Not at once, but in the middle of what is sent.
      api.weather.push(...Array.from({ length: 20 }, (): Weather => 'ok'), event.weather)
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
    case 'postpone': {
      const reference = postponed.shift()
      if (reference !== undefined) outbox.postpone('uno', reference, clock.now() + event.ahead, null)
    }
  }
}

const numberOf = (reference: string): number => Number(reference.slice('uno-'.length))

const plan = fc.record({
  total: fc.integer({ min: 101, max: 150 }),
  days: fc.integer({ min: 1, max: 3 }),
  cuts: fc.array(fc.nat(99), { maxLength: 3 }),
  shuffle: fc.infiniteStream(fc.nat(1_000_000)),
  between: fc.array(fc.array(events, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
  automaticResends: fc.constantFrom<(0 | 1)[]>(0, 1),
})

test('a line longer than one query, over several days, is sent oldest first, whatever happens meanwhile', async () => {
  const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`order model seed: ${seed}\n`)
  await fc.assert(
    fc.asyncProperty(plan, async ({ total, days, cuts, shuffle, between, automaticResends }) => {
      const world = new World()
      world.automaticResends = automaticResends
      world.spacing = 100
      const all = Array.from({ length: total }, (_, i) => `uno-${String(i).padStart(3, '0')}`)
      world.api.fechaOf = (reference) => `${18 + Math.min(days - 1, Math.floor((numberOf(reference) * days) / total))}/11/2026`
      for (const reference of all) world.api.status.set(reference, 'error')
      const outOfOrder = watchOrder(world)
      const keys = new Map(all.map((reference) => [reference, shuffle.next().value as number]))
      const brought = all.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
      const postponed = brought.splice(0, 5)
      const ends = [...new Set(cuts.map((cut) => Math.floor((brought.length * cut) / 100)))].toSorted((a, b) => a - b)
      try {
        for (const [at, part] of [...ends, brought.length].entries()) {
          world.outbox.place('uno', brought.slice(ends[at - 1] ?? 0, part))
          for (const event of between[at] ?? []) await apply(world, event, postponed)
        }
        world.api.weather = []
        const open = () =>
          world.number("SELECT count(*) FROM orders WHERE state IN ('queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision')")
        for (let round = 0; round < 20 && open() > 0; round++) {
          await apply(world, { do: 'release' }, [])
          await apply(world, { do: 'decide' }, [])
          await world.clock.advance(5 * minute)
        }
        expect(outOfOrder).toEqual([])
        expect(open(), 'everything came to its end').toBe(0)
      } finally {
        world.outbox.dispose()
        world.database.close()
      }
    }),
    { numRuns: Number(process.env['MODEL_RUNS'] ?? 20), seed, endOnFailure: process.env['SHRINK'] !== '1' },
  )
}, 600_000)
