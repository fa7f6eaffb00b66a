/** The screen Reenviar. */
import { maxReferenceLength, maxReferences } from '../model/references.ts'
import { count, number, references, resends } from './counting.ts'

export const reenviar = {
  title: 'Reenviar',
  field: 'Referencias externas',
  help: 'Escribí una, pegá una columna o una tabla de Excel, o soltá acá un archivo .xlsx, .csv o .txt. Con Ctrl + Enter se reenvía.',
  addMore: 'Agregar más referencias',
  send: (n: number) => (n > 1 ? `Reenviar ${n}` : 'Reenviar'),
  file: 'Elegir archivo…',
  clear: 'Vaciar',
  paste: (preview: string) => `Usar lo copiado: ${preview}`,
  otherCopied: 'Lo copiado ya es otra cosa: copiá la tabla de nuevo.',
  pasteTable: (rows: number) => `Usar la tabla copiada: ${count(rows, 'fila', 'filas')}`,
  no: 'No',
  dismiss: 'No usar lo copiado',
  ready: (n: number) => `${references(n)} ${n === 1 ? 'lista' : 'listas'}`,
  repeated: (n: number) => count(n, 'repetida, va una sola vez', 'repetidas, van una sola vez'),
  table: 'Parece una tabla. Al tocar «Reenviar» elegís la columna y ves qué se va a enviar.',
  rounded: (n: number) => `se sacó «,00» de ${references(n)}`,
  heading: (name: string) => `«${name}» parece el título y no se envía`,
  unwrapped: (n: number) => `se sacaron comillas, corchetes o viñetas de ${references(n)}`,
  cleaned: (n: number) => `se sacaron caracteres invisibles de ${references(n)}`,
  invalid: (n: number) => `${number(n)} no se ${n === 1 ? 'puede' : 'pueden'} enviar`,
  nothingYet: 'Primero escribí o pegá una referencia.',
  tooMany: `Se pueden reenviar hasta ${number(maxReferences)} de una vez. Dividilas en partes.`,
  problems: {
    empty: 'Está vacía: solo tiene caracteres invisibles.',
    'too-long': `Tiene más de ${maxReferenceLength} caracteres.`,
    'control-character': 'Tiene un carácter que no se ve y no se puede enviar.',
    'damaged-number': 'Es un número dañado por Excel, y no la referencia completa. Si son dos referencias unidas por una coma, ponelas en dos renglones.',
  },
  unusual: (characters: string[]) =>
    `Tiene ${characters.map((c) => (c.trim() === '' ? 'espacio' : c)).join(' ')}, poco común en una referencia. Se envía igual: revisá que esté bien escrita.`,
  problemList: 'Referencias para revisar',
  show: 'Ir',
  showNamed: (text: string) => `Ir a ${text === '' ? 'la vacía' : text} en el texto`,
  choosePointOfSale: 'Elegí un punto de venta',
  reload: (name: string) => `${name} (volvé a cargar las credenciales)`,
  fileRefused: (problem: string) => `No se pudo leer la tabla. ${problem} No se envió nada.`,
  fileAdded: (name: string, n: number) => `Se ${n === 1 ? 'agregó' : 'agregaron'} ${references(n)} de ${name}.`,
  placed: (n: number) => `${n === 1 ? 'Quedó guardado el reenvío' : `Quedaron guardados ${resends(n)}`}. Abajo vas viendo qué pasa.`,
  alreadyLive: (list: string[]) =>
    list.length === 1
      ? `${list[0]} ya estaba en camino: no se volvió a enviar ni se gastó nada.`
      : `${number(list.length)} ya estaban en camino: no se volvieron a enviar ni se gastó nada.`,
  noResults:
    'Acá vas a ver qué respondió TusFacturasAPP a cada reenvío, en palabras y con lo que costó. Antes de gastar una solicitud, Reencola consulta gratis si hace falta.',
  more: 'Ver todos los reenvíos',
}

export const confirmation = {
  title: (n: number) => `¿Reenviar ${references(n)}?`,
  at: (name: string) => `Punto de venta: ${name}.`,
  order: 'Salen de a una, de la más vieja a la más nueva. Las que ya estén en cola no gastan nada.',
  live: (n: number) => (n === 1 ? 'Esta ya está en camino y no se envía otra vez:' : `Estas ${number(n)} ya están en camino y no se envían otra vez:`),
  allLive: 'Todas ya están en camino: no hay nada nuevo para enviar y no se gasta nada.',
  back: 'Volver',
}
