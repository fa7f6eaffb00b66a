/** Somebody places one order after the other, each while the free query about those before it is under way: sent all the same, and in order. */
import { describe, expect, test } from 'vitest'
import { checkInvariants } from './world/invariants.ts'
import { World, references } from './world/world.ts'

const all = references(60)

const posted = (world: World) => world.posts().map(({ external_reference }) => external_reference)

/** How long TusFacturasAPP takes for an answer to a query. */
const slowly = 4_000

/** @param coming in the order in which they are placed, one at each question. @returns how many were POSTed before the last was placed */
function placeSteadily(world: World, coming: string[]): () => number {
  const { api, clock } = world
  let left = 0
  const before =
    <Asked extends unknown[], Answer>(ask: (...asked: Asked) => Answer) =>
    (...asked: Asked): Answer => {
      const next = coming.shift()
      if (next !== undefined) {
        world.place([next])
        left = world.posts().length
      }
      clock.skew += slowly
      return ask(...asked)
    }
  api.findByReferences = before(api.findByReferences.bind(api))
  api.findByReference = before(api.findByReference.bind(api))
  api.findByDate = before(api.findByDate.bind(api))
  return () => left
}

describe.each([
  ['lists of references are accepted', false, 10],
  ['lists of references are refused', true, 2],
])('%s', (_name, refuseReferenceList, atLeast) => {
  async function started(): Promise<World> {
    const world = await World.start()
    world.simulator.quirks.refuseReferenceList = refuseReferenceList
    world.seed(all)
    return world
  }

  test('each the youngest: they are sent meanwhile, oldest first', async () => {
    const world = await started()
    const left = placeSteadily(world, all.slice(1))
    world.place(all.slice(0, 1))
    await world.drain()
    expect(left()).toBeGreaterThanOrEqual(atLeast)
    expect(posted(world)).toEqual(all)
    checkInvariants(world)
  })

  test('each the oldest: what was placed once while others were asked about goes before them', async () => {
    const world = await started()
    const coming = all.toReversed()
    const left = placeSteadily(world, coming.slice(1))
    world.place(coming.slice(0, 1))
    await world.drain()
    expect(left()).toBeGreaterThanOrEqual(atLeast)
    // The first was put off for whoever came while it was asked about.
    expect(posted(world)[0]).not.toBe(coming[0])
    expect(posted(world)).toHaveLength(all.length)
    expect(new Set(posted(world))).toEqual(new Set(all))
    checkInvariants(world)
  })
})
