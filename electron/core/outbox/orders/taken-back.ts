import type { Clock } from '../../lib/clock.ts'
import type { Journal } from '../../storage/journal.ts'
import type { OrderRow, OrderStore, Patch } from './store.ts'

/** What is needed to take an order back so that a recovery knows of it. */
export interface Books {
  store: OrderStore
  journal: Journal
  clock: Pick<Clock, 'now'>
}

/** What a rule placed goes as it came; the journal says so too, as a recovery must not wake it. To be called inside a transaction. */
export function takeBackOrder({ store, journal, clock }: Books, row: OrderRow, patch: Patch = {}): void {
  const taken = store.change(row, 'cancelled', 'taken-back', 'program', { ...patch, hold_reason: null, next_at: null })
  if (taken) journal.append({ at: clock.now(), decided: 'taken-back', point_of_sale: row.point_of_sale, orders: [[row.id, row.external_reference]] })
}
