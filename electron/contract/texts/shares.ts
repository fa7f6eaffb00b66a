/** What became of the references of a batch, in one line. */
import { shares, type Share, type Shares } from '../model/batch.ts'
import { count, number, tally } from './counting.ts'

const told: Record<Share, (n: number) => string> = {
  issued: (n) => count(n, 'emitido', 'emitidos'),
  queued: (n) => `${number(n)} en la cola de TusFacturasAPP`,
  failed: (n) => `${number(n)} con error`,
  notFound: (n) => count(n, 'no encontrado', 'no encontrados'),
  toDecide: (n) => `${number(n)} a decidir`,
  held: (n) => count(n, 'frenado', 'frenados'),
  doubt: (n) => `${number(n)} en verificación`,
  moving: (n) => `${number(n)} en curso`,
  cancelled: (n) => count(n, 'cancelado', 'cancelados'),
}

/** @returns e.g. `9 emitidos, 3 con error`; empty for none */
export const sharesText = (sums: Shares): string => tally(shares, sums, told)
