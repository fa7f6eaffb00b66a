/** Numbers in Spanish sentences. */
const numbers = new Intl.NumberFormat('es-AR')

/** @returns `12.000` */
export const number = (n: number): string => numbers.format(n)

/** @returns `1 reenvío`, `2 reenvíos` */
export const count = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`

export const requests = (n: number): string => count(n, 'solicitud', 'solicitudes')
export const comprobantes = (n: number): string => count(n, 'comprobante', 'comprobantes')
export const references = (n: number): string => count(n, 'referencia', 'referencias')
export const resends = (n: number): string => count(n, 'reenvío', 'reenvíos')
export const cells = (n: number): string => count(n, 'celda', 'celdas')
export const points = (n: number): string => count(n, 'punto de venta', 'puntos de venta')
