import type { TaskMethod } from '#contract/model/task.ts'
import type { MarkerEntry } from '../../storage/journal-line.ts'
import { stateInDoubt } from '../tasks/methods.ts'
import type { TaskStore } from '../tasks/store.ts'

/**
 * Puts back, from the journal, a paid call that may have left without the database knowing: the task that was about to be sent, or
 * a new one that stands for it. It is verified where the free query can tell. To be called inside a transaction.
 */
export function adoptTask(
  store: TaskStore,
  { at, request, point_of_sale, method, external_reference, arguments: args, before = null }: MarkerEntry,
  now: number,
): void {
  const found = store.live(point_of_sale, method, external_reference)
  // What is verified already goes on so.
  const to = found?.state === 'uncertain' ? 'uncertain' : stateInDoubt(method)
  const asked = { pointOfSale: point_of_sale, pointOfSaleName: '', method: method as TaskMethod, external_reference, args: {}, orderId: null }
  const id = found?.id ?? store.restore(asked, to, at)
  const next = to === 'uncertain' ? now : null
  const patch = { arguments: args ?? '{}', before, watch_since: next, checks: 0, next_at: next }
  if (!found || found.state === to) store.note(id, patch)
  else store.change(found, to, 'journal', 'program', patch)
  store.addRequest({ id, point_of_sale, method: method as TaskMethod }, at, request)
}
