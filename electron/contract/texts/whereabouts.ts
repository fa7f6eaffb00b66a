/** In which point of sale a reference is. */
import type { WhereaboutsStatus } from '../model/whereabouts.ts'
import { count, number, pointsOfSale, references } from './counting.ts'

/** What so many free queries take at the least, at nine a second. */
const time = (queries: number): string => {
  const seconds = Math.ceil(queries / 9)
  if (seconds < 5) return 'unos segundos'
  return seconds < 90 ? `al menos ${number(Math.ceil(seconds / 5) * 5)} segundos` : `al menos ${number(Math.ceil(seconds / 60))} minutos`
}

export const whereaboutsTexts = {
  detect: 'Detectar punto de venta',
  title: '¿En qué punto de venta está cada una?',
  titleOne: (reference: string) => `¿En qué punto de venta está ${reference}?`,
  before: (n: number, all: number) => `Reencola pregunta por ${references(n)} en ${pointsOfSale(all)}. No se reenvía nada hasta que lo confirmes.`,
  free: (n: number) => `Es gratis: ${count(n, 'consulta', 'consultas')}, ${time(n)}.`,
  start: 'Buscar gratis',
  progress: (done: number, total: number) => `Preguntando: ${number(done)} de ${pointsOfSale(total)}`,
  stop: 'Detener',
  stopped: (done: number, total: number) => `Se preguntó en ${number(done)} de ${pointsOfSale(total)}. Lo que falta puede estar en los demás.`,
  at: (name: string) => `Está en ${name}.`,
  manyAt: (n: number, name: string) => (n === 1 ? `Una está en ${name}.` : `${number(n)} están en ${name}.`),
  there: 'Reenviar ahí',
  asks: 'Antes de reenviarla ves cuánto cuesta.',
  send: (n: number) => `Reenviar ${references(n)}…`,
  sharedTitle: (n: number) =>
    n === 1
      ? 'Una está en más de un punto de venta: elegí en cuál reenviarla.'
      : `${number(n)} están en más de un punto de venta: elegí en cuál reenviar cada una.`,
  choose: (reference: string) => `Dónde reenviar ${reference}`,
  nowhere: 'No reenviar',
  place: (name: string, status: WhereaboutsStatus) => `${name} (${statuses[status]})`,
  needless: (n: number) =>
    `${n === 1 ? 'Una no hace falta reenviarla, ya está' : `${number(n)} no hace falta reenviarlas, ya están`} en cola o emitida${n === 1 ? '' : 's'}.`,
  unclear: (n: number) => `De ${references(n)} no se pudo saber cómo ${n === 1 ? 'está' : 'están'}: ${n === 1 ? 'queda' : 'quedan'} en el casillero.`,
  missing: (n: number) =>
    `${n === 1 ? 'Una no está' : `${number(n)} no están`} en ninguno de los que respondieron. Revisá que ${n === 1 ? 'esté bien escrita' : 'estén bien escritas'}.`,
  missingOne: 'No está en ninguno de los que respondieron. Revisá que esté bien escrita.',
  unread: (n: number) => (n === 1 ? 'En uno no se pudo preguntar:' : `En ${pointsOfSale(n)} no se pudo preguntar:`),
  which: 'Ver cuáles',
  elsewhere: 'Buscar en los demás puntos de venta',
  searching: 'Buscando gratis en los demás puntos de venta…',
}

const statuses: Record<WhereaboutsStatus, string> = { error: 'con error', queued: 'en cola', issued: 'emitido', unclear: 'no se sabe cómo está' }
