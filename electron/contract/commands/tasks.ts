/** What the page asks of the paid calls other than a resend. */
import { z } from 'zod'
import { readFecha } from '../argentina.ts'
import { taskMethods, type AccountState, type QueueLook, type Task } from '../model/task.ts'
import { command, event, none, pointOfSaleId } from './command.ts'

const reference = z.string().min(1).max(4096)
const fecha = z.string().refine((text) => readFecha(text) !== null)
/** The order from whose story it was asked. */
const orderId = z.int().positive().optional()

export const taskCommands = {
  /** A free query for one reference. */
  lookAtReference: command(z.strictObject({ pointOfSaleId, external_reference: reference })).returns<QueueLook>(),
  /** Answers with the task's id, when the outcome is known or known to be uncertain. Costs one request, and with `resend` those of an order. */
  changeDate: command(
    z
      .strictObject({ pointOfSaleId, external_reference: reference, fecha, vencimiento: fecha, resend: z.boolean(), orderId })
      .refine((asked) => (readFecha(asked.vencimiento) ?? 0) >= (readFecha(asked.fecha) ?? 0)),
  ).changes<number>(),
  /** Answers as changeDate does. Costs one request and is final. */
  deleteQueued: command(z.strictObject({ pointOfSaleId, external_reference: reference, fecha, orderId })).changes<number>(),
  /** An order that goes at an hour to come, milliseconds since the epoch; at most three days ahead. @returns its id */
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
