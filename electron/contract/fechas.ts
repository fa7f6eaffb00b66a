/** Dates as TusFacturasAPP writes them, dd/mm/aaaa, and what ARCA accepts of them. */

const day = 86_400_000
const pattern = /^(\d{2})\/(\d{2})\/(\d{4})$/u

/**
 * @param text dd/mm/aaaa
 * @returns days since 1970-01-01, so that dates can be compared; null when it is no date of the calendar
 */
export function readFecha(text: string): number | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [date, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const at = new Date(Date.UTC(year, month - 1, date))
  return at.getUTCDate() === date && at.getUTCMonth() === month - 1 ? at.getTime() / day : null
}

/** ARCA's window in days before the day of emission, for goods and for services (manual of WSFEv1, code 10016). */
export const arcaWindow = { goods: 5, services: 10 } as const

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
