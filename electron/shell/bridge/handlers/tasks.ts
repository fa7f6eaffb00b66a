import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { taskCommands } from '#contract/commands/tasks.ts'
import type { EverySecret } from '../../files/every-secret.ts'
import { idOf } from '../done.ts'
import type { PageServices } from '../page-services.ts'

/** Paid calls that a person asks for and waits for. */
export const taskHandlers = ({ outbox, everySecret }: PageServices): Pick<CommandHandlers, keyof typeof taskCommands> => ({
  lookAtReference: ({ pointOfSaleId, external_reference }) =>
    unlessKey(everySecret, external_reference, () => outbox.tasks.look(pointOfSaleId, external_reference)),
  changeDate: ({ pointOfSaleId, external_reference, orderId, ...args }) =>
    unlessKey(everySecret, external_reference, async () =>
      idOf(await outbox.tasks.ask({ pointOfSaleId, method: 'cambiar_fecha_encolado', external_reference, args, orderId })),
    ),
  changeDates: async ({ items, ...args }) => {
    const once = [...new Map(items.map((item) => [JSON.stringify([item.pointOfSaleId, item.external_reference]), item])).values()]
    if (await everySecret.isIn(once.map(({ external_reference }) => external_reference))) return fail('looks-secret', { what: 'reference' })
    return ok(await outbox.manyTasks.ask(once.map((item) => ({ ...item, method: 'cambiar_fecha_encolado' as const, args }))))
  },
  stopChangingDates: () => (outbox.manyTasks.stop(), ok(null)),
  deleteQueued: ({ pointOfSaleId, external_reference, orderId, ...args }) =>
    unlessKey(everySecret, external_reference, async () =>
      idOf(await outbox.tasks.ask({ pointOfSaleId, method: 'eliminar_encolado', external_reference, args, orderId })),
    ),
  resendLater: ({ pointOfSaleId, external_reference, at, orderId }) =>
    unlessKey(everySecret, external_reference, () => idOf(outbox.postpone(pointOfSaleId, external_reference, at, orderId ?? null))),
  askServiceState: async ({ pointOfSaleId }) => idOf(await outbox.tasks.ask({ pointOfSaleId, method: 'alertas' })),
  askUsage: async ({ pointOfSaleId }) => idOf(await outbox.tasks.ask({ pointOfSaleId, method: 'consumo' })),
  cancelTask: ({ pointOfSaleId, method, external_reference }) => outbox.tasks.cancel(pointOfSaleId, method, external_reference ?? null),
  listTasks: (query) => ok(outbox.tasks.list(query)),
  accountStates: () => ok(outbox.tasks.accountStates()),
  dismissAlert: ({ taskId }) => outbox.dismissAlert(taskId),
})

/** A key that was pasted as a reference is neither stored nor sent. */
const unlessKey = async <T>(everySecret: EverySecret, reference: string, work: () => Result<T> | Promise<Result<T>>): Promise<Result<T>> =>
  (await everySecret.isIn([reference])) ? fail('looks-secret', { what: 'reference' }) : work()
