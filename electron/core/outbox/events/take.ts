import { followedStates, uncertainStates, watchedStates } from '#contract/model/order.ts'
import type { Clock } from '../../lib/clock.ts'
import { eventsPause, watchFrom, webhookSkew } from '../../lib/waits.ts'
import type { OrderRow, OrderStore } from '../orders/store.ts'
import type { TaskRow, TaskStore } from '../tasks/store.ts'
import { meansDefect } from '../../storage/storage-error.ts'
import type { ReceivedEvent, Taken, WebhookEvent } from '../../webhooks/event.ts'
import { keepEvent, lastPost } from './store.ts'

/**
 * Stores events in one commit and lets them settle the orders that wait for them. Events may come before the answer, twice, late
 * or out of order:
 * - Each `hook_id` counts once. An event that is older than our POST says nothing about it.
 * - An event never undoes an end state, with one exception: a failed order becomes issued when TusFacturasAPP says so later.
 * - An event that is not proven, or that may be older than our POST because clocks differ, moves no order. It has the free query
 *   asked at once, and may say why an order failed that the query has shown in error.
 * - A proven `error` moves no order by itself either: TusFacturasAPP also sends one when it refuses a new request of that reference
 *   at entry, while the queued comprobante is well.
 * - A task is never settled by an event; the free query is asked about it.
 * @throws SQLite's error when the disk refuses: nothing is stored then
 */
export function takeWebhooks(store: OrderStore, tasks: TaskStore, clock: Clock, events: readonly ReceivedEvent[]): Taken[] {
  return store.transaction(() =>
    events.map((received) => {
      const { event } = received
      const fresh = keepEvent(store, clock.now(), received)
      const orderId = fresh && event.external_reference !== null ? heed(store, tasks, clock, received, event.external_reference) : null
      if (orderId !== null) store.prepare('UPDATE webhook_event SET order_id = ? WHERE hook_id = ?').run(orderId, event.hook_id)
      return { fresh, orderId }
    }),
  )
}

/** A defect in reading one event is caught here: otherwise the events beside it could not be stored, and would be delivered for ever. */
function heed(store: OrderStore, tasks: TaskStore, clock: Clock, received: ReceivedEvent, reference: string): number | null {
  try {
    return store.attempt(() => {
      if (taskEvents.has(received.event.evento)) askAboutTasks(tasks, clock, received, reference)
      const row = newestOrder(store, reference, received.pointOfSale)
      const age = row && ageOf(store, row, received.event)
      if (!row || age === 'older') return null
      return (received.proven && age === 'newer' ? settle : hint)(store, clock, row, received.event) ? row.id : null
    })
  } catch (error) {
    if (meansDefect(error)) return null
    throw error
  }
}

const newestOrder = (store: OrderStore, reference: string, pointOfSale: string | null): OrderRow | null =>
  store.rows(
    'SELECT * FROM orders WHERE external_reference = ? AND (? IS NULL OR point_of_sale = ?) ORDER BY id DESC LIMIT 1',
    reference,
    pointOfSale,
    pointOfSale,
  )[0] ?? null

/** `creado` has no fractions. */
const lastOfSecond = 999

/** Whether an event was made before our POST: "encolado" may tell of when it was first sent, "error" of why the person resends it. */
function ageOf(store: OrderStore, row: OrderRow, { creado, evento }: Pick<WebhookEvent, 'creado' | 'evento'>): 'older' | 'either' | 'newer' {
  if (creado === null) return 'newer'
  const post = lastPost(store, row)
  if (creado + webhookSkew < post) return 'older'
  // A failure can be why somebody resends within the same second; what our POST brings about cannot come before it.
  return creado + (evento === 'error' ? 0 : lastOfSecond) < post ? 'either' : 'newer'
}

const open = [...uncertainStates, ...followedStates]
const telling = new Set(['encolado', 'emitido'])
/** Events that answer a task. */
const taskEvents = new Set(['eliminado', 'cambio_fecha'])

