/** Orders that come every few seconds, while the free queries about those before them are under way. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Found, Reply } from '../../../../electron/core/tusfacturas/api.ts'
import { freshness } from '../../../../electron/core/lib/waits.ts'
import { watchOrder } from './model/watch-order.ts'
import { World } from './model/world.ts'

const second = 1_000
const minute = 60 * second

const worlds: World[] = []
afterEach(() => {
  for (const world of worlds.splice(0)) world.outbox.dispose()
})

interface Weather {
  /** The list of references is accepted. */
  lists: boolean
  /** How long each free query takes, milliseconds. */
  latency: number
}

/** A world whose free queries take their time. What leaves without having been asked about shortly before is noted. */
function slowWorld({ lists, latency }: Weather): { world: World; unasked: string[] } {
  const world = new World()
  worlds.push(world)
  const { api, clock } = world
  api.refuseList = !lists
  const asked = new Map<string, number>()
  const late = (reply: Promise<Reply<Found>>): Promise<Reply<Found>> => new Promise((resolve) => clock.after(latency, () => resolve(reply)))
  const findByReferences = api.findByReferences.bind(api)
  const findByReference = api.findByReference.bind(api)
  const findByDate = api.findByDate.bind(api)
  const resend = api.resend.bind(api)
  api.findByReferences = (keys, references) => {
    if (lists) for (const reference of references) asked.set(reference, clock.now())
    return late(findByReferences(keys, references))
  }
  api.findByReference = (keys, reference) => {
    asked.set(reference, clock.now())
    return late(findByReference(keys, reference))
  }
  api.findByDate = (...args) => late(findByDate(...args))
  const unasked: string[] = []
  api.resend = (keys, reference, call) => {
    if (clock.now() - (asked.get(reference) ?? 0) > freshness + 10 * latency) unasked.push(reference)
    return resend(keys, reference, call)
  }
  return { world, unasked }
}

const named = (i: number): string => `uno-${String(i).padStart(4, '0')}`

/** Forty wait, and another one comes every three seconds for five minutes. @returns how many left meanwhile */
async function placeSteadily(
  { world, unasked }: ReturnType<typeof slowWorld>,
  fechaOf: (reference: string) => string,
  nameOf: (i: number) => string = named,
): Promise<number> {
  const { api, clock, outbox } = world
  api.fechaOf = fechaOf
  const all = Array.from({ length: 140 }, (_, i) => nameOf(i))
  for (const reference of all) api.status.set(reference, 'error')
  outbox.place('uno', all.slice(0, 40))
  for (const reference of all.slice(40)) {
    await clock.advance(3 * second)
    outbox.place('uno', [reference])
  }
  const left = api.posts.size
  await clock.advance(30 * minute)
  expect(api.posts.size, 'in the end all of them left').toBe(all.length)
  expect([...api.executions.values()].every((times) => times === 1)).toBe(true)
  expect(api.unsure, 'sent again without being seen in error').toEqual([])
  expect(unasked, 'sent without being asked about shortly before').toEqual([])
  return left
}

const oneDay = (): string => '20/11/2026'
const growing = (reference: string): string => (reference < named(70) ? '20/11/2026' : '21/11/2026')

describe.each([
  { lists: false, latency: 150, of: 'asked for one by one', least: 100 },
  { lists: false, latency: second, of: 'asked for one by one, of a slow server', least: 40 },
  { lists: true, latency: 150, of: 'asked for in lists', least: 100 },
  { lists: true, latency: 4 * second, of: 'asked for in lists, of a slow server', least: 15 },
])('an order every three seconds for five minutes, $of', ({ lists, latency, least }) => {
  test.each([
    { days: 'one day', fechaOf: oneDay },
    { days: 'two days', fechaOf: growing },
  ])('of $days: the lane sends meanwhile', async ({ fechaOf }) => {
    const left = await placeSteadily(slowWorld({ lists, latency }), fechaOf)
    process.stdout.write(`left within five minutes: ${left} of 140 (lists ${lists ? 'taken' : 'refused'}, ${latency} ms a query)\n`)
    expect(left).toBeGreaterThan(least)
  })

  test.runIf(latency < second)('whichever is older, also the one that came last: always oldest first', async () => {
    const slow = slowWorld({ lists, latency })
    const outOfOrder = watchOrder(slow.world)
    // The newest are placed first, and then older and older ones.
    await placeSteadily(slow, growing, (i) => named(139 - i))
    expect(outOfOrder).toEqual([])
  })

  test.runIf(latency < second)('also where the query by date is refused: each leaves once', async () => {
    const slow = slowWorld({ lists, latency })
    slow.world.api.refuseDay = true
    expect(await placeSteadily(slow, growing)).toBeGreaterThan(least)
  })
})
