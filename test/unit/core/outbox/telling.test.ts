import { describe, expect, test } from 'vitest'
import type { BatchOutcome } from '#contract/model/order.ts'
import { World } from './model/world.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** A person who is told: what, in the order in which it was told. */
function listening(world: World, confirms = true): BatchOutcome[] {
  const told: BatchOutcome[] = []
  const listen = () =>
    world.outbox.onChange((change) => {
      if (change.type !== 'batches-due') return
      told.push(...change.outcomes)
      if (confirms) world.outbox.batchesTold(change.outcomes)
    })
  listen()
  const crash = world.crash.bind(world)
  world.crash = async () => {
    await crash()
    listen()
  }
  return told
}

const withErrors = (...references: string[]): World => {
  const world = new World()
  for (const reference of references) world.api.status.set(reference, 'error')
  return world
}

const now = (world: World, status: 'issued' | 'error' | 'queued', ...references: string[]) => {
  for (const reference of references) world.api.status.set(reference, status)
}

const unseen = (world: World) => world.outbox.status().unseen?.orders

const kinds = (told: BatchOutcome[]) => told.map(({ over, told: what }) => ({ over, ...what }))

describe('a batch is told when it is over at TusFacturasAPP', () => {
  test('nothing at the hand-over; once at the end, with what became of each', async () => {
    const world = withErrors('A', 'B', 'C')
    const told = listening(world)
    world.place('uno', 'A', 'B', 'C')
    await world.clock.advance(5 * second)
    expect(world.number("SELECT count(*) FROM orders WHERE state = 'accepted'")).toBe(3)
    expect(told).toEqual([])
    now(world, 'issued', 'A')
    now(world, 'error', 'B', 'C')
    await world.clock.advance(minute)
    expect(told).toMatchObject([{ id: 1, total: 3, over: true, told: { issued: 1, failedAgain: 2 } }])
    await world.clock.advance(48 * hour)
    expect(told).toHaveLength(1)
  })

  test('what costs nothing to find out is over at once', async () => {
    const world = new World()
    const told = listening(world)
    world.api.status.set('I', 'issued')
    world.place('uno', 'I', 'X')
    await world.clock.advance(5 * second)
    expect(kinds(told)).toEqual([{ over: true, issued: 1, notFound: 1 }])
  })

  test('two batches at a time, each at its own end; those that end together are told together', async () => {
    const world = withErrors('A', 'B', 'C')
    const told = listening(world)
    const together: number[] = []
    world.outbox.onChange((change) => change.type === 'batches-due' && together.push(change.outcomes.length))
    world.place('uno', 'A')
    world.place('dos', 'B')
    await world.clock.advance(5 * second)
    now(world, 'issued', 'A')
    await world.clock.advance(minute)
    expect(told.map(({ id }) => id)).toEqual([1])
    now(world, 'issued', 'B')
    await world.clock.advance(hour)
    expect(told.filter(({ over }) => over).map(({ id }) => id)).toEqual([1, 2])
    const first = withErrors('A', 'B')
    const both: number[] = []
    first.outbox.onChange((change) => {
      if (change.type !== 'batches-due') return
      both.push(change.outcomes.length)
      first.outbox.batchesTold(change.outcomes)
    })
    first.place('uno', 'A')
    first.place('dos', 'B')
    await first.clock.advance(5 * second)
    now(first, 'issued', 'A', 'B')
    await first.clock.advance(minute)
    expect(both).toEqual([2])
    expect(together.every((count) => count === 1)).toBe(true)
  })

  test('while some wait without a connection it is not over, and nothing is said of what nobody sent', async () => {
    const world = withErrors('A')
    const told = listening(world)
    world.api.offline = true
    world.place('uno', 'A')
    await world.clock.advance(5 * hour)
    expect(told).toEqual([])
    world.api.offline = false
    world.outbox.wake('online')
    await world.clock.advance(20 * second)
    now(world, 'issued', 'A')
    await world.clock.advance(minute)
    expect(kinds(told)).toEqual([{ over: true, issued: 1 }])
  })

  test('a decision ends it, and what becomes of it then is told too; what is given up is not', async () => {
    const world = withErrors('A', 'B')
    const told = listening(world)
    world.automaticResends = 0
    world.api.weather = ['lost-before-execution', 'lost-before-execution']
    world.place('uno', 'A', 'B')
    await world.clock.advance(5 * minute)
    expect(kinds(told)).toEqual([{ over: true, toDecide: 2 }])
    world.outbox.decide(1, 'discard')
    await world.clock.advance(hour)
    expect(told).toHaveLength(1)
    world.outbox.decide(2, 'resend')
    await world.clock.advance(5 * second)
    expect(told).toHaveLength(1)
    now(world, 'error', 'B')
    await world.clock.advance(minute)
    expect(kinds(told).slice(1)).toEqual([{ over: true, failedAgain: 1 }])
  })

  test('a batch that was cancelled as a whole has nothing to tell', async () => {
    const world = withErrors('A', 'B')
    const told = listening(world)
    world.api.offline = true
    world.place('uno', 'A', 'B')
    await world.clock.advance(second)
    world.outbox.cancelBatch(1)
    await world.clock.advance(second)
    expect(kinds(told)).toEqual([{ over: true }])
  })
})

