/** A disk that is really full: SQLite's own error, with what it rolls back by itself, and not a statement that was told to fail. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMarkers } from './markers.ts'
import { checkInvariants } from '../outbox/world/invariants.ts'
import { World, minute, references } from '../outbox/world/world.ts'
import { fillDisk, sqliteFull } from './full-disk.ts'

test('the disk is full in the middle of a batch: what left has its marker, the rest waits, and goes on once there is room', async () => {
  const world = await World.start()
  const all = references(200)
  world.seed(all)
  world.outbox.setPaused(true)
  world.place(all)
  world.outbox.setPaused(false)
  const tenth = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', skip: 9, executed: true })
  await Promise.race([tenth.reached, world.clock.advance(minute)])
  const makeRoom = fillDisk(world.storage.database)
  tenth.release()
  await world.clock.advance(5 * minute)

  expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'write-failed' }])
  const stoppedAt = world.posts().length
  expect(stoppedAt).toBeLessThan(200)
  expect(world.number('SELECT count(*) FROM request'), 'every POST that arrived has a marker').toBeGreaterThanOrEqual(stoppedAt)
  expect(world.mostSending).toBe(1)
  await world.clock.advance(60 * minute)
  expect(world.posts(), 'nothing more leaves meanwhile').toHaveLength(stoppedAt)

  makeRoom()
  await world.drain()
  expect(world.outbox.status().banners).toEqual([])
  expect(world.count('accepted')).toBe(200)
  expect(all.filter((reference) => world.simulator.executions(reference) !== 1)).toEqual([])
  expect(world.posts()).toHaveLength(200)
  expect(world.ledger()).toEqual({ used: 200, possible: 0 })
  const lines = readMarkers(join(world.folder, 'diario.jsonl')).map(({ external_reference }) => external_reference)
  expect(new Set(lines)).toEqual(new Set(all))
})

test('the disk is full at the marker itself: the connection stands, not a byte leaves, and the order goes once', async () => {
  const world = await World.start()
  world.seed(['A'])
  const { database } = world.storage
  const client = world.api
  const resend = client.resend.bind(client)
  let makeRoom: (() => void) | null = null
  // Asked about, claimed and connected; only what the marker has to write finds no room, not even in the page where requests stand.
  client.resend = (credentials, reference, call) =>
    resend(credentials, reference, {
      ...call,
      onMarker: () => {
        if (!makeRoom) {
          makeRoom = fillDisk(database)
          const request = database.prepare("INSERT INTO request (order_id, point_of_sale, method, month, at, certain) VALUES (1, '', '', '', 0, 0)")
          expect(() => {
            for (;;) request.run()
          }).toThrow(expect.objectContaining({ errcode: sqliteFull }))
        }
        call.onMarker()
      },
    })
  world.place(['A'])
  await world.clock.advance(minute)

  expect(world.simulator.connections().accepted).toBeGreaterThan(1)
  expect(world.posts()).toHaveLength(0)
  expect(world.ledger()).toEqual({ used: 0, possible: 0 })
  expect(readMarkers(join(world.folder, 'diario.jsonl'))).toEqual([])
  expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'write-failed' }])

  ;(makeRoom as (() => void) | null)?.()
  database.exec("DELETE FROM request WHERE point_of_sale = ''; DELETE FROM request_count WHERE point_of_sale = ''")
  await world.drain()
  expect(world.states()).toEqual({ A: 'accepted' })
  expect(world.posts()).toHaveLength(1)
  expect(world.ledger()).toEqual({ used: 1, possible: 0 })
  checkInvariants(world)
})
