/** What an outcome cost, and how long is waited after a call without an answer. */
import { number } from '../counting.ts'

export const costs = {
  none: 'No se gastó ninguna solicitud de tu abono.',
  possible: 'Puede haberse gastado una solicitud de tu abono.',
  one: 'Ese reenvío gastó una solicitud de tu abono.',
  free: 'Consultar no gasta solicitudes de tu abono.',
  waiting: 'Esperar no gasta solicitudes de tu abono.',
  written: 'Las solicitudes de tu abono que gastó figuran en su historia.',
}

const requests = (count: number) => (count === 1 ? 'una solicitud' : `${number(count)} solicitudes`)

/** @returns what an order has spent so far, e.g. `Gastó una solicitud de tu abono y puede haber gastado una más.` */
export function spentText(used: number, possible: number): string {
  if (used === 0) return possible === 0 ? costs.none : `Puede haber gastado ${requests(possible)} de tu abono.`
  const more = possible === 0 ? '' : ` y puede haber gastado ${possible === 1 ? 'una' : number(possible)} más`
  return `Gastó ${requests(used)} de tu abono${more}.`
}

export const waits = {
  notSent: 'No hace falta que hagas nada: se vuelve a intentar solo.',
  sent: 'No lo reenvíes: mientras esté abierta, Reencola consulta gratis si llegó y te avisa.',
  free: 'Probá de nuevo en unos minutos.',
}
