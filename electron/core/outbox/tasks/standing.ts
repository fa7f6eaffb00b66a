import type { FoundComprobante } from '../../tusfacturas/api.ts'
import type { TaskArguments } from './store.ts'

/** What the free query shows of a task whose answer was lost. */
export type TaskStanding = 'done' | 'partial' | 'unchanged' | 'unclear'

/**
 * Whether a change of date was carried out. The API changes one comprobante of the reference, so one more with the new dates
 * than before is the proof; when they had them before, nothing can be seen.
 * @param before what the query showed before the call; null when it was not answered
 */
export function redateStanding(before: FoundComprobante[] | null, after: FoundComprobante[], { fecha, vencimiento }: TaskArguments): TaskStanding {
  const has = (each: FoundComprobante) => each.fecha === fecha && (each.vencimiento_pago === '' || each.vencimiento_pago === vencimiento)
  const count = (all: FoundComprobante[]) => all.filter(has).length
  if (before === null) return after.some(has) ? 'done' : 'unclear'
  if (count(after) > count(before)) return 'done'
  return after.length === 0 || before.every(has) ? 'unclear' : 'unchanged'
}

/**
 * Whether a deletion was carried out. The API deletes every comprobante of reference and date that it can; one that was
 * issued meanwhile is still there and was not deleted.
 * @param before what the query showed before the call; null when it was not answered
 */
export function deletionStanding(before: FoundComprobante[] | null, after: FoundComprobante[], { fecha }: TaskArguments): TaskStanding {
  const left = after.filter((each) => each.fecha === fecha).length
  if (left === 0) return 'done'
  if (before === null) return 'unclear'
  return left < before.filter((each) => each.fecha === fecha).length ? 'partial' : 'unchanged'
}
