/** What is said about tables that people paste, drop or name on the command line. */
import { maxReferenceLength } from '../model/references.ts'
import type { TableProblem } from '../model/table.ts'
import type { Failure } from '../result.ts'
import { cells, count, number, references } from './counting.ts'

/** @param closed a point of sale whose credentials are wanted; null: none is chosen */
export const noSender = (closed: string | null): string =>
  `No se tomó la tabla. ${closed === null ? 'Elegí un punto de venta' : `Volvé a cargar las credenciales de ${closed} en Ajustes`} y traela de nuevo.`

/** The dialog that asks for the column, and what the confirmation says of it. */
export const columnTexts = {
  title: '¿Cuál es la columna de la referencia?',
  intro: 'Es la referencia externa con la que cargaste cada comprobante en TusFacturasAPP. Todavía no se envía nada.',
  group: 'Columna de la referencia',
  use: 'Usar esta columna',
  another: 'Cambiar la columna',
  samples: (text: string) => `Por ejemplo: ${text}`,
  preview: 'Primeras filas',
  reasons: 'Columna con el motivo del error',
  reasonsHelp: 'Si la tabla dice por qué falló cada uno, Reencola separa los que hay que corregir.',
  noReasons: 'Ninguna',
  sheet: (name: string) => `Hoja: ${name}.`,
}

export const confirmColumnTexts = {
  from: (name: string) => `De la columna «${name}».`,
  first: (n: number) => (n === 1 ? 'Se envía esta referencia:' : `Primeras de ${references(n)}:`),
  titleNone: 'No hay nada para reenviar',
  none: 'En esa columna no hay ninguna referencia que se pueda enviar.',
  damaged: (text: string, n: number) =>
    `${text} es un número dañado por Excel: la referencia ya no está completa.${n > 1 ? ` Hay ${number(n)} así.` : ''} No se ${n > 1 ? 'envían' : 'envía'}. Buscá la referencia en tu sistema, o volvé a exportar con esa columna como texto.`,
  aside: (text: string, n: number) => `${n === 1 ? 'No se envía una celda que no parece' : `No se envían ${cells(n)} que no parecen`} una referencia: ${text}.`,
  invalid: (text: string, n: number) =>
    `${n === 1 ? 'No se puede enviar' : `No se pueden enviar ${number(n)}, por ejemplo`}: ${text}. Una referencia tiene hasta ${maxReferenceLength} caracteres.`,
  zeros: (text: string) =>
    `Este archivo muestra números con ceros adelante que no se pueden leer de un xls u ods. Si «${text}» lleva ceros, volvé atrás y guardalo como .xlsx o .csv.`,
  hidden: (n: number) => `${n === 1 ? 'No se toma una fila oculta o filtrada' : `No se toman ${number(n)} filas ocultas o filtradas`} de la hoja.`,
  rounded: (n: number) => `Se sacó «,00» de ${references(n)}.`,
  repeated: (n: number) => `${count(n, 'repetida va', 'repetidas van')} una sola vez.`,
  unusual: (text: string, n: number) =>
    `${n === 1 ? 'Tiene' : `${references(n)} tienen`} caracteres poco comunes en una referencia, revisá que estén bien: ${text}.`,
  triaged: (transitory: number, correct: number) =>
    [transitory > 0 && count(transitory, 'pasajero', 'pasajeros'), correct > 0 && count(correct, 'hay que corregirlo', 'hay que corregir')]
      .filter(Boolean)
      .join(', '),
  reasons: (name: string, n: number) => `Motivos: columna «${name}» (${number(n)}). Quedan anotados como dichos por vos.`,
  keepReasons: 'Anotar los motivos',
  reasonsKept: (n: number) => `${n === 1 ? 'Quedó anotado un motivo' : `Quedaron anotados ${number(n)} motivos`}. No se envió nada.`,
}

/** Why what was brought could not be read. */
export const tableProblems: Record<TableProblem | 'missing', string> = {
  empty: 'No tiene ningún dato. Fijate si es el archivo que querías.',
  'not-a-table': 'No es una lista ni una tabla. Sirve un archivo .xlsx, .csv o .txt, o una columna copiada de Excel.',
  locked: 'Está protegido con contraseña. Abrilo en Excel, guardá una copia sin contraseña y elegí esa.',
  damaged: 'Está dañado o incompleto. Abrilo en Excel, guardalo de nuevo como .xlsx o .csv y probá otra vez.',
  'too-big': 'Es demasiado grande para ser una lista de referencias. Copiá solo la columna que necesitás y pegala.',
  'too-many-rows': 'Tiene más de 50.000 filas. Dejá solo las que querés reenviar.',
  missing: 'No se encontró o no se puede abrir. Revisá la ruta, y que no siga abierto en otro programa.',
}

/**
 * @param own said instead of it where something else is read than references
 * @returns why what was brought could not be read; undefined: the failure is of another kind
 */
export const tableProblemOf = (failure: Failure, own: Partial<typeof tableProblems> = {}): string | undefined =>
  Object.entries({ ...tableProblems, ...own }).find(([name]) => name === failure.params?.['problem'])?.[1]
