/** What one free query means for an order that has an end, or that waits for a person, after TusFacturasAPP told of it. */
import type { Clock } from '../../lib/clock.ts'
import { watchFrom } from '../../lib/waits.ts'
import type { OrderRow, OrderStore, Patch } from '../orders/store.ts'
import type { Standing } from '../asking/standing.ts'
import { toldOfError } from '../events/take.ts'
import { reasonFromEvents } from '../events/store.ts'

/** It was said to have failed, and TusFacturasAPP has told since that it is issued. Asked once; otherwise nothing changes. */
export function lookAtFailed(store: OrderStore, row: OrderRow, standing: Standing, patch: Patch): void {
  if (standing !== 'issued') return store.note(row.id, { next_at: null })
  store.settleRequest(row.id)
  store.change(row, 'issued', 'issued-after-all', 'program', { ...patch, next_at: null })
}

/** A person has to decide about it, and TusFacturasAPP has told of an error since. Asked once; what stays unclear stays theirs. */
export function lookAtUndecided(store: OrderStore, clock: Clock, row: OrderRow, standing: Standing, patch: Patch): void {
  if (standing === 'queued' || standing === 'issued') store.settleRequest(row.id)
  if (standing === 'issued') store.change(row, 'issued', 'seen-issued', 'program', { ...patch, next_at: null })
  else if (standing === 'queued') store.change(row, 'accepted', 'seen-queued', 'program', { ...patch, ...watchFrom('accepted', clock.now()) })
  else if (standing === 'error' && toldOfError(store, row)) failAsTold(store, row, patch)
  else store.note(row.id, { next_at: null })
}

/** The query shows it in error and an event has said so since the last POST. Whether that POST was counted stays open. */
export function failAsTold(store: OrderStore, row: OrderRow, patch: Patch): void {
  store.change(row, 'failed_again', 'webhook-error', 'program', { ...patch, next_at: null, reasons: reasonFromEvents(store, row) })
}
