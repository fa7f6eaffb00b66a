/** Companies that points of sale belong to. The frame of the page shows them, so this file is fetched for the first paint. */
import { number } from './counting.ts'

export const companyTexts = {
  choose: 'Empresa',
  all: 'Todas',
  none: 'Sin empresa',
  /** @param n comprobantes in error */
  counted: (name: string, n: number) => (n === 0 ? name : `${name} (${number(n)})`),
  help: 'El número es cuántos comprobantes con error hay en los días que mirás en «Con error», según lo último que se leyó de cada empresa.',
  nothing: 'Ninguna empresa coincide.',
  noOrders: 'De esta empresa todavía no se reenvió nada',
  noOrdersText: 'Para ver los reenvíos de las demás, elegí «Todas» en el menú, donde dice la empresa.',
}
