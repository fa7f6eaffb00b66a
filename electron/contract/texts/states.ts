import { longestWaitHours } from '../model/waiting.ts'
import type { HoldReason, OrderState } from '../model/order.ts'

export const stateLabels: Record<OrderState, string> = {
  queued: 'En espera',
  held: 'Frenado',
  preflight: 'Consultando',
  sending: 'Enviando',
  on_wire: 'Enviando',
  unknown: 'Verificando si llegó',
  accepted: 'Reencolado',
  issued: 'Emitido',
  failed_again: 'Sigue con error',
  superseded: 'Ya estaba en cola',
  not_found: 'No encontrado',
  rejected: 'Rechazado',
  needs_decision: 'A decidir',
  cancelled: 'Cancelado',
}

export const holdLabels: Record<HoldReason, string> = {
  pausa: 'envíos en pausa',
  credenciales: 'credenciales rechazadas',
  cupo: 'cupo agotado',
  certificado: 'certificado no reconocido',
  proxy: 'proxy de la oficina',
  vencido: `espera hace más de ${longestWaitHours} horas`,
  danado: 'hizo cerrar el programa',
  luego: 'para más tarde',
  'sin-credenciales': 'faltan las credenciales',
  ausente: 'su punto de venta no está en Ajustes',
  respuesta: 'TusFacturasAPP responde lo mismo a todo',
  llavero: 'el llavero de la PC no responde',
}

/**
 * @param stale it was watched for a day, and nothing was heard of it
 * @returns e.g. `Frenado: cupo agotado`
 */
export function labelOf(state: OrderState, hold: HoldReason | null, stale = false): string {
  if (state === 'held' && hold) return `${stateLabels.held}: ${holdLabels[hold]}`
  return stale ? `${stateLabels[state]}, sin novedades` : stateLabels[state]
}
