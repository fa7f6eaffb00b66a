import { statesOfOutcome, type OutcomeGroup } from '#contract/model/order.ts'
import { showOrders } from '../../store/show-orders.ts'

interface Counted {
  /** First and last day, `2026-11-25`. */
  from: string
  to: string
  pointOfSaleId: string
  /** Absent: however they ended. */
  group?: OutcomeGroup
}

/** Shows in Actividad what was counted. */
export function showInList({ group, ...range }: Counted): void {
  showOrders({ ...range, ...(group && { states: statesOfOutcome(group) }) })
}

/** @param month `2026-11` @returns its days */
export function daysOfMonth(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { from: `${month}-01`, to: `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}` }
}
