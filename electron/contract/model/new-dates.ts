/** What ARCA accepts of the dates that a person gives a comprobante. */
import { readFecha } from '../argentina.ts'

/** ARCA's window in days before the day of emission, for goods, for services, and for MiPyME (FCE) of either (manual of WSFEv1, code 10016). */
export const arcaWindow = { goods: 5, services: 10, mipyme: 5 } as const

/** Among TusFacturasAPP's types: FACTURA DE CREDITO ELECTRONICA MiPyME (FCE) A, NOTA DE CREDITO ELECTRONICA MiPyME (FCE) A. */
const isMipyme = (tipo: string): boolean => /mipyme|\bfce\b/iu.test(tipo)
const isMipymeInvoice = (tipo: string): boolean => isMipyme(tipo) && /^\s*factura/iu.test(tipo)

/** Comprobantes whose dates are changed by one wish; each takes some seconds. */
export const mostDates = 500

export type DateProblem =
  /** Not a date. */
  | 'missing'
  /** ARCA rejects a payment due date before the comprobante's (10036). */
  | 'due-before-date'

export type DateWarning =
  /** ARCA takes it for services only. */
  | 'goods-past'
  /** ARCA takes it for nothing. */
  | 'too-old'
  /** ARCA takes it for no MiPyME (FCE), of services neither. */
  | 'mipyme-past'
  /** ARCA rejects a MiPyME (FCE) invoice whose payment is due before the day of emission (10164). */
  | 'mipyme-due-past'
  /** TusFacturasAPP issues it on that day; ARCA's window counts from then, so no date is too far ahead. */
  | 'future'

export interface DateCheck {
  problem: DateProblem | null
  warnings: DateWarning[]
}

/**
 * Judges the dates of a change before it is paid for. What ARCA might accept is warned about, never refused.
 * @param fecha new date, dd/mm/aaaa
 * @param vencimiento new payment due date, dd/mm/aaaa
 * @param today dd/mm/aaaa, in Argentina
 * @param tipos of the comprobantes that it may be, as the API names them; none when it is not known
 */
export function checkDates(fecha: string, vencimiento: string, today: string, tipos: readonly string[] = []): DateCheck {
  const [date, due, now] = [readFecha(fecha), readFecha(vencimiento), readFecha(today)]
  if (date === null || due === null || now === null) return { problem: 'missing', warnings: [] }
  const dueWarnings: DateWarning[] = due < now && tipos.some(isMipymeInvoice) ? ['mipyme-due-past'] : []
  return { problem: due < date ? 'due-before-date' : null, warnings: [...warningsOf(date - now, tipos.some(isMipyme)), ...dueWarnings] }
}

function warningsOf(ahead: number, mipyme: boolean): DateWarning[] {
  if (ahead < -arcaWindow.services) return ['too-old']
  if (mipyme && ahead < -arcaWindow.mipyme) return ['mipyme-past']
  if (ahead < -arcaWindow.goods) return ['goods-past']
  return ahead > 0 ? ['future'] : []
}
