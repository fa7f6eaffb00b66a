/** A batch as it is read: its references as they stand now, and what it cost itself. */
import { expect, test } from 'vitest'
import { groupsOf, sharesIn } from '#contract/model/batch.ts'
import { World, references } from './world/world.ts'

test('a reference that is sent again stands as it stands now; the batch keeps its own orders and its own cost', async () => {
  const world = await World.start()
  world.seed(references(3))
  world.place([...references(3), 'NO-ESTA'])
  await world.drain()
  const before = world.outbox.batch(1, 0, 500)
  expect(before?.orders.map(({ external_reference }) => external_reference)).toEqual([...references(3), 'NO-ESTA'])
  expect(sharesIn(before?.orders ?? [])).toEqual({ queued: 3, notFound: 1 })

  world.seed(['NO-ESTA'])
  const failed = before?.orders.at(-1)
  expect(failed && world.outbox.resend(failed.id).ok).toBe(true)
  await world.drain()
  const after = world.outbox.batch(1, 0, 500)
  expect(after?.orders.map(({ external_reference }) => external_reference)).toEqual([...references(3), 'NO-ESTA'])
  expect(sharesIn(after?.orders ?? [])).toEqual({ queued: 4 })
  expect(groupsOf(after?.orders ?? []).map(({ tier }) => tier)).toEqual(['nothing'])
  expect(after?.batch).toEqual(before?.batch)
  expect(after?.batch.requestsUsed).toBe(3)
})

test('the same reference at another point of sale is another one', async () => {
  const world = await World.start()
  world.outbox.place('uno', ['A'])
  world.outbox.place('dos', ['A'])
  expect(world.outbox.batch(1, 0, 500)?.orders.map(({ pointOfSaleId }) => pointOfSaleId)).toEqual(['uno'])
})

test('is read in pages, and one that is not there is none', async () => {
  const world = await World.start()
  world.outbox.place('uno', references(5))
  expect(world.outbox.batch(1, 2, 2)?.orders.map(({ external_reference }) => external_reference)).toEqual(references(5).slice(2, 4))
  expect(world.outbox.batch(2, 0, 500)).toBeNull()
})
