/** Which orders Actividad lists, set in one place by all that lead there. */
import { wanted } from './order-window.ts'
import { openScreen } from './route.ts'
import { noFilters, setState, type OrderFilters } from './store.ts'

/** @param filters those that are not named are none. Filters that limit nothing are no filters, however they came to be so. */
export function setFilters(filters: Partial<OrderFilters>): void {
  const next = { ...noFilters, ...filters }
  setState({ filters: Object.keys(wanted(next)).length === 0 ? noFilters : next })
}

/** Goes to Actividad, where only those are listed. */
export function showOrders(filters: Partial<OrderFilters>): void {
  setFilters(filters)
  openScreen('actividad')
}