function settle(store: OrderStore, clock: Clock, row: OrderRow, event: WebhookEvent): boolean {
  if (row.state === 'failed_again')
    return event.evento === 'error' ? noteReasonOf(store, row, event, true) : event.evento === 'emitido' && askSoon(store, clock, row)
  if (!open.includes(row.state)) return false
  if (event.evento === 'error') return askAboutError(store, clock, row)
  // Somebody deleted it or gave it another date: only the query tells what became of it.
  if (!telling.has(event.evento)) return hint(store, clock, row, event)
  if (uncertainStates.includes(row.state)) store.settleRequest(row.id)
  switch (event.evento) {
    case 'encolado':
      return uncertainStates.includes(row.state) && store.change(row, 'accepted', 'webhook-queued', 'webhook', watchFrom('accepted', clock.now()))
    case 'emitido':
      // The comprobante's number and CAE are not in the event: the free query is asked at once, and on until it shows them.
      return store.change(row, 'issued', 'webhook-issued', 'webhook', { ...watchFrom('accepted', clock.now()), next_at: clock.now() })
    default:
      return false
  }
}

/** What an event may do when its sender is not proven, or when it does not say enough. */
function hint(store: OrderStore, clock: Clock, row: OrderRow, event: WebhookEvent): boolean {
  if (event.evento === 'error' && row.state === 'failed_again') return noteReasonOf(store, row, event, false)
  return watchedStates.includes(row.state) && event.evento !== 'test' && askSoon(store, clock, row)
}

/** An order on the wire is asked about when its answer is known or lost; an order that never left cannot have failed through us. */
function askAboutError(store: OrderStore, clock: Clock, row: OrderRow): boolean {
  if (row.state === 'on_wire') return true
  return !(row.state === 'needs_decision' && row.posts === 0) && askSoon(store, clock, row)
}

/** Whether a task was carried out only the query tells, proven or not. */
function askAboutTasks(tasks: TaskStore, clock: Clock, { pointOfSale }: ReceivedEvent, reference: string): void {
  const sql = "SELECT * FROM task WHERE external_reference = ? AND (? IS NULL OR point_of_sale = ?) AND state = 'uncertain'"
  for (const row of tasks.rows(sql, reference, pointOfSale, pointOfSale)) askSoon(tasks, clock, row)
}

function askSoon(store: Pick<OrderStore | TaskStore, 'note'>, clock: Clock, row: Pick<OrderRow | TaskRow, 'id' | 'next_at'>): true {
  const at = clock.now() + eventsPause
  if (row.next_at === null || row.next_at > at) store.note(row.id, { next_at: at })
  return true
}

/**
 * Whether TusFacturasAPP itself has said that this order's reference failed since our last POST of it. With a free query that
 * shows it in error this is no POST that never arrived: another one would be paid for the same answer.
 */
export const toldOfError = (store: OrderStore, row: OrderRow): boolean =>
  store
    .prepare("SELECT coalesce(creado, received_at) AS at FROM webhook_event WHERE order_id = ? AND proven = 1 AND evento = 'error'")
    .all(row.id)
    .some(({ at }) => ageOf(store, row, { creado: Number(at), evento: 'error' }) === 'newer')

/** A proven reason takes the place of one that is not; nothing takes the place of a proven one or of what the person gave. */
function noteReasonOf(store: OrderStore, row: OrderRow, event: WebhookEvent, proven: boolean): boolean {
  const doubtful = () => store.has("SELECT 1 FROM webhook_event WHERE order_id = ? AND proven = 0 AND evento = 'error' AND msg = ?", row.id, row.reasons)
  if (event.msg.length === 0 || (row.reasons !== null && !(proven && doubtful()))) return false
  store.note(row.id, { reasons: reasonsIn(event) })
  return true
}

const reasonsIn = (event: WebhookEvent): string | null => (event.msg.length > 0 ? JSON.stringify(event.msg) : null)
