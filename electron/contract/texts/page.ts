/** What several parts of the page say, and the frame around its screens; it is fetched for the first paint, so what one screen says has its own file. */
import type { Screen } from '../commands/navigation.ts'
import { count, number, requests } from './counting.ts'

/** @returns what an order cost so far, e.g. `1 solicitud, 1 posible` */
export function cost(used: number, possible: number): string {
  if (used === 0 && possible === 0) return 'Sin costo'
  if (possible === 0) return requests(used)
  return used === 0 ? count(possible, 'solicitud posible', 'solicitudes posibles') : `${requests(used)}, ${count(possible, 'posible', 'posibles')}`
}

export const common = {
  product: 'Reencola',
  cancel: 'Cancelar',
  close: 'Cerrar',
  back: 'Volver',
  save: 'Guardar',
  saved: 'Guardado.',
  retry: 'Reintentar',
  understood: 'Entendido',
  pointOfSale: 'Punto de venta',
  allPointsOfSale: 'Punto de venta: todos',
  noPointOfSale: 'Ningún punto de venta coincide.',
  original: 'Ver el texto original',
  partMissing: 'No se pudo abrir esta parte de Reencola',
  partMissingHelp: 'No se perdió ni se envió nada. Tocá «Reintentar»: Reencola vuelve a esta pantalla.',
  andMore: (n: number) => `y ${number(n)} más`,
}

/** Of any field for a date. */
export const calendar = {
  open: 'Abrir el calendario',
  previous: 'Mes anterior',
  next: 'Mes siguiente',
  missing: 'Completá día, mes y año.',
}

export const navigation = {
  label: 'Pantallas',
  reenviar: 'Reenviar',
  'con-error': 'Con error',
  actividad: 'Actividad',
  resumen: 'Resumen',
  ajustes: 'Ajustes',
  /** A screen's link with how much on it is new, as it is read out. */
  unseen: (screen: Screen, n: number) => (screen === 'con-error' ? `Con error, ${count(n, 'nuevo', 'nuevos')}` : `Actividad, ${number(n)} sin ver`),
  search: 'Buscar…',
  skip: 'Ir al contenido',
  menu: 'Menú',
  online: 'En línea',
  offline: (n: number) => (n === 0 ? 'Sin conexión' : `Sin conexión, ${number(n)} en espera`),
  /** One line of a narrow menu. @param read of how many the last round could read everything */
  watching: (pointsOfSale: number, read: number) =>
    read === pointsOfSale && pointsOfSale < 100
      ? `Vigila ${count(pointsOfSale, 'punto de venta', 'puntos de venta')}`
      : `Vigila ${read === pointsOfSale ? '' : `${number(read)} de `}${count(pointsOfSale, 'punto', 'puntos')}`,
  watchNext: (when: string) => `Próxima mirada ${when}`,
  watchNextDay: (when: string) => `Próxima: ${when}`,
  watchLooking: 'Mirando ahora',
  watchWaiting: 'Vigilancia en espera',
  watchRetry: (when: string) => `Reintento: ${when}`,
  watchNoDay: 'Vigilancia sin días',
  watchOff: 'Vigilancia apagada',
  pause: 'Pausar envíos',
  resume: 'Reanudar envíos',
}

export const start = {
  failedTitle: 'No se pudo abrir Reencola',
  failedText:
    'El programa no respondió con tus datos. No se perdió ni se envió nada. Probá de nuevo; si sigue igual, cerrá Reencola desde el ícono junto al reloj y volvé a abrirla.',
}

export const announcements = {
  result: (reference: string, state: string, title: string) => [`${reference}: ${state}`, ...(title === '' || title === state ? [] : [title])].join('. '),
  /** What went back into the queue of TusFacturasAPP is handed over, and not at its end. */
  batch: (over: boolean, sums: string) => `${over ? 'Lote terminado' : 'Lote enviado'}: ${sums}.`,
}
