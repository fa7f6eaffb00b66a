/** What the free query says of an order that is followed. */
import { soughtStates, type OrderState, type WatchedState } from '#contract/model/order.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import { statusOf, type ReferenceStatus } from '../asking/reference-status.ts'
import { reasonFromEvents } from '../events/store.ts'
import { toldOfError } from '../events/take.ts'
import { mayPost } from '../orders/budget.ts'
import type { Line } from '../sending/line.ts'
import { anyOf, type OrderRow, type OrderStore, type Patch } from '../orders/store.ts'
import type { PointsOfSale, SendingRules } from '../base/ports.ts'
import { unknownPatience, watchFrom } from '../../lib/waits.ts'
import { newestFirst } from '../sending/chronology.ts'
import { regroup } from '../sending/order-in-doubt.ts'
import type { AskAgain, Kind } from './kind.ts'

type Shown = Pick<Patch, 'found'>

/** An answer about one order. */
interface Look {
  row: OrderRow
  status: ReferenceStatus
  shown: Shown
  waited: number
}

interface Context {
  store: OrderStore
  line: Line
  clock: Clock
  rules: () => SendingRules
  pointsOfSale: PointsOfSale
}

/** For an order that no query makes clear. @param refused the API does not want the query that would */
const notClear = (refused: boolean): string =>
  JSON.stringify({ type: 'state', state: 'needs_decision', holdReason: null, note: refused ? 'query-refused' : 'not-clear' } satisfies Outcome)

/** Orders that are uncertain or still to come, and those at their end, or a person's to decide, of which TusFacturasAPP has told since. */
export const ordersToFollow = (context: Context): Kind<OrderRow, Shown> => ({
  name: 'follow-up',
  table: 'orders',
  uncertain: `${anyOf(soughtStates)} AND archived_at IS NULL`,
  careful: false,
  pointsOfSale: () => context.pointsOfSale.ids(),
  sorted: newestFirst,
  note: (id, patch) => context.store.note(id, patch),
  settle: (row, seen, waited) => {
    const { status, comprobante } = statusOf(seen)
    const look = { row, status, shown: comprobante ? { found: JSON.stringify(comprobante) } : {}, waited }
    return (meanings[row.state] ?? enough)(context, look)
  },
  giveUp: (row, patch, refused) => {
    if (soughtStates.includes(row.state)) context.store.change(row, 'needs_decision', 'not-clear', 'program', { ...patch, outcome: notClear(refused) })
    else context.store.note(row.id, patch)
  },
  onPaused: () => {},
  // Those of a point of sale that is gone are not asked about; see orders/orphans.ts.
  orphan: () => {},
})

/** What an answer means for an order in each state; in a state that is not here, there is nothing to learn. */
type Meaning = (context: Context, look: Look) => AskAgain<Shown> | null
const meanings: Partial<Record<OrderState, Meaning>> & Record<WatchedState, Meaning> = {
  unknown: settleUnknown,
  accepted: settleAccepted,
  superseded: settleAccepted,
  issued: detail,
  failed_again: settleFailed,
  needs_decision: settleUndecided,
}

function settleUnknown(context: Context, look: Look): AskAgain<Shown> | null {
  const { store, line, rules } = context
  const { row, status, shown, waited } = look
  if (status === 'queued' || status === 'issued') return arrived(context, look, status)
  // With the clock set back nothing that needs its time is decided.
  if (status !== 'error' || waited < 0) return { plan: 'unknown', shown }
  if (toldOfError(store, row)) return failAsTold(context, look)
  if (waited < unknownPatience) return { plan: 'unknown', shown }
  if (mayPost(store, row, rules())) {
    line.enter(row, 'still-in-error', 'program', { ...shown, next_at: null })
    regroup(store, row.point_of_sale)
  } else store.change(row, 'needs_decision', 'still-in-error-ask', 'program', { ...shown, next_at: null })
  return null
}

function settleAccepted({ store }: Context, { row, status, shown }: Look): AskAgain<Shown> | null {
  const end = { ...shown, next_at: null }
  if (status === 'issued') store.change(row, 'issued', 'seen-issued', 'program', end)
  else if (status === 'error') store.change(row, 'failed_again', 'seen-error', 'program', { ...end, reasons: row.reasons ?? reasonFromEvents(store, row) })
  else return { plan: 'accepted', shown }
  return null
}

/** A webhook said so first; the number and the CAE come from here. */
function detail({ store }: Context, { row, status, shown }: Look): AskAgain<Shown> | null {
  if (status !== 'issued') return { plan: 'accepted', shown: {} }
  store.note(row.id, { ...shown, next_at: null })
  return null
}

/** It was said to have failed, and TusFacturasAPP has told since that it is issued. Asked once; otherwise nothing changes. */
function settleFailed(context: Context, look: Look): null {
  const { store } = context
  const { row, status, shown } = look
  if (status !== 'issued') return enough(context, look)
  store.settleRequest(row.id)
  store.change(row, 'issued', 'issued-after-all', 'program', { ...shown, next_at: null })
  return null
}

/** A person has to decide about it, and TusFacturasAPP has told of an error since. Asked once; what stays unclear stays theirs. */
function settleUndecided(context: Context, look: Look): null {
  const { row, status } = look
  if (status === 'queued' || status === 'issued') return arrived(context, look, status)
  return status === 'error' && toldOfError(context.store, row) ? failAsTold(context, look) : enough(context, look)
}

/** It arrived, and its request counts. */
function arrived({ store, clock }: Context, { row, shown }: Look, status: 'queued' | 'issued'): null {
  store.settleRequest(row.id)
  if (status === 'issued') store.change(row, 'issued', 'seen-issued', 'program', { ...shown, next_at: null })
  else store.change(row, 'accepted', 'seen-queued', 'program', { ...shown, ...watchFrom('accepted', clock.now()) })
  return null
}

/** The query shows it in error and an event has said so since the last POST. Whether that POST was counted stays open. */
function failAsTold({ store }: Context, { row, shown }: Look): null {
  store.change(row, 'failed_again', 'webhook-error', 'program', { ...shown, next_at: null, reasons: reasonFromEvents(store, row) })
  return null
}

/** Nothing more is asked, and nothing changes. */
function enough({ store }: Context, { row }: Look): null {
  store.note(row.id, { next_at: null })
  return null
}
