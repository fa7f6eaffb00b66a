/** Numbers in Spanish sentences. */

/** @param n a whole one @returns `12.000`; without Intl, whose first formatter takes ten milliseconds and more of each start */
export const number = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/gu, '.')

/** @returns `1 reenvío`, `2 reenvíos` */
export const count = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`

/** Before the sound of an i, as in «Iguazú» and «Hipólito» and not in «hielo», `y` is `e`. */
const beginsWithI = /^[^\p{L}\p{N}]*(?:[ií]|h[ií](?![ae]))/iu

/** @returns `Norte, Sur y Oeste`, `Sur e Iguazú`; without Intl, see number() */
export function enumerated(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${beginsWithI.test(last) ? 'e' : 'y'} ${last}`
}

/** @returns what there is of each, e.g. `12 emitidos, 1 con error`; empty for none */
export const tally = <Kind extends string>(kinds: readonly Kind[], counts: Partial<Record<Kind, number>>, words: Record<Kind, (n: number) => string>): string =>
  kinds.flatMap((kind) => (counts[kind] ? words[kind](counts[kind]) : [])).join(', ')

export const requests = (n: number): string => count(n, 'solicitud', 'solicitudes')
export const comprobantes = (n: number): string => count(n, 'comprobante', 'comprobantes')
export const references = (n: number): string => count(n, 'referencia', 'referencias')
export const resends = (n: number): string => count(n, 'reenvío', 'reenvíos')
export const cells = (n: number): string => count(n, 'celda', 'celdas')
export const pointsOfSale = (n: number): string => count(n, 'punto de venta', 'puntos de venta')
