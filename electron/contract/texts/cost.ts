/** What a paid call costs, said in one way wherever something is sent. */
import { number, requests } from './counting.ts'

/** @param n requests @param each of what they are one @returns the beginning of every sentence about a cost, e.g. `Cuesta 5 solicitudes de tu abono, una por comprobante` */
export const costs = (n: number, each = 'una por comprobante'): string => `Cuesta ${requests(n)} de tu abono${n === 1 ? '' : `, ${each}`}`

/** @returns of calls of which each is made once, e.g. `Cuesta 1 solicitud de tu abono, salga bien o mal.` */
export const callCost = (n: number): string => `${costs(n)}, salga bien o mal.`

/**
 * @param n comprobantes that are sent
 * @param most requests at most
 * @returns of resends, e.g. `Cuesta 5 solicitudes de tu abono, una por comprobante. Si se corta Internet, hasta 10.`
 */
export const costSentence = (n: number, most: number): string => `${costs(n)}.${most > n ? ` Si se corta Internet, hasta ${number(most)}.` : ''}`

export const costTexts = {
  possible: '«Posible» es una solicitud que salió y no se sabe si TusFacturasAPP la contó.',
  why: 'Por qué',
  reason:
    'Si la conexión se corta justo al enviar, Reencola consulta gratis qué pasó. Si el comprobante sigue con error lo reenvía una vez más, y esa vez también cuesta. En Ajustes podés pedir que te pregunte antes.',
}
