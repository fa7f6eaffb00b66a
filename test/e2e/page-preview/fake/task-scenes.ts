/** Orders that failed in ways that call for something else than a resend, and what was already done about them. */
import type { Banner, Snapshot } from '#contract/model/snapshot.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { order } from '../sample.ts'
import { queueItem, task, usage, type TasksScene } from './tasks.ts'

const now = Date.now()
const hour = 3_600_000

const failedFor = (id: number, external_reference: string, explanation: Partial<Explanation>) => order('failed_again', { id, external_reference, explanation })

const orders = [
  failedFor(6, 'FC-FECHA', {
    code: '10016',
    kind: 'fecha',
    resendHelps: 'despues-de-corregir',
    title: 'La fecha no es válida para ARCA',
    explanation: 'La fecha es anterior a la del último comprobante emitido.',
    nextStep: 'Cambiá la fecha y reenvialo.',
    texts: ['Cod. Error: #6661145.10016 - El numero o fecha del comprobante no se corresponde con el proximo a autorizar'],
  }),
  failedFor(5, 'FC-DATOS', {
    code: '10015',
    kind: 'datos',
    resendHelps: 'no',
    title: 'El documento del cliente no es válido',
    explanation: 'ARCA no tiene registrado ese número de documento.',
    nextStep: 'Eliminalo de la cola y volvé a crearlo con el documento corregido.',
    texts: ['Cod. Error: #6661145.10015 - El campo DocNro es invalido'],
  }),
  failedFor(4, 'FC-ARCA', {
    code: '501',
    kind: 'transitorio',
    resendHelps: 'si',
    title: 'Falló la base de datos de ARCA',
    explanation: 'Es una falla de ARCA que suele pasar sola.',
    nextStep: 'Esperá unos minutos y reenvialo.',
  }),
  failedFor(3, 'FC-ENLACE', {
    kind: 'configuracion',
    resendHelps: 'despues-de-corregir',
    title: 'El enlace con ARCA no funciona',
    explanation: 'ARCA no reconoce el certificado.',
    nextStep: 'Revisá el enlace en TusFacturasAPP.',
  }),
  order('held', { id: 2, external_reference: 'FC-CUPO', holdReason: 'cupo' }),
  failedFor(1, 'FC-NADA', {}),
]

const banners: Banner[] = [
  { kind: 'gate', pointOfSaleId: 'pdv-1', pointOfSaleName: 'Casa central', reason: 'cupo', waiting: 1 },
  { kind: 'arca-alert', taskId: 3, pointOfSaleId: 'pdv-1', text: 'El servicio de factura electrónica de ARCA presenta demoras.', at: now - hour },
  { kind: 'announced-maintenance', from: now + 2 * hour, until: now + 5 * hour, text: 'Mantenimiento programado. No se van a poder emitir comprobantes' },
]

export const actionsSnapshot: Partial<Snapshot> = {
  orders: { orders, total: orders.length },
  status: { banners, paused: false, online: true, counts: { failed_again: 5, held: 1 } },
}

const down = {
  working: false,
  facturacion: 'El servicio de factura electrónica de ARCA presenta demoras.',
  novedades: 'Desde el 01/12/2026 cambia la condición frente al IVA.',
  prox_mantenimientos_programados: [
    { desde: now + 2 * hour, hasta: now + 5 * hour, titulo: 'Mantenimiento programado', texto: 'No se van a poder emitir comprobantes' },
  ],
}

export const actionsScene: TasksScene = {
  items: [queueItem(), queueItem({ razon_social: 'Ñandú Viajes', total: 58_900 }), queueItem({ status: 'issued', statusText: 'EMITIDO', numero: 123 })],
  ends: {
    eliminar_encolado: {
      state: 'partial',
      deletion: {
        procesados: ['El comprobante FACTURA B 00010-00000000 se ha eliminado correctamente.'],
        errores: ['El comprobante FACTURA B 00010-000123 no se ha podido eliminar.'],
        remaining: [queueItem({ status: 'issued', statusText: 'EMITIDO', numero: 123 })],
      },
    },
    alertas: { service: down },
  },
  tasks: [
    task('alertas', { id: 3, service: down }),
    task('eliminar_encolado', { id: 2, external_reference: 'FC-VIEJA', fecha: '20/11/2026', state: 'uncertain', nextAt: now + 60_000 }),
    task('cambiar_fecha_encolado', { id: 1, external_reference: 'FC-FECHA', fecha: '25/11/2026', vencimiento: '30/11/2026', state: 'not_done' }),
  ],
  accounts: [{ pointOfSaleId: 'pdv-1', service: { at: now - hour, value: down }, usage: { at: now - 2 * hour, value: usage } }],
}
