/** Numbers in Spanish sentences. */
const numbers = new Intl.NumberFormat('es-AR')

/** @returns `12.000` */
export const number = (n: number): string => numbers.format(n)

/** @returns `1 reenvío`, `2 reenvíos` */
export const count = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`

export const requests = (n: number): string => count(n, 'solicitud', 'solicitudes')
