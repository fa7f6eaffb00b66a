/** What has to be true whatever happened; see the end of each test. */
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OrderState } from '#contract/model/order.ts'
import { isAllowed, type Cause } from '../../../../../electron/core/outbox/orders/transitions.ts'
import { readMarkers } from '../../storage/markers.ts'
import type { RecordedRequest } from '../../../../simulator/simulator.ts'
import type { World } from './world.ts'

/**
 * Compares what the programs have on disk with what TusFacturasAPP really saw and did. To be called when nothing is under way.
 * @param worlds all programs that talk to the same TusFacturasAPP
 */
export function checkInvariants(...worlds: [World, ...World[]]): void {
  const [{ simulator }] = worlds
  for (const world of worlds) checkStories(world)
  const sum = (count: (world: World) => number) => worlds.reduce((total, world) => total + count(world), 0)

  const executed = new Map<string, number>()
  for (const { apikey, external_reference } of simulator.executionOrder()) {
    const key = `${apikey} ${external_reference}`
    executed.set(key, (executed.get(key) ?? 0) + 1)
  }
  for (const [key, executions] of executed) {
    const [lane, reference] = parted(key)
    expect(executions, `every execution of ${reference} has a marker`).toBeLessThanOrEqual(sum((world) => markersOf(world, lane, reference)))
    expect(executions, `${reference} is executed no more often than was confirmed`).toBeLessThanOrEqual(sum((world) => world.asked.get(key) ?? 0))
  }
  const posted = Map.groupBy(worlds[0].posts(), ({ apikey, external_reference }) => `${apikey} ${external_reference}`)
  for (const [key, posts] of posted)
    if (!key.endsWith(' undefined'))
      expect(posts.length, `${key} is POSTed no more often than was confirmed`).toBeLessThanOrEqual(sum((world) => world.asked.get(key) ?? 0))
  const markers = sum((world) => world.number('SELECT count(*) FROM request'))
  expect(worlds[0].posts().length, 'every POST that arrived has a marker').toBeLessThanOrEqual(markers)
  for (const lane of worlds[0].lanes)
    expect(
      sum((world) => world.ledger(lane).used + world.ledger(lane).possible),
      'the ledger is not below the truth',
    ).toBeGreaterThanOrEqual(simulator.counted('reenviar_encolado', lane))
  if (worlds.length === 1) expect(sentBlindly(simulator.requests())).toEqual([])
}

/** `lane reference`; the reference may have spaces of its own. */
function parted(key: string): [lane: string, reference: string] {
  const end = key.indexOf(' ')
  return [key.slice(0, end), key.slice(end + 1)]
}

/** References that were POSTed again although no free query had asked about them since the last time. */
export function sentBlindly(requests: readonly RecordedRequest[]): string[] {
  const posted = new Set<string>()
  const blindly: string[] = []
  for (const { method, apikey, external_reference, json } of requests) {
    if (method === 'consulta_avanzada') for (const reference of askedFor(json)) posted.delete(`${apikey} ${reference}`)
    else if (method === 'reenviar_encolado' && external_reference !== undefined) {
      const key = `${apikey} ${external_reference}`
      if (posted.has(key)) blindly.push(key)
      posted.add(key)
    }
  }
  return blindly
}

function askedFor(json: unknown): string[] {
  const { comprobante } = json as { comprobante?: { external_reference?: string; external_reference_list?: string[] } }
  return comprobante?.external_reference_list ?? [comprobante?.external_reference ?? '']
}

const markersOf = (world: World, lane: string, reference: string): number =>
  world.number('SELECT count(*) FROM request r JOIN orders o ON o.id = r.order_id WHERE o.point_of_sale = ? AND external_reference = ?', lane, reference)

function checkStories(world: World): void {
  const { database } = world.storage
  for (const key of world.asked.keys()) {
    const [lane, reference] = parted(key)
    expect(
      world.number('SELECT count(*) FROM orders WHERE point_of_sale = ? AND external_reference = ?', lane, reference),
      `${reference} is there`,
    ).toBeGreaterThan(0)
  }
  expect(world.number("SELECT count(*) FROM orders WHERE state IN ('sending', 'on_wire')"), 'nothing is half-way when nothing is under way').toBe(0)
  expect(world.number("SELECT count(*) FROM orders WHERE state = 'unknown' AND next_at IS NULL"), 'every unknown is asked about').toBe(0)
  expect(world.number("SELECT count(*) FROM orders WHERE (state = 'held') <> (hold_reason IS NOT NULL)"), 'every hold has its reason').toBe(0)
  const costs = `SELECT count(*) FROM orders o WHERE used <> (SELECT count(*) FROM request WHERE order_id = o.id AND certain = 1)
    OR possible <> (SELECT count(*) FROM request WHERE order_id = o.id AND certain = 0)`
  expect(world.number(costs), 'the cost of each order is that of its requests').toBe(0)
  expect(world.number('SELECT count(*) FROM orders WHERE posts_left < 0'), 'no order is overspent').toBe(0)
  const counted = 'SELECT (SELECT coalesce(sum(used + possible), 0) FROM orders) + (SELECT coalesce(sum(used + possible), 0) FROM task)'
  expect(world.number(counted), 'orders, tasks and ledger agree').toBe(world.number('SELECT count(*) FROM request'))
  expect(readMarkers(join(world.folder, 'diario.jsonl')).length, 'every marker has its line in the journal').toBe(world.number('SELECT count(*) FROM request'))
  let last: { order: unknown; to: unknown } = { order: null, to: null }
  for (const row of database.prepare('SELECT * FROM transition ORDER BY order_id, id').all()) {
    expect(row['from_state'], 'a story has no gaps').toBe(row['order_id'] === last.order ? last.to : null)
    if (!isAllowed(row['from_state'] as OrderState | null, row['to_state'] as OrderState, row['cause'] as Cause))
      expect.fail(`not in the table: ${String(row['from_state'])} -> ${String(row['to_state'])} (${String(row['cause'])})`)
    last = { order: row['order_id'], to: row['to_state'] }
  }
  const mismatched = 'SELECT count(*) FROM orders o WHERE state <> (SELECT to_state FROM transition WHERE order_id = o.id ORDER BY id DESC LIMIT 1)'
  expect(world.number(mismatched), 'the last transition is the state').toBe(0)
}
