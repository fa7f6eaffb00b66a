/** Importing points of sale, and trying all of them. */
import type { PointOfSaleField, ImportRow, ImportRowProblem } from '../model/points-of-sale-import.ts'
import { mostRows, type TableProblem } from '../model/table.ts'
import { count, enumerated, number, pointsOfSale } from './counting.ts'

const fields: Record<PointOfSaleField, string> = {
  nombre: 'el nombre',
  empresa: 'la empresa',
  cuit: 'el CUIT',
  apikey: 'la API key',
  apitoken: 'el API token',
  usertoken: 'el User token',
}
const columns: Record<PointOfSaleField, string> = {
  nombre: 'Nombre',
  empresa: 'Empresa',
  cuit: 'CUIT',
  apikey: 'API key',
  apitoken: 'API token',
  usertoken: 'User token',
}

function problem(one: ImportRowProblem): string {
  switch (one.kind) {
    case 'missing':
      return `Falta ${fields[one.field]}.`
    case 'too-long':
      return `${columns[one.field]}: es demasiado largo.`
    case 'damaged':
      return `${columns[one.field]}: Excel lo convirtió en otro número. Poné esa columna como texto y volvé a pegarla.`
    case 'wrong-cuit':
      return 'El CUIT no es válido: son 11 números.'
    case 'key-in-name':
      return 'En el nombre o la empresa hay una clave: fijate si las columnas están corridas.'
    case 'keys-twice':
      return `Tiene las mismas credenciales que la fila ${number(one.row)}: sería el mismo punto de venta dos veces.`
    case 'keys-taken':
      return `Ese punto de venta ya está en Reencola con el nombre «${one.name}».`
    case 'name-of-other':
      return one.company === null
        ? 'Ese nombre ya es de un punto de venta sin empresa y con otras credenciales: poné otro o, si es el mismo, sacá la empresa y cargala en Ajustes.'
        : `Ese nombre ya es de un punto de venta de «${one.company}»: poné otro o, si es el mismo, la misma empresa o su CUIT.`
    case 'named-twice':
      return `El nombre está repetido en la fila ${number(one.row)}.`
  }
}

export const pointsOfSaleImport = {
  action: 'Importar de Excel',
  dialog: 'Importar puntos de venta',
  tables: 'Excel y CSV',
  anyFile: 'Todos los archivos',
  title: (fileName: string) => `Importar de ${fileName}`,
  columnsTitle: 'A ese archivo le faltan columnas',
  columnsMissing: (missing: PointOfSaleField[]) =>
    `No se ${missing.length === 1 ? 'encontró la columna' : 'encontraron las columnas'} ${enumerated(missing.map((field) => `«${columns[field]}»`))}.`,
  columnsSeen: (titles: string[]) =>
    titles.length === 0 ? 'La primera fila tiene que decir qué es cada columna.' : `Las columnas del archivo son: ${titles.join(', ')}.`,
  columnsHelp: 'Hacen falta Nombre, API key, API token y User token; también podés poner Empresa y CUIT. No se guardó nada.',
  nothingYet: 'Todavía no se guardó nada.',
  fine: (n: number) => (n === 0 ? 'Ninguno se puede importar.' : `${pointsOfSale(n)} para importar.`),
  replaced: (n: number) =>
    `${n === 1 ? 'Uno ya está' : `${number(n)} ya están`} en Reencola: se ${n === 1 ? 'reemplazan sus' : 'reemplazan las'} credenciales por las del archivo.`,
  wrong: (n: number) => `${n === 1 ? 'Uno no se importa' : `${number(n)} no se importan`}: corregí el archivo y volvé a importarlo cuando quieras.`,
  hidden: (n: number) => `${n === 1 ? 'No se toma una fila oculta o filtrada' : `No se toman ${number(n)} filas ocultas o filtradas`}.`,
  sheet: (name: string) => `Hoja: ${name}.`,
  onlyWrong: 'Ver solo los que tienen problemas',
  table: 'Puntos de venta del archivo',
  columns: { row: 'Fila', ...columns, keys: 'Credenciales', what: 'Qué pasa' },
  nameless: 'Sin nombre',
  says: ({ problems, replaces }: ImportRow): string[] => [
    ...problems.map(problem),
    ...(problems.length > 0 ? [] : [replaces ? 'Reemplaza al que ya está.' : 'Nuevo.']),
  ],
  run: (n: number) => `Importar ${pointsOfSale(n)}`,
  done: (n: number) => (n === 1 ? 'Se importó un punto de venta. Probalo: es gratis.' : `Se importaron ${pointsOfSale(n)}. Probalos todos: es gratis.`),
}

/** Why a file could not be read, where it is to be said otherwise than of a table of references. */
export const pointsOfSaleFileProblems: Partial<Record<TableProblem, string>> = {
  'not-a-table': 'No es una tabla. Sirve un archivo .xlsx o .csv con una fila por punto de venta.',
  'too-big': 'Es demasiado grande para ser una lista de puntos de venta. Guardá solo esa tabla en otro archivo e importalo.',
  'too-many-rows': `Tiene más de ${number(mostRows)} filas. Dejá solo las de los puntos de venta.`,
}

/** Trying the credentials of all. */
export const tryAll = {
  action: 'Probar todos',
  help: (n: number) => `Es gratis: ${count(n, 'consulta', 'consultas')}, una por punto de venta.`,
  progress: (done: number, total: number) => `Probando: ${number(done)} de ${number(total)}`,
  stop: 'Detener',
  over: (works: number, wrong: number, left: number) =>
    [works > 0 && count(works, 'funciona', 'funcionan'), wrong > 0 && count(wrong, 'rechazado', 'rechazados'), left > 0 && `${number(left)} sin probar`]
      .filter(Boolean)
      .join(', '),
  onlyWrong: (n: number) => `Ver solo los que tienen problemas (${number(n)})`,
  stopped: (why: string) => `Se dejó de probar: ${why}. No se cambió nada.`,
}
