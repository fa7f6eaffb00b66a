import { number } from './counting.ts'

interface Sent {
  /** Null for a paid call about the account. */
  external_reference: string | null
}

const names = (references: string[]): string =>
  references.length > 5 ? `${references.slice(0, 5).join(', ')} y ${number(references.length - 5)} más` : references.join(', ')

const accountCall = 'una consulta de la cuenta'

const when = (at: number): string =>
  new Intl.DateTimeFormat('es-AR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'America/Argentina/Buenos_Aires' }).format(at)

const sentSince = (entries: Sent[]): string =>
  entries.length === 0
    ? ''
    : ` Según el diario de envíos, desde entonces pueden haber salido: ${names([...new Set(entries.map((entry) => entry.external_reference ?? accountCall))])}. Quedaron en «Verificando si llegó».`

export const storageTexts = {
  restored: (copyAt: number, entries: Sent[]): string =>
    `El archivo de reenvíos estaba dañado. Lo guardamos aparte y recuperamos la copia del ${when(copyAt)}: puede faltar lo que cargaste después.${sentSince(entries)} No se envía nada hasta que toques «Entendido».`,
  lost: (entries: Sent[]): string =>
    `El archivo de reenvíos estaba dañado y no había ninguna copia sana. Lo guardamos aparte y empezamos uno nuevo: volvé a cargar lo que esperabas enviar.${sentSince(entries)} No se envía nada hasta que toques «Entendido».`,
  older: (entries: Sent[]): string =>
    `El archivo de reenvíos es más viejo que el diario de envíos: puede faltar lo último que cargaste.${sentSince(entries)} No se envía nada hasta que toques «Entendido».`,
  damaged: 'El archivo de reenvíos se dañó mientras se usaba. No se envía nada. Cerrá Reencola y volvé a abrirla: recupera la última copia sana y te dice qué puede faltar.',
  writeFailed: 'No se puede usar el archivo de reenvíos: el disco puede estar lleno, o el archivo en uso por otro programa. Mientras tanto no se envía nada nuevo ni se cargan referencias. Liberá espacio o cerrá el otro programa, y sigue solo.',
  setAside: {
    credenciales: (aside: string, folder: string): string =>
      `El archivo con los puntos de venta y sus credenciales estaba dañado. Quedó guardado aparte como ${aside} en ${folder}; no se borró nada más, tampoco las direcciones de los avisos. Volvé a cargar los puntos de venta en Ajustes. Si tenés una copia de credenciales.json, antes cerrá Reencola y ponela en esa carpeta.`,
    ajustes: (aside: string, folder: string): string =>
      `El archivo de ajustes estaba dañado. Quedó guardado aparte como ${aside} en ${folder}. Todo volvió a como viene, salvo el segundo envío automático, que quedó apagado para no gastar sin preguntarte. Revisá Ajustes.`,
    avisos: (aside: string, folder: string): string =>
      `El archivo con las direcciones secretas de los avisos estaba dañado. Quedó guardado aparte como ${aside} en ${folder}. Se hicieron direcciones nuevas: copialas en TusFacturasAPP y volvé a cargar las fichas de seguridad en Ajustes, Webhooks.`,
  },
  problems: {
    'sqlite-too-old': 'La versión de SQLite de esta instalación no es segura para guardar los reenvíos. Reinstalá Reencola.',
    pragma: 'El disco no permite guardar los reenvíos de forma segura. Elegí una carpeta de datos en un disco local.',
    'newer-version': 'Los reenvíos fueron guardados por una versión más nueva de Reencola. Instalá la versión más nueva; no se tocó nada.',
    'in-use': 'Otro programa está usando el archivo de reenvíos. Cerralo y volvé a abrir Reencola.',
    unwritable: 'No se puede escribir en la carpeta de datos. Revisá los permisos y el espacio libre.',
    'migration-failed': 'No se pudo actualizar el archivo de reenvíos. Quedó una copia sana; no se tocó nada.',
  },
} as const
