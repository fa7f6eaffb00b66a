import type { Seen } from '../asking/query.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import type { TaskArguments } from './store.ts'

/** What the free query shows of a task whose answer was lost. */
export type Evidence = 'done' | 'partial' | 'unchanged' | 'unclear'

/** @returns every comprobante of a reference; null when what came is no fact */
export const factsOf = ({ clear, found }: Seen): FoundComprobante[] | null => (clear ? found.map(({ comprobante }) => comprobante) : null)

/**
 * Whether a change of date was carried out. The API changes one comprobante of the reference, so one more with the new dates
 * than before, and one fewer without them, is the proof; when they had them before, nothing can be seen.
 * @param before what the query showed before the call; null when it was not answered
 */
export function redateEvidence(before: FoundComprobante[] | null, after: FoundComprobante[], { fecha, vencimiento }: TaskArguments): Evidence {
  const has = (each: FoundComprobante) => each.fecha === fecha && (each.vencimiento_pago === '' || each.vencimiento_pago === vencimiento)
  const count = (all: FoundComprobante[]) => all.filter(has).length
  if (before === null) return after.length > 0 && after.every(has) ? 'done' : 'unclear'
  const others = (all: FoundComprobante[]) => all.length - count(all)
  if (count(after) > count(before)) return others(after) < others(before) ? 'done' : 'unclear'
  return after.length === 0 || before.every(has) ? 'unclear' : 'unchanged'
}

/**
 * Whether a deletion was carried out. The API deletes every comprobante of reference and date that it can; one that was
 * issued meanwhile is still there and was not deleted, nor was one that somebody gave another date.
 * @param before what the query showed before the call; null when it was not answered
 */
export function deletionEvidence(before: FoundComprobante[] | null, after: FoundComprobante[], { fecha }: TaskArguments): Evidence {
  const dated = (all: FoundComprobante[]) => all.filter((each) => each.fecha === fecha).length
  const left = dated(after)
  if (before === null) return after.length === 0 ? 'done' : 'unclear'
  const missing = dated(before) - left
  if (missing <= 0) return 'unchanged'
  if (before.length - after.length < missing) return 'unclear'
  return left === 0 ? 'done' : 'partial'
}