describe('a batch that takes long', () => {
  test('is told of once after the wait, with what is known so far, and once more at its end', async () => {
    const world = withErrors('A', 'B')
    const told = listening(world)
    world.place('uno', 'A', 'B')
    await world.clock.advance(5 * second)
    now(world, 'error', 'A')
    await world.clock.advance(9 * minute)
    expect(told).toEqual([])
    await world.clock.advance(3 * minute)
    expect(kinds(told)).toEqual([{ over: false, failedAgain: 1, inQueue: 1 }])
    expect(told[0]?.queuedFor).toBeGreaterThanOrEqual(10 * minute)
    await world.clock.advance(5 * hour)
    expect(told).toHaveLength(1)
    now(world, 'issued', 'B')
    await world.clock.advance(2 * hour)
    expect(kinds(told).slice(1)).toEqual([{ over: true, issued: 1, failedAgain: 1 }])
  })

  test('and never ends is without news once it is no longer watched', async () => {
    const world = withErrors('A')
    const told = listening(world)
    world.place('uno', 'A')
    await world.clock.advance(40 * hour)
    expect(kinds(told)).toEqual([
      { over: false, inQueue: 1 },
      { over: true, noNews: 1 },
    ])
  })

  test('the answer that comes at that very moment is told instead', async () => {
    const world = withErrors('A')
    const told = listening(world)
    world.place('uno', 'A')
    await world.clock.advance(3 * minute)
    // The look of ten minutes finds it.
    now(world, 'issued', 'A')
    await world.clock.advance(hour)
    expect(kinds(told)).toEqual([{ over: true, issued: 1 }])
  })

  test('without a connection nobody claims that it is still in the queue', async () => {
    const world = withErrors('A', 'B')
    const told = listening(world)
    world.place('uno', 'A', 'B')
    await world.clock.advance(5 * second)
    now(world, 'error', 'A')
    await world.clock.advance(minute)
    world.api.offline = true
    await world.clock.advance(30 * minute)
    expect(kinds(told)).toEqual([{ over: false, failedAgain: 1, noNews: 1 }])
  })
})

test('while nobody takes it down, as on the command line, it is not looked at again and again', async () => {
  const world = withErrors('A')
  let told = 0
  world.outbox.onChange(({ type }) => void (told += Number(type === 'status')))
  world.place('uno', 'A')
  await world.clock.advance(5 * second)
  now(world, 'issued', 'A')
  await world.clock.advance(minute)
  const before = told
  await world.clock.advance(hour)
  expect(told - before).toBeLessThan(5)
})

describe('across restarts', () => {
  test('killed between the end and the notice, the next start tells it, once', async () => {
    const world = withErrors('A', 'B')
    world.place('uno', 'A', 'B')
    await world.clock.advance(5 * second)
    now(world, 'issued', 'A')
    now(world, 'error', 'B')
    // Nobody listens: it ends and nobody is told.
    await world.clock.advance(minute)
    expect(world.number("SELECT count(*) FROM orders WHERE state IN ('issued', 'failed_again')")).toBe(2)
    const told = listening(world)
    await world.crash()
    await world.clock.advance(second)
    expect(kinds(told)).toEqual([{ over: true, issued: 1, failedAgain: 1 }])
    await world.crash()
    await world.clock.advance(hour)
    expect(told).toHaveLength(1)
  })

  test('what ended while the program was closed is told together at the next start', async () => {
    const world = withErrors('A', 'B', 'C')
    world.place('uno', 'A')
    world.place('uno', 'B')
    world.place('dos', 'C')
    await world.clock.advance(5 * second)
    now(world, 'issued', 'A', 'C')
    now(world, 'error', 'B')
    const told = listening(world)
    await world.crash()
    await world.clock.advance(minute)
    expect(kinds(told).filter(({ over }) => over)).toHaveLength(3)
    await world.crash()
    await world.clock.advance(hour)
    expect(told).toHaveLength(3)
  })

  test('that it takes long is not told anew', async () => {
    const world = withErrors('A')
    const told = listening(world)
    world.place('uno', 'A')
    await world.clock.advance(15 * minute)
    await world.crash()
    await world.clock.advance(3 * hour)
    expect(kinds(told)).toEqual([{ over: false, inQueue: 1 }])
  })

  test('a disk that does not take it down has it told once all the same in this process', async () => {
    const world = withErrors('A')
    const told = listening(world)
    world.place('uno', 'A')
    await world.clock.advance(5 * second)
    world.database.exec("CREATE TRIGGER broken BEFORE UPDATE OF told_at ON batch WHEN new.told_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'full'); END")
    now(world, 'issued', 'A')
    await world.clock.advance(hour)
    expect(told).toHaveLength(1)
    world.database.exec('DROP TRIGGER broken')
    await world.crash()
    await world.clock.advance(hour)
    // It was never taken down: telling it twice is better than never.
    expect(told).toHaveLength(2)
  })
})

describe('what the person has not seen', () => {
  test('counts what ended badly until it was in front of them', async () => {
    const world = withErrors('A', 'B', 'C')
    world.place('uno', 'A', 'B', 'C', 'X')
    await world.clock.advance(5 * second)
    now(world, 'error', 'A', 'B')
    now(world, 'issued', 'C')
    await world.clock.advance(minute)
    expect(unseen(world)).toEqual({ failed_again: 2, not_found: 1 })
    await world.crash()
    expect(unseen(world)).toEqual({ failed_again: 2, not_found: 1 })
    const [first] = world.outbox.list({ states: ['failed_again'], offset: 0, limit: 1 }).orders
    world.outbox.see([first!])
    expect(unseen(world)).toEqual({ failed_again: 1, not_found: 1 })
    world.outbox.see()
    expect(unseen(world)).toEqual({})
  })

  test('what is on its way again no longer counts', async () => {
    const world = withErrors('A', 'B')
    world.place('uno', 'A', 'B')
    await world.clock.advance(5 * second)
    now(world, 'error', 'A', 'B')
    await world.clock.advance(minute)
    expect(unseen(world)).toEqual({ failed_again: 2 })
    world.place('uno', 'B')
    world.place('dos', 'A')
    expect(unseen(world)).toEqual({ failed_again: 1 })
  })
})
