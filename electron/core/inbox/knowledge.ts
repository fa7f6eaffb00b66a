import type { OrderRow, OrderStore } from '../outbox/orders/store.ts'
import type { Outcome } from '../guidance/outcome.ts'

/** What is on disk about a reference at a point of sale. */
export interface Knowledge {
  /** Its newest order. */
  order: Pick<OrderRow, 'id' | 'state' | 'hold_reason' | 'updated_at'> | null
  /** The newest reason of its error: told by a webhook, by the API's refusal, or given by the person. */
  reason: { texts: string[]; at: number } | null
  /** When its date was last changed, by us or as a webhook told; milliseconds since the epoch. */
  redatedAt: number | null
}

const nothing: Knowledge = { order: null, reason: null, redatedAt: null }

/** Looks references up one by one, each by its index. @returns a lookup; it is valid for as long as the store */
export function knowledgeOf(store: OrderStore): (pointOfSale: string, reference: string) => Knowledge {
  const orders = store.prepare('SELECT * FROM orders WHERE external_reference = ? AND point_of_sale = ? ORDER BY id DESC LIMIT 1')
  const events = store.prepare(
    `SELECT evento, msg, proven, coalesce(creado, received_at) AS at FROM webhook_event
     WHERE external_reference = ? AND (point_of_sale IS NULL OR point_of_sale = ?) AND evento IN ('error', 'cambio_fecha') ORDER BY received_at DESC LIMIT 20`,
  )
  const given = store.prepare('SELECT text, at FROM given_reason WHERE external_reference = ? AND point_of_sale = ?')
  const changes = store.prepare(
    "SELECT max(updated_at) AS at FROM task WHERE external_reference = ? AND point_of_sale = ? AND method = 'cambiar_fecha_encolado' AND state = 'done'",
  )
  return (pointOfSale, reference) => {
    const order = orders.get(reference, pointOfSale) as OrderRow | undefined
    const heard = events.all(reference, pointOfSale)
    const own = given.get(reference, pointOfSale)
    if (!order && heard.length === 0 && !own) return nothing
    const reasons = [
      ...(order ? reasonOf(order) : []),
      ...heard.flatMap((event) => (event['evento'] === 'error' && event['proven'] === 1 ? [heardReason(event)] : [])),
      ...(own ? [{ texts: [String(own['text'])], at: Number(own['at']) }] : []),
    ].filter(({ texts }) => texts.length > 0)
    // Whose sender is not proven may explain what nothing else explains, and undoes nothing.
    const doubtful = heard
      .flatMap((event) => (event['evento'] === 'error' && event['proven'] !== 1 ? [heardReason(event)] : []))
      .filter(({ texts }) => texts.length > 0)
    const told = heard.filter((event) => event['evento'] === 'cambio_fecha' && event['proven'] === 1).map((event) => Number(event['at']))
    const redated = [...told, Number(changes.get(reference, pointOfSale)?.['at'] ?? 0)]
    return {
      order: order ?? null,
      reason: newest(reasons) ?? newest(doubtful) ?? null,
      redatedAt: Math.max(...redated) || null,
    }
  }
}

const heardReason = (event: Record<string, unknown>) => ({ texts: textsIn(event['msg']), at: Number(event['at']) })
const newest = <T extends { at: number }>(all: T[]): T | undefined => all.toSorted((a, b) => b.at - a.at)[0]

function reasonOf(order: OrderRow): { texts: string[]; at: number }[] {
  if (order.state === 'failed_again' && order.reasons !== null) return [{ texts: textsIn(order.reasons), at: order.updated_at }]
  if (order.state !== 'rejected' || order.outcome === null) return []
  const outcome = JSON.parse(order.outcome) as Outcome
  return outcome.type === 'refused' ? [{ texts: outcome.texts, at: order.updated_at }] : []
}

const textsIn = (json: unknown): string[] => JSON.parse(String(json)) as string[]
