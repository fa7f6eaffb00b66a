/** What sending costs, said in one way wherever something is sent. */
import { number, requests } from './counting.ts'

export const costTexts = {
  /** @param n comprobantes that are sent */
  costs: (n: number) => `Cuesta ${requests(n)}${n === 1 ? '' : ', una por comprobante'}.`,
  cut: (most: number) => `Si se corta Internet, hasta ${number(most)}.`,
  why: 'Por qué',
  reason:
    'Si la conexión se corta justo al enviar, Reencola consulta gratis qué pasó. Si el comprobante sigue con error lo reenvía una vez más, y esa vez también cuesta. En Ajustes podés pedir que te pregunte antes.',
}

/** @param most requests at most @returns e.g. `Cuesta 5 solicitudes, una por comprobante. Si se corta Internet, hasta 10.` */
export const costSentence = (n: number, most: number): string => [costTexts.costs(n), ...(most > n ? [costTexts.cut(most)] : [])].join(' ')
