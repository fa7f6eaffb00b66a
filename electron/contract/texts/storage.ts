import { argentina } from '../argentina.ts'
import { number } from './counting.ts'

/** What was wrong with the orders on disk, what was done about it, and what the journal told. */
interface Recovery {
  fault: 'missing' | 'empty' | 'damaged' | 'older' | 'unfinished' | 'foreign-journal'
  /** Name of the folder with what was set aside. */
  aside: string | null
  /** When the copy was made that took the place; whether there was none, or none that was sound. Null: the file stays. */
  copy: number | 'none' | 'unsound' | null
  /** References that wait again. */
  waiting: string[]
  /** References of paid calls that may have left; null for one about the account. */
  doubtful: (string | null)[]
  /** The journal does not reach back far enough to tell everything. */
  gap: boolean
}

const names = (references: string[]): string =>
  references.length > 5 ? `${references.slice(0, 5).join(', ')} y ${number(references.length - 5)} más` : references.join(', ')

const accountCall = 'una consulta de la cuenta'

const when = (at: number): string => new Intl.DateTimeFormat('es-AR', { dateStyle: 'short', timeStyle: 'short', timeZone: argentina }).format(at)

const distinct = (references: (string | null)[]): string => names([...new Set(references.map((reference) => reference ?? accountCall))])

const faults: Record<Recovery['fault'], string> = {
  missing: 'El archivo de reenvíos no estaba en la carpeta de datos',
  empty: 'El archivo de reenvíos estaba vacío',
  damaged: 'El archivo de reenvíos estaba dañado',
  older: 'El archivo de reenvíos es más viejo que lo último que Reencola guardó',
  unfinished: 'Al archivo de reenvíos le faltan los últimos cambios',
  'foreign-journal': 'El diario de envíos de la carpeta es de otro archivo de reenvíos',
}

const replacements = {
  none: ' No había ninguna copia: empezamos un archivo nuevo.',
  unsound: ' Ninguna copia estaba sana: empezamos un archivo nuevo.',
}

function replacement(copy: Recovery['copy']): string {
  if (copy === null) return ''
  return typeof copy === 'number' ? ` Recuperamos la copia del ${when(copy)}, la última sana.` : replacements[copy]
}

export const storageTexts = {
  recovered: ({ fault, aside, copy, waiting, doubtful, gap }: Recovery): string =>
    [
      `${faults[fault]}.`,
      aside === null ? '' : ` Lo guardamos aparte en «${aside}».`,
      replacement(copy),
      waiting.length > 0 ? ` Según el diario de envíos, vuelven a la espera: ${distinct(waiting)}.` : '',
      doubtful.length > 0
        ? ` Según el diario de envíos, pueden haber salido: ${distinct(doubtful)}. ${doubtful.includes(null) ? 'Lo que se puede consultar quedó' : 'Quedaron'} en «Verificando si llegó».`
        : '',
      gap ? ' Puede faltar lo que cargaste después.' : '',
      ' Fijate que esté todo lo que esperabas. No se envía nada hasta que toques «Entendido».',
    ].join(''),
  /** Sending was stopped at an earlier start, and why cannot be read any more. */
  forgotten:
    'Hubo un problema con el archivo de reenvíos y ya no se puede leer cuál. Fijate que esté todo lo que esperabas. No se envía nada hasta que toques «Entendido».',
  /** The data folder was deleted or moved under the running program. */
  gone: 'La carpeta de datos de Reencola ya no está donde estaba: lo que se haga ahora no se guarda. No se envía nada. Devolvé la carpeta a su lugar, cerrá Reencola y volvé a abrirla.',
  damaged:
    'El archivo de reenvíos se dañó mientras se usaba. No se envía nada. Cerrá Reencola y volvé a abrirla: recupera la última copia sana y te dice qué puede faltar.',
  writeFailed:
    'No se puede usar el archivo de reenvíos: el disco puede estar lleno, o el archivo en uso por otro programa. Mientras tanto no se envía nada nuevo ni se cargan referencias. Liberá espacio o cerrá el otro programa, y sigue solo.',
  setAside: {
    credenciales: (aside: string, folder: string): string =>
      `El archivo con los puntos de venta y sus credenciales estaba dañado. Quedó guardado aparte como ${aside} en ${folder}; no se borró nada más, tampoco las direcciones de los avisos. Volvé a cargar los puntos de venta en Ajustes. Si tenés una copia de credenciales.json, antes cerrá Reencola y ponela en esa carpeta.`,
    ajustes: (aside: string, folder: string): string =>
      `El archivo de ajustes estaba dañado. Quedó guardado aparte como ${aside} en ${folder}. Todo volvió a como viene de fábrica, salvo «Si un envío se corta», que quedó en «Preguntarme antes» para no gastar sin preguntarte. Revisá Ajustes.`,
    avisos: (aside: string, folder: string): string =>
      `El archivo con las direcciones secretas de los avisos estaba dañado. Quedó guardado aparte como ${aside} en ${folder}. Se hicieron direcciones nuevas: copialas en TusFacturasAPP y volvé a cargar los tokens de webhook en Ajustes › Avisos de TusFacturasAPP.`,
  },
  problems: {
    'sqlite-too-old': 'La versión de SQLite de esta instalación no es segura para guardar los reenvíos. Reinstalá Reencola.',
    pragma: 'El disco no permite guardar los reenvíos de forma segura. Elegí una carpeta de datos en un disco local.',
    'newer-version': 'Los reenvíos fueron guardados por una versión más nueva de Reencola. Instalá la versión más nueva; no se tocó nada.',
    'in-use':
      'Otro programa está usando los archivos de reenvíos: puede ser una copia de seguridad, un antivirus o una carpeta que se sincroniza. Cerralo y volvé a abrir Reencola.',
    unwritable: 'No se puede escribir en la carpeta de datos. Revisá los permisos, el espacio libre y que nada en ella sea de solo lectura.',
    'migration-failed': 'No se pudo actualizar el archivo de reenvíos. Quedó como estaba. Fijate que haya lugar en el disco y volvé a abrir Reencola.',
    'older-version': 'Los reenvíos fueron guardados por una versión anterior de Reencola. Abrí Reencola para actualizarlos.',
    'not-recovered': 'El archivo de reenvíos falta, está vacío o está dañado. Abrí Reencola: recupera lo que puede y te dice qué falta.',
    'orders-folder': 'En la carpeta de datos, «ordenes.db» es una carpeta y tiene que ser un archivo. Movela a otro lado y volvé a abrir Reencola.',
    'journal-folder': 'En la carpeta de datos, «diario.jsonl» es una carpeta y tiene que ser un archivo. Movela a otro lado y volvé a abrir Reencola.',
    'journal-unreadable':
      'No se puede leer o escribir el diario de envíos («diario.jsonl», en la carpeta de datos). Revisá los permisos y el espacio libre y volvé a abrir Reencola.',
    'copies-file': 'En la carpeta de datos, «copias» es un archivo y tiene que ser una carpeta. Movelo a otro lado y volvé a abrir Reencola.',
  },
} as const
