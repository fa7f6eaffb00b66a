import { ok } from '../../contract/result.ts'
import type { CommandHandlers } from '../../contract/schema.ts'
import type { taskCommands } from '../../contract/tasks.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'

/** Paid calls that a person asks for and waits for. */
export const taskHandlers = (outbox: Outbox): Pick<CommandHandlers, keyof typeof taskCommands> => ({
  lookAtReference: ({ pointOfSaleId, external_reference }) => outbox.tasks.look(pointOfSaleId, external_reference),
  changeDate: ({ pointOfSaleId, external_reference, orderId, ...args }) =>
    outbox.tasks.ask({ pointOfSaleId, method: 'cambiar_fecha_encolado', external_reference, args, orderId }),
  deleteQueued: ({ pointOfSaleId, external_reference, orderId, ...args }) =>
    outbox.tasks.ask({ pointOfSaleId, method: 'eliminar_encolado', external_reference, args, orderId }),
  resendLater: ({ pointOfSaleId, external_reference, at, orderId }) =>
    outbox.postpone(pointOfSaleId, external_reference, at, orderId ?? null),
  askServiceState: ({ pointOfSaleId }) => outbox.tasks.ask({ pointOfSaleId, method: 'alertas' }),
  askUsage: ({ pointOfSaleId }) => outbox.tasks.ask({ pointOfSaleId, method: 'consumo' }),
  cancelTask: ({ pointOfSaleId, method, external_reference }) => outbox.tasks.cancel(pointOfSaleId, method, external_reference ?? null),
  listTasks: (query) => ok(outbox.tasks.list(query)),
  accountStates: () => ok(outbox.tasks.accountStates()),
  dismissAlert: ({ taskId }) => outbox.dismissAlert(taskId),
})
