/** Paid calls other than a resend, answered as a scene says. */
import type { Order } from '#contract/model/order.ts'
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers, EventName, EventPayload } from '#contract/schema.ts'
import type { AccountState, QueueItem, ServiceResult, Task, TaskMethod, TaskState, UsageResult } from '#contract/model/task.ts'
import type { taskCommands } from '#contract/commands/tasks.ts'
import { order } from '../sample.ts'
import { redateEnds, taskStateLabels, taskText } from '#contract/texts/tasks.ts'

export interface TasksScene {
  /** What the free query shows for any reference; null: there is no connection. */
  items?: QueueItem[] | null
  /** How each method ends; `done` by default. */
  ends?: Partial<Record<TaskMethod, Partial<Task>>>
  /** How each of several ends, and how many of them are not begun. */
  manyEnd?: (index: number) => Partial<Task>
  left?: number
  tasks?: Task[]
  accounts?: AccountState[]
}

export const queueItem = (change: Partial<QueueItem> = {}): QueueItem => ({
  tipo: 'FACTURA B',
  numero: 0,
  fecha: '20/11/2026',
  vencimiento_pago: '20/11/2026',
  total: 18_200.5,
  razon_social: 'Almacén Las Lilas SRL',
  documento_nro: '30700000010',
  status: 'error',
  statusText: 'ENVIADO A PROCESAR - CON ERROR',
  ...change,
})

const used: Partial<Record<TaskState, [number, number]>> = { requested: [0, 0], not_sent: [0, 0], uncertain: [0, 1], unclear: [0, 1], not_done: [0, 1] }

export function task(method: TaskMethod, change: Partial<Task> = {}): Task {
  const state = change.state ?? 'done'
  const [requestsUsed, requestsPossible] = used[state] ?? [1, 0]
  const followed = state === 'done' && (change.followUp ?? null) !== null ? { nextStep: redateEnds.followed } : {}
  return {
    id: 1,
    pointOfSaleId: 'pdv-1',
    pointOfSaleName: 'Casa central',
    method,
    external_reference: method === 'alertas' || method === 'consumo' ? null : 'FC-1',
    fecha: null,
    vencimiento: null,
    state,
    stateLabel: taskStateLabels[state],
    createdAt: Date.now(),
    updatedAt: Date.now(),
    nextAt: null,
    requestsUsed,
    requestsPossible,
    explanation: { code: null, kind: 'desconocido', resendHelps: 'no-se-sabe', ...taskText(method, state), ...followed, texts: [] },
    deletion: null,
    service: null,
    usage: null,
    followUp: null,
    ...change,
  }
}

export const usage: UsageResult = { abonos_pendientes: 21, comprobantes_generados: 12, comprobantes_cupo: 100, comprobantes_disponibles: 79 }
export const service: ServiceResult = { working: true, facturacion: '', novedades: '', prox_mantenimientos_programados: [] }

/** @param changed an order is placed or moves on */
export function fakeTasks(
  scene: TasksScene,
  emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void,
  changed: (order: Order) => Order,
): Pick<CommandHandlers, keyof typeof taskCommands> {
  const tasks = [...(scene.tasks ?? [])]
  const accounts = [...(scene.accounts ?? [])]
  const end = (method: TaskMethod, change: Partial<Task>) => {
    const ended = task(method, { ...change, ...scene.ends?.[method], id: tasks.length + 1 })
    tasks.unshift(ended)
    const { pointOfSaleId, service: asked, usage: counted } = ended
    if (asked) remember(pointOfSaleId, { service: { at: Date.now(), value: asked } })
    if (counted) remember(pointOfSaleId, { usage: { at: Date.now(), value: counted } })
    emit('tasksChanged', { tasks: [ended] })
    return ok(ended.id)
  }
  const remember = (pointOfSaleId: string, change: Partial<AccountState>) => {
    const index = accounts.findIndex((account) => account.pointOfSaleId === pointOfSaleId)
    const known = accounts[index] ?? { pointOfSaleId, service: null, usage: null }
    accounts.splice(index === -1 ? 0 : index, index === -1 ? 0 : 1, { ...known, ...change })
  }
  const items = scene.items === undefined ? [queueItem()] : scene.items
  return {
    lookAtReference: () =>
      ok({
        items,
        explanation:
          items === null
            ? {
                code: null,
                kind: 'transitorio',
                resendHelps: 'si',
                title: 'No hay camino hasta TusFacturasAPP',
                explanation: 'La PC no tiene cómo llegar a Internet en este momento. Consultar no gasta solicitudes de tu abono.',
                nextStep: 'Probá de nuevo en unos minutos.',
                texts: [],
              }
            : null,
        resendCost: 2,
      }),
    changeDate: ({ pointOfSaleId, external_reference, fecha, vencimiento, resend }) =>
      end('cambiar_fecha_encolado', { pointOfSaleId, external_reference, fecha, vencimiento, followUp: resend ? 1 : null }),
    changeDates: ({ items: many, fecha, vencimiento, resend }) => {
      const left = scene.left ?? 0
      const gone = many.slice(0, many.length - left)
      const ids = gone.map(({ pointOfSaleId, external_reference }, index) => {
        const ended = task('cambiar_fecha_encolado', {
          pointOfSaleId,
          external_reference,
          fecha,
          vencimiento,
          followUp: resend ? 1 : null,
          ...scene.manyEnd?.(index),
          id: tasks.length + 1,
        })
        tasks.unshift(ended)
        emit('tasksChanged', { tasks: [ended] })
        return ended.id
      })
      return ok({ tasks: ids, left: many.slice(gone.length).map((item) => ({ ...item, code: 'in-vain' as const })) })
    },
    stopChangingDates: () => ok(null),
    deleteQueued: ({ pointOfSaleId, external_reference, fecha }) =>
      end('eliminar_encolado', {
        pointOfSaleId,
        external_reference,
        fecha,
        deletion: { procesados: ['El comprobante FACTURA B 00010-00000000 se ha eliminado correctamente.'], errores: [], remaining: [] },
      }),
    resendLater: ({ pointOfSaleId, external_reference, at, orderId }) =>
      ok(
        changed(order('held', { id: 1_000, pointOfSaleId, external_reference, holdReason: 'luego', nextAt: at, repeats: orderId ?? null, batchId: 1_000 })).id,
      ),
    askServiceState: ({ pointOfSaleId }) => end('alertas', { pointOfSaleId, service }),
    askUsage: ({ pointOfSaleId }) => end('consumo', { pointOfSaleId, usage }),
    cancelTask: () => fail('action-not-allowed'),
    listTasks: ({ pointOfSaleId, external_reference }) =>
      ok(
        tasks.filter(
          (known) =>
            (pointOfSaleId === undefined || known.pointOfSaleId === pointOfSaleId) &&
            (external_reference === undefined || known.external_reference === external_reference),
        ),
      ),
    accountStates: () => ok(accounts),
    dismissAlert: () => ok(null),
  }
}
