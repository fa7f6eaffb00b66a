/** The places of a day that TusFacturasAPP did not tell at first, and does later. */
import { describe, expect, test } from 'vitest'
import { World } from './line/scene.ts'

const minute = 60_000

test('what is out of the line when its day is told at last comes back at its place in it', async () => {
  const world = new World('uno-0', 'uno-1', 'uno-2', 'uno-3')
  world.automaticResends = 0
  const sent: string[] = []
  world.api.onPost = (_lane, reference) => void sent.push(reference)
  // One by one the answers do not say which is older.
  world.api.refuseList = true
  world.api.refuseDay = true
  world.api.weather = ['lost-before-execution']
  world.place('uno', 'uno-0', 'uno-1')
  await world.clock.advance(2 * minute)
  expect(world.stateOf('uno-0')).toBe('needs_decision')

  world.api.refuseDay = false
  // The line waits with uno-3 in it until the other one is back.
  world.api.weather = ['slow-down']
  world.place('uno', 'uno-2', 'uno-3')
  await world.clock.advance(1_000)
  world.outbox.decide(1, 'resend')
  await world.clock.advance(5 * minute)

  expect(sent).toEqual(['uno-0', 'uno-1', 'uno-2', 'uno-0', 'uno-3'])
})

const saidOf = (world: World, id: number) => world.outbox.order(id)?.explanation.explanation

/** `uno-4`, the youngest of three, stays unclear; the other two leave by the order of one answer. */
async function youngestUnclear(): Promise<World> {
  const world = new World('uno-0', 'uno-1', 'uno-2', 'uno-3', 'uno-4')
  world.api.status.set('uno-4', 'unknown')
  world.place('uno', 'uno-0', 'uno-1', 'uno-4')
  await world.clock.advance(5 * minute)
  expect([world.stateOf('uno-4'), world.stateOf('uno-1')]).toEqual(['needs_decision', 'accepted'])
  return world
}

describe('whether younger ones have left, of one that waits for a person', () => {
  const younger = 'ya salieron otros más nuevos'
  test('is not said of older ones of its answer when its day is told afterwards', async () => {
    const world = await youngestUnclear()
    expect(saidOf(world, 3)).not.toContain(younger)
    world.api.refuseList = true
    world.place('uno', 'uno-2', 'uno-3')
    await world.clock.advance(5 * minute)
    expect([world.stateOf('uno-2'), world.stateOf('uno-3')]).toEqual(['accepted', 'accepted'])
    expect(world.number("SELECT count(*) FROM orders WHERE id = 3 AND position LIKE '%|0%'"), 'its day was told').toBe(1)
    expect(saidOf(world, 3)).not.toContain(younger)
  })

  test('is said where the day that is told does not hold it, and its place stays what its answer said', async () => {
    const world = new World('uno-0', 'uno-1', 'uno-2')
    world.api.status.set('uno-0', 'unknown')
    world.place('uno', 'uno-0')
    await world.clock.advance(5 * minute)
    expect(world.stateOf('uno-0')).toBe('needs_decision')
    const placeOf = () => world.database.prepare('SELECT position FROM orders WHERE id = 1').get()?.['position']
    const place = placeOf()

    world.api.status.delete('uno-0')
    world.api.refuseList = true
    world.place('uno', 'uno-1', 'uno-2')
    await world.clock.advance(5 * minute)
    expect([world.stateOf('uno-1'), world.stateOf('uno-2')]).toEqual(['accepted', 'accepted'])
    expect(placeOf()).toBe(place)
    expect(saidOf(world, 1)).toContain(younger)
  })

  const day = '2026-11-20'
  const inAnswer = (rank: number) => `${day}|~${99_999_999 - rank}`
  const makeshift = (rank: number) => inAnswer(rank).replace('~', '')
  const inDay = (place: number) => `${day}|${String(place).padStart(8, '0')}`
  const before = '2026-11-19|00000007'

  test.each<{ said: boolean; of: string; own: string; other: string; batch: 'one' | 'earlier' | 'later' }>([
    { said: true, of: 'places in one day', own: inDay(3), other: inDay(4), batch: 'earlier' },
    { said: false, of: 'places in one day', own: inDay(4), other: inDay(3), batch: 'later' },
    { said: true, of: 'places of one answer', own: inAnswer(4), other: inAnswer(3), batch: 'one' },
    { said: false, of: 'places of one answer', own: inAnswer(3), other: inAnswer(4), batch: 'one' },
    { said: true, of: 'places of one answer, one of which stands in for the day', own: inAnswer(4), other: makeshift(3), batch: 'one' },
    { said: false, of: 'places of one answer, one of which stands in for the day', own: makeshift(3), other: inAnswer(4), batch: 'one' },
    { said: true, of: 'places of two answers', own: inAnswer(3), other: inAnswer(4), batch: 'later' },
    { said: false, of: 'places of two answers', own: inAnswer(4), other: inAnswer(3), batch: 'earlier' },
    { said: true, of: 'places of two answers that stand in for the day', own: makeshift(3), other: makeshift(4), batch: 'later' },
    { said: false, of: 'places of two answers that stand in for the day', own: makeshift(4), other: makeshift(3), batch: 'earlier' },
    { said: true, of: 'a place of an answer that stands in for the day, and one in the day', own: makeshift(0), other: inDay(4), batch: 'later' },
    { said: false, of: 'a place in the day, and one that stands in for it', own: inDay(3), other: makeshift(4), batch: 'earlier' },
    { said: false, of: 'a place in the day, and one of an answer', own: inDay(3), other: inAnswer(4), batch: 'earlier' },
    { said: true, of: 'two days', own: before, other: inDay(0), batch: 'earlier' },
    { said: false, of: 'two days', own: inAnswer(0), other: before, batch: 'later' },
    { said: true, of: 'one of which nothing is known', own: '0', other: inDay(0), batch: 'later' },
    { said: false, of: 'one of which nothing is known', own: '0', other: inDay(0), batch: 'earlier' },
    { said: true, of: 'one that was not asked about', own: '~', other: inDay(0), batch: 'later' },
    { said: false, of: 'one that was not asked about', own: '~', other: inDay(0), batch: 'earlier' },
  ])('$said of $of, $batch: $own and $other', async ({ said, own, other, batch }) => {
    const world = new World('uno-0', 'uno-1')
    world.api.status.set('uno-0', 'unknown')
    if (batch === 'one') world.place('uno', 'uno-0', 'uno-1')
    else world.place('uno', batch === 'earlier' ? 'uno-1' : 'uno-0')
    if (batch === 'earlier') world.outbox.setPaused(true)
    await world.clock.advance(5 * minute)
    if (batch !== 'one') world.place('uno', batch === 'earlier' ? 'uno-0' : 'uno-1')
    world.outbox.setPaused(false)
    await world.clock.advance(5 * minute)
    expect([world.stateOf('uno-0'), world.stateOf('uno-1')]).toEqual(['needs_decision', 'accepted'])
    const place = world.database.prepare('UPDATE orders SET position = ? WHERE external_reference = ?')
    place.run(own, 'uno-0')
    place.run(other, 'uno-1')
    const undecided = world.number("SELECT id FROM orders WHERE external_reference = 'uno-0'")
    expect(saidOf(world, undecided)?.includes(younger)).toBe(said)
  })
})
