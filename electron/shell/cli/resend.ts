import type { Order } from '../../contract/model.ts'
import { describeFailure } from '../../contract/texts/failures.ts'
import { commandLineTexts as texts } from '../../contract/texts/shell.ts'
import type { Clock } from '../../core/clock.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { liveStates } from '../../core/outbox/transitions.ts'
import type { Services } from '../services.ts'
import { exitCodes } from '../start-problem.ts'
import { orderAsJson, orderAsText } from './format.ts'
import { exitCodeOf, isOver, nextLook } from './patience.ts'
import type { Streams } from './streams.ts'
import type { Targets } from './targets.ts'

interface ResendOptions {
  /** Milliseconds of `--esperar`; null without it. */
  patience: number | null
  json: boolean
}

/** `reenviar`, in the process that holds the lock. @returns the exit code */
export async function runResend(
  { pointOfSaleId, references }: Targets,
  { patience, json }: ResendOptions,
  { outbox, network, status }: Pick<Services, 'outbox' | 'network' | 'status'>,
  clock: Clock,
  streams: Streams,
): Promise<number> {
  const placed = outbox.place(pointOfSaleId, references)
  if (!placed.ok) {
    const { title, text } = describeFailure(placed.error)
    streams.complain(texts.refused(title, text))
    return exitCodes.cannotStart
  }
  const { batchId } = placed.value
  const batch = batchId === null ? [] : outbox.list({ batchId, offset: 0, limit: Number.MAX_SAFE_INTEGER }).orders
  const fresh = new Map(batch.map((order) => [order.external_reference, order.id]))
  const ids = references.flatMap((reference) => fresh.get(reference) ?? liveOrder(outbox, pointOfSaleId, reference)?.id ?? [])
  const every = (holds: (order: Order) => boolean) => ids.every((id) => holds(outbox.order(id) as Order))

  await network.refresh()
  const start = clock.now()
  const waited = () => clock.now() - start
  const over = whenOver(outbox, clock, () => isOver(every, status(), waited(), patience), () => nextLook(waited(), patience))
  outbox.start()
  await over

  const orders = ids.flatMap((id) => outbox.order(id) ?? [])
  for (const order of orders) streams.print(json ? orderAsJson(order) : orderAsText(order))
  return exitCodeOf(orders)
}

/** An order placed earlier that is still on its way: it is followed instead of placing another. */
const liveOrder = (outbox: Outbox, pointOfSaleId: string, reference: string): Order | undefined =>
  outbox
    .list({ pointOfSaleId, search: reference, states: [...liveStates], offset: 0, limit: Number.MAX_SAFE_INTEGER })
    .orders.find((order) => order.external_reference === reference)

/** Looks after every change of the outbox, and when time alone may decide. */
function whenOver(outbox: Outbox, clock: Clock, isOverNow: () => boolean, nextTime: () => number | null): Promise<void> {
  return new Promise((resolve) => {
    let cancelTimer: (() => void) | null = null
    const look = () => {
      cancelTimer?.()
      if (isOverNow()) {
        unsubscribe()
        resolve()
        return
      }
      const delay = nextTime()
      if (delay !== null) cancelTimer = clock.after(delay, look)
    }
    const unsubscribe = outbox.onChange(look)
    look()
  })
}
