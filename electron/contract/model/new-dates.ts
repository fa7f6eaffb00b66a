/** What ARCA accepts of the dates that a person gives a comprobante. */
import { readFecha } from '../argentina.ts'

/** ARCA's window in days before the day of emission, for goods and for services (manual of WSFEv1, code 10016). */
export const arcaWindow = { goods: 5, services: 10 } as const

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
 */
export function checkDates(fecha: string, vencimiento: string, today: string): DateCheck {
  const [date, due, now] = [readFecha(fecha), readFecha(vencimiento), readFecha(today)]
  if (date === null || due === null || now === null) return { problem: 'missing', warnings: [] }
  return { problem: due < date ? 'due-before-date' : null, warnings: warningsOf(date - now) }
}

function warningsOf(ahead: number): DateWarning[] {
  if (ahead < -arcaWindow.services) return ['too-old']
  if (ahead < -arcaWindow.goods) return ['goods-past']
  return ahead > 0 ? ['future'] : []
}
