/** What sending costs, said in one way wherever something is sent. */
import { number, requests } from './counting.ts'

export const costTexts = {
  /** @param most requests at most, when the connection is cut */
  costs: (comprobantes: number, most: number) =>
    `Cuesta ${requests(comprobantes)}${comprobantes === 1 ? '' : ', una por comprobante'}.${most > comprobantes ? ` Si se corta Internet, hasta ${number(most)}.` : ''}`,
  why: 'Por qué',
  reason:
    'Si la conexión se corta justo al enviar, Reencola consulta gratis qué pasó. Si el comprobante sigue con error lo reenvía una vez más, y esa vez también cuesta. En Ajustes podés pedir que te pregunte antes.',
}
