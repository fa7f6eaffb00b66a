/** One new date for several comprobantes: each is looked at for free, and paid for only where there is something to change. */
import type { Order } from '#contract/model/order.ts'
import { taskFacts, type Task } from '#contract/model/task.ts'
import { groupDate as texts } from '#contract/texts/batch.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { call, on } from '../../api.ts'

interface Wanted {
  fecha: string
  vencimiento: string
  resend: boolean
}

export interface DateChanges {
  done: number
  changed: number
  /** What keeps its date, with the reason. */
  left: { reference: string; why: string }[]
  ended: boolean
}

/**
 * @param stopped asked before each: what was not asked for by then stays as it is
 * @param tell how far it is, after each one
 */
export async function changeDates(orders: Order[], wanted: Wanted, stopped: () => boolean, tell: (changes: DateChanges) => void): Promise<void> {
  const tasks = new Map<number, Task>()
  const stop = on('tasksChanged', ({ tasks: changed }) => {
    for (const task of changed) tasks.set(task.id, task)
  })
  let so: DateChanges = { done: 0, changed: 0, left: [], ended: false }
  tell(so)
  for (const order of orders) {
    if (stopped()) break
    const why = await changeOne(order, wanted, tasks)
    so = {
      ...so,
      done: so.done + 1,
      changed: so.changed + (why === null ? 1 : 0),
      left: why === null ? so.left : [...so.left, { reference: order.external_reference, why }],
    }
    tell(so)
  }
  stop()
  tell({ ...so, ended: true })
}

/** @returns why it keeps its date; null when it was changed */
async function changeOne({ id, pointOfSaleId, external_reference }: Order, wanted: Wanted, tasks: ReadonlyMap<number, Task>): Promise<string | null> {
  const looked = await call('lookAtReference', { pointOfSaleId, external_reference })
  if (!looked.ok) return describeFailure(looked.error).title
  const { items, explanation } = looked.value
  if (items === null) return explanation?.title ?? texts.notRead
  if (items.length === 0) return texts.notThere
  if (items.every(({ status }) => status === 'issued')) return texts.issued
  const asked = await call('changeDate', { pointOfSaleId, external_reference, ...wanted, orderId: id })
  if (!asked.ok) return describeFailure(asked.error).title
  const task = tasks.get(asked.value)
  return task && taskFacts[task.state].achieved ? null : (task?.explanation.title ?? texts.notRead)
}
