/** What the page asks of the paid calls other than a resend. */
import { z } from 'zod'
import { readFecha } from '../argentina.ts'
import { mostDates } from '../model/new-dates.ts'
import { taskMethods, type AccountState, type QueueLook, type Task } from '../model/task.ts'
import type { FailureCode } from '../result.ts'
import { command, event, none, pointOfSaleId } from './command.ts'

const reference = z.string().min(1).max(4096)
const fecha = z.string().refine((text) => readFecha(text) !== null)
/** The order from whose story it was asked. */
const orderId = z.int().positive().optional()

const dated = (asked: { fecha: string; vencimiento: string }): boolean => (readFecha(asked.vencimiento) ?? 0) >= (readFecha(asked.fecha) ?? 0)

/** What became of a wish for several comprobantes. */
export interface Carried {
  /** Ids of the tasks, in the order in which they went. */
  tasks: number[]
  /** Those that were not begun, and cost nothing: refused with this code, `in-vain` as one before them showed, or `stopped` by the person. */
  left: { pointOfSaleId: string; external_reference: string; code: FailureCode | 'in-vain' | 'stopped' }[]
}

export const taskCommands = {
  /** A free query for one reference. */
  lookAtReference: command(z.strictObject({ pointOfSaleId, external_reference: reference })).returns<QueueLook>(),
  /** Answers with the task's id, when the outcome is known or known to be uncertain. Costs one request, and with `resend` those of an order. */
  changeDate: command(
    z.strictObject({ pointOfSaleId, external_reference: reference, fecha, vencimiento: fecha, resend: z.boolean(), orderId }).refine(dated),
  ).changes<number>(),
  /**
   * The same new dates for several, one after the other; each costs what changeDate costs and is a task of its own, told as it ends.
   * Answers when the last one has ended.
   */
  changeDates: command(
    z
      .strictObject({
        items: z
          .array(z.strictObject({ pointOfSaleId, external_reference: reference, orderId }))
          .min(1)
          .max(mostDates),
        fecha,
        vencimiento: fecha,
        resend: z.boolean(),
      })
      .refine(dated),
  ).changes<Carried>(),
  /** Of changeDates: nothing more is begun, and the one whose turn has not come is taken back. */
  stopChangingDates: command(none).returns<null>(),
  /** Answers as changeDate does. Costs one request and is final. */
  deleteQueued: command(z.strictObject({ pointOfSaleId, external_reference: reference, fecha, orderId })).changes<number>(),
  /** An order that goes at an hour to come, milliseconds since the epoch; no further ahead than an order may wait without being asked about. @returns its id */
  resendLater: command(z.strictObject({ pointOfSaleId, external_reference: reference, at: z.int().positive(), orderId })).changes<number>(),
  /** Costs one request. */
  askServiceState: command(z.strictObject({ pointOfSaleId })).changes<number>(),
  /** Costs one request. */
  askUsage: command(z.strictObject({ pointOfSaleId })).changes<number>(),
  /** Only while nothing has left. */
  cancelTask: command(z.strictObject({ pointOfSaleId, method: z.enum(taskMethods), external_reference: reference.optional() })).changes(),
  /** Newest first, at most 50. */
  listTasks: command(z.strictObject({ pointOfSaleId: pointOfSaleId.optional(), external_reference: reference.optional() })).returns<Task[]>(),
  accountStates: command(none).returns<AccountState[]>(),
  /** The banner of an alert has been read. */
  dismissAlert: command(z.strictObject({ taskId: z.int().positive() })).changes(),
}

export const taskEvents = {
  tasksChanged: event<{ tasks: Task[] }>(),
}
