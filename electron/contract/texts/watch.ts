/** What is said of the program looking by itself for what is in error: its settings, its notification, and `vigilar`. */
import { newestDays, watchByDefault, watchedDays, watchIntervals, type WatchInterval } from '../model/settings.ts'
import { maxDays } from '../argentina.ts'
import { comprobantes, count, enumerated, number } from './counting.ts'

const span = (every: WatchInterval): string => (every === 60 ? 'cada hora' : `cada ${every} minutos`)
/** More names than that nobody reads in a notification. */
const mostNames = 3

export const watchTexts = {
  title: 'Vigilancia',
  label: 'Vigilar lo que queda con error',
  help: 'Reencola busca sola, cada tanto, qué comprobantes quedaron con error, y te avisa. Buscar es gratis: no gasta solicitudes de tu abono, y no reenvía nada por sí solo.',
  every: 'Cada cuánto',
  intervals: Object.fromEntries(watchIntervals.map((every) => [every, `C${span(every).slice(1)}`])) as Record<WatchInterval, string>,
  never: 'Nunca',
  days: 'Días',
  weekdays: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  from: 'Desde las',
  until: 'Hasta las',
  hour: (hour: number) => `${hour} h`,
  details: `En cada mirada lee los comprobantes de hoy y de ayer; los de los ${watchedDays - newestDays} días anteriores, de a poco. En Windows y en Mac, con la batería mira la mitad de las veces.`,
  lastRound: (time: string) => `Última mirada: ${time}.`,
  notYet: 'Todavía no miró.',
  waiting: 'Ahora no puede consultar a TusFacturasAPP. Sigue probando sola.',
  lacking: (names: readonly string[]) =>
    `No pudo leer todo de ${enumerated(names)}. Si se repite, tocá «Probar» en Puntos de venta: quizás TusFacturasAPP rechaza las credenciales.`,
  offer: 'Avisarme cuando un comprobante quede con error',
  offerHelp: `Reencola lo busca sola ${span(watchByDefault.every)}, gratis. Lo cambiás en Ajustes › Vigilancia.`,
}

export const watchNewsTexts = {
  title: 'Quedaron comprobantes con error',
  /** @param names of points of sale, that with the most first */
  body: (total: number, names: readonly string[]) => {
    const shown = names.slice(0, names.length > mostNames ? mostNames - 1 : mostNames)
    const more = names.length - shown.length
    return `${count(total, 'comprobante nuevo', 'comprobantes nuevos')} con error en ${enumerated([...shown, ...(more > 0 ? [`${number(more)} puntos de venta más`] : [])])}`
  },
}

export const vigilarTexts = {
  once: 'vigilar corre una sola vez: agregá --una-vez. Para que vigile siempre, dejá Reencola abierta.',
  badDate: (text: string) => `«${text}» no es una fecha válida: escribila como dd/mm/aaaa, con un día que exista.`,
  badRange: `La fecha de --desde tiene que ser anterior o igual a la de --hasta, y juntas abarcar hasta ${count(maxDays, 'día', 'días')}.`,
  /** Where only the first day was said. */
  badStart: (desde: string) =>
    `Sin --hasta se revisa hasta hoy, así que --desde no puede ser una fecha que todavía no llegó ni de hace ${count(maxDays, 'día', 'días')} o más, y se indicó ${desde}. Corregila, o agregá --hasta.`,
  notKept: 'No se pudo guardar en esta PC lo que se encontró: la próxima vez va a figurar otra vez como nuevo. Revisá si queda espacio en el disco.',
  /** @param why a sentence of its own */
  notOpened: (why: string) => `No se pudo guardar en esta PC lo que se encontró: la próxima vez va a figurar otra vez como nuevo. ${why}`,
  none: 'No hay comprobantes con error.',
  isNew: '(nuevo)',
  found: (total: number, n: number) => `${comprobantes(total)} con error, ${count(n, 'nuevo', 'nuevos')}.`,
}
