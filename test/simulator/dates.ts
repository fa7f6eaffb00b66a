/** Dates as TusFacturasAPP writes them: Argentina's time (UTC-3 all year), dd/mm/aaaa. */

const argentina = -3 * 3_600_000
export const day = 86_400_000

const two = (n: number) => String(n).padStart(2, '0')

/** @param at milliseconds since the epoch @returns dd/mm/aaaa */
export function fechaOf(at: number): string {
  const d = new Date(at + argentina)
  return `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`
}

/** @param at milliseconds since the epoch @returns hh:mm */
export function horaOf(at: number): string {
  const d = new Date(at + argentina)
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
}

/** @param at milliseconds since the epoch @returns dd/mm/aaaa hh:mm:ss, as in a webhook's `creado` */
export function creadoOf(at: number): string {
  return `${fechaOf(at)} ${horaOf(at)}:${two(new Date(at).getUTCSeconds())}`
}

/** @returns a number that sorts like the date (yyyymmdd), or null when the text is no date of the calendar */
export function dayNumber(fecha: unknown): number | null {
  const match = typeof fecha === 'string' ? /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(fecha) : null
  if (!match) return null
  const [d, m, y] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(Date.UTC(y, m - 1, d))
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? y * 10_000 + m * 100 + d : null
}
