/** The two rules of the order in which a point of sale is sent, watched from outside at every POST. */
import type { World } from './world.ts'

const minute = 60_000

const doubtful = `SELECT external_reference AS r FROM orders WHERE point_of_sale = ?2 AND external_reference <> ?3
  AND (state = 'on_wire' OR (state = 'unknown' AND watch_since <= ?1 AND ?1 - watch_since < ${minute}))`

/** Transitions of all orders in one sequence: those of the store are counted by order, and many happen in one millisecond. */
const sequence = `CREATE TEMP TABLE seen (turn INTEGER PRIMARY KEY, order_id INTEGER, from_state TEXT, to_state TEXT);
  CREATE TEMP TRIGGER see AFTER INSERT ON main.transition BEGIN
    INSERT INTO seen (order_id, from_state, to_state) VALUES (NEW.order_id, NEW.from_state, NEW.to_state);
  END`

/** Orders in the line, and when each entered it: released, resumed, due, decided, back from a doubt or from a server that did not process it. */
const inLine = `SELECT id, batch_id AS batch, external_reference AS r,
    (SELECT max(turn) FROM temp.seen WHERE order_id = o.id AND to_state = 'queued' AND (from_state IS NULL OR from_state NOT IN ('preflight', 'sending'))) AS entered
  FROM orders o WHERE point_of_sale = ? AND state IN ('queued', 'preflight')`

const leaving = `SELECT id, batch_id AS batch, (SELECT max(turn) FROM temp.seen WHERE order_id = o.id AND to_state = 'sending') AS claimed
  FROM orders o WHERE point_of_sale = ? AND external_reference = ? AND state = 'on_wire'`

/**
 * First rule: nothing leaves while an order of its lane is on the wire, or in doubt within its patience. Second: of what stands in the
 * line when an order is claimed, whatever brought it there, nothing is older, wherever TusFacturasAPP has said plainly which is.
 * @returns what was found against them
 */
export function watchOrder(world: World): string[] {
  const found: string[] = []
  const { api, clock, database } = world
  database.exec(sequence)
  api.onPost = (lane, reference) => {
    for (const { r } of database.prepare(doubtful).all(clock.now(), lane, reference)) found.push(`${reference} before ${String(r)} is settled`)
    const own = database.prepare(leaving).get(lane, reference)
    for (const { id, batch, r, entered } of database.prepare(inLine).all(lane)) {
      const other = String(r)
      // What entered afterwards could not be known to whoever claimed this one.
      if (own && Number(entered) > Number(own['claimed'])) continue
      const placedTogether = batch === own?.['batch'] && Number(id) < Number(own?.['id'])
      if (isOlder(world, lane, other, reference, placedTogether)) found.push(`${reference} before ${other}, which is older`)
    }
  }
  return found
}

/** Whether one is the older of the two, and the program could know. */
function isOlder({ api }: World, lane: string, other: string, reference: string, placedTogether: boolean): boolean {
  const told = api.told.get(reference)
  if (!told?.plain) return false
  const together = told.together.has(other)
  const [day, ownDay] = [api.fechaOf(other), api.fechaOf(reference)]
  // Asked newest first, it answers so: what was placed together and asked about together keeps its order within a day. Parts of an odd
  // answer, asked about one by one, say nothing of it.
  if (api.listing === 'as-asked') return together && !api.everOdd && (day === ownDay ? placedTogether : sortable(day) < sortable(ownDay))
  if (api.listing === 'oldest-first' || other > reference) return false
  if (together) return true
  const wholeDay = api.toldDays.get(`${lane} ${ownDay}`)
  // One by one, or more of them than one query holds: the days tell, and within a day its whole listing.
  if (told.together.size === 1 || api.told.has(other)) return day !== ownDay ? api.told.get(other)?.plain === true : wholeDay !== false
  return true
}

const sortable = (fecha: string): string => fecha.split('/').toReversed().join('-')

/** Orders that wait for a decision over which younger ones have left, as far as nobody can doubt that these are younger. */
const overtakenOnes = `SELECT o.id AS id FROM orders o WHERE o.state = 'needs_decision' AND o.posts > 0 AND EXISTS (
  SELECT 1 FROM request r JOIN orders x ON x.id = r.order_id
  WHERE x.point_of_sale = o.point_of_sale AND x.id > o.id AND x.batch_id <> o.batch_id AND x.external_reference > o.external_reference
    AND r.id > (SELECT max(id) FROM request WHERE order_id = o.id))`

/** @returns the decisions that do not say that younger ones have left meanwhile */
export function silentDecisions({ api, database, outbox }: World): number[] {
  if (api.listing !== 'newest-first') return []
  const ids = database
    .prepare(overtakenOnes)
    .all()
    .map(({ id }) => Number(id))
  return ids.filter((id) => !outbox.order(id)?.explanation.explanation.includes('ya salieron otros más nuevos'))
}
