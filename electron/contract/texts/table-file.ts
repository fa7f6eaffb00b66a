import { maxReferenceLength } from '../model/references.ts'
import { cells, number, references } from './counting.ts'

/** `reenviar --archivo`. */
export const tableTexts = {
  columnWithoutFile: '--columna va junto con --archivo: dice qué columna del archivo tiene la referencia.',
  fileRefused: (path: string, problem: string) => `${path}: ${problem} No se guardó nada.`,
  whichColumn: (names: string[]) =>
    `No está claro qué columna tiene la referencia. Elegila con --columna NOMBRE. Las columnas son: ${names.join(', ')}. No se guardó nada.`,
  noSuchColumn: (name: string, names: string[]) => `No hay una columna «${name}». Las columnas son: ${names.join(', ')}. No se guardó nada.`,
  noneInColumn: (name: string) => `La columna «${name}» no tiene ninguna referencia que se pueda enviar. Elegí otra con --columna NOMBRE. No se guardó nada.`,
  damaged: 'es un número dañado por Excel, o dos referencias unidas por una coma: pedile a tu sistema la referencia completa, o ponelas por separado',
  damagedInFile: (text: string, n: number) =>
    `${text} es un número dañado por Excel: la referencia ya no está completa.${n > 1 ? ` Hay ${number(n)} así.` : ''} Volvé a exportar el archivo con esa columna como texto. No se guardó nada.`,
  invalidInFile: (text: string, n: number) =>
    `${n === 1 ? 'Hay una referencia que no se puede' : `Hay ${references(n)} que no se pueden`} enviar: «${text}». Una referencia tiene hasta ${maxReferenceLength} caracteres. Corregí el archivo y probá de nuevo. No se guardó nada.`,
  asideInFile: (text: string, n: number) =>
    `Aviso: ${n === 1 ? 'se dejó afuera una celda que no parece' : `se dejaron afuera ${cells(n)} que no parecen`} una referencia: ${text}.`,
  leftOut: (some: string, n: number) =>
    `Aviso: ${n === 1 ? 'no se reenvía uno, que' : `no se reenvían ${number(n)}, que`} reenviar no arregla según el archivo: ${some}${n > 3 ? '…' : ''}. Corregilos primero. Si igual querés reenviar uno, escribí su referencia en el comando.`,
  noneHelps: (some: string, n: number) =>
    `Según el archivo, ${n === 1 ? 'el único que hay no se arregla' : 'ninguno se arregla'} reenviando: ${some}${n > 3 ? '…' : ''}. Corregilos primero. Si igual querés reenviar uno, escribí su referencia en el comando. No se guardó nada.`,
  hiddenInFile: (n: number) => `Aviso: ${n === 1 ? 'no se toma una fila oculta o filtrada' : `no se toman ${number(n)} filas ocultas o filtradas`} de la hoja.`,
  zerosInFile:
    'El archivo muestra números con ceros adelante que no se pueden leer de un archivo xls u ods, y sin ellos la referencia sería otra. Guardalo como .xlsx o .csv. No se guardó nada.',
  roundedInFile: (n: number) => `Aviso: se sacó «,00» de ${references(n)}.`,
  headingSkipped: (name: string) => `Aviso: «${name}» parece el título de la columna y no se envía.`,
}
