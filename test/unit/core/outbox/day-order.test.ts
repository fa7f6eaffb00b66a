/** The places of a day that TusFacturasAPP did not tell at first, and does later. */
import { expect, test } from 'vitest'
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
