import type { BatchOutcome, Order } from '#contract/model/order.ts'
import { exceeds, ofMethod, promisedOf, type PlanUse } from '#contract/model/plan.ts'
import { plan as planTexts } from '#contract/texts/plan.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Services } from '../services.ts'
import { exitCodes } from '../start/start-problem.ts'
import type { Command } from './command-line.ts'
import { orderAsJson, orderAsText } from './format.ts'
import { exitCodeOf } from './patience.ts'
import { sayRefused } from './refusal.ts'
import type { Streams } from './streams.ts'
import type { Targets } from './targets.ts'
import { whenOver } from './when-over.ts'

/**
 * `reenviar`, in the process that holds the lock.
 * @param reasons why each failed, as a table says, without keys
 * @param delivery under which the references are placed: a holder that ended may have placed them already
 * @returns the exit code
 */
export async function runResend(
  { pointOfSaleId, references, reasons = [] }: Targets & { reasons?: [reference: string, reason: string][] },
  delivery: string,
  { patience, json }: Pick<Command & { name: 'reenviar' }, 'patience' | 'json'>,
  { outbox, network, status }: Pick<Services, 'outbox' | 'network' | 'status'>,
  clock: Clock,
  streams: Streams,
): Promise<number> {
  if (reasons.length > 0) outbox.giveReasons(reasons.map(([external_reference, text]) => ({ pointOfSaleId, external_reference, text })))
  const placed = outbox.place(pointOfSaleId, references, { delivery })
  if (!placed.ok) {
    streams.complain(sayRefused(placed.error))
    return exitCodes.cannotStart
  }
  if (placed.value.count > 0) warnOfPlan(status().plan, streams)
  // An order placed earlier that is still on its way is followed instead of placing another.
  const ids = outbox.newest(pointOfSaleId, references)
  await network.refresh()
  const due = new Map<number, BatchOutcome>()
  const unsubscribe = outbox.onChange((change) => {
    if (change.type === 'batches-due') for (const outcome of change.outcomes) due.set(outcome.id, outcome)
  })
  const over = whenOver(ids, { outbox, status }, clock, patience)
  outbox.start()
  await over
  unsubscribe()

  const orders = ids.flatMap((id) => outbox.order(id) ?? [])
  for (const order of orders) streams.print(json ? orderAsJson(order) : orderAsText(order))
  outbox.batchesTold([...due.values()].filter((outcome) => isPrinted(outcome, orders)))
  return exitCodeOf(orders)
}

/** What was placed counts as waiting already. It is said, and sent all the same. */
function warnOfPlan(use: PlanUse | undefined, streams: Streams): void {
  const method = 'reenviar_encolado'
  if (!use || !exceeds(use, method, 0)) return
  const { used, possible } = ofMethod(use.uses, method)
  streams.complain(planTexts.exceedsAnyway(method, used, possible, use.limit, promisedOf(use, method)))
}

/** Whoever asked for it has read how all of it ended: the window need not tell it once more. */
const isPrinted = ({ id, total, over }: BatchOutcome, orders: Order[]): boolean => over && orders.filter(({ batchId }) => batchId === id).length === total
