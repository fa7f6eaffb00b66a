/** Every form of an HTTP date begins with its weekday (RFC 9110, 5.6.7). Date.parse alone takes `-5` or `in 120` for a year long past. */
const weekday = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/u
const zone = /(?:GMT|UTC|[+-]\d{2}:?\d{2})$/u

/**
 * @param text a header of HTTP. Its time is GMT also where it does not say so, as in asctime's form; Date.parse would take it for this computer's
 * @returns milliseconds since the epoch; NaN for anything else
 */
export function readHttpDate(text: string): number {
  const written = text.trim()
  if (!weekday.test(written)) return Number.NaN
  return Date.parse(zone.test(written) ? written : `${written} GMT`)
}
