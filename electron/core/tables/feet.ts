/** What programs write below a list and between its pages: what is counted, which page it is, when it was printed. */
import { fold } from '#contract/words.ts'

const longest = 100
const counted = '(?:registros?|filas?|rows?|renglones|lineas?|items?|resultados?|referencias?|comprobantes?)'
const date = '\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}'
/** Nobody calls an order so. */
const sure = new RegExp(
  `^\\(\\d+ ${counted}\\)$|^\\d+ ${counted}\\.?$|^(?:pag(?:ina)?|page|hoja)\\.? ?(?:n[°ºo.]* ?)?\\d+ ?(?:de|of|/) ?\\d+$|^(?:impreso|emitido|generado|exportado|listado)\\b.*${date}`,
  'u',
)
/** It may be somebody's order all the same. */
const likely = new RegExp(`^(?:pag(?:ina)?|page|hoja)\\.? \\d+$|^(?:(?:cantidad|total) de )?${counted} ?: ?\\d+$|^(?:listado|impreso|emitido)\\b.*\\d`, 'u')

/**
 * @param cells of a column
 * @returns those that are feet. One that could also be a reference is a foot only where no other cell is written like it
 */
export function feetAmong(cells: readonly string[]): ReadonlySet<string> {
  const folded = new Map(cells.filter((cell) => cell.length <= longest).map((cell) => [cell, fold(cell).replace(/\s+/gu, ' ')]))
  const shapes = Map.groupBy(folded.values(), shapeOf)
  const feet = [...folded].filter(([, text]) => sure.test(text) || (likely.test(text) && shapes.get(shapeOf(text))?.length === 1))
  return new Set(feet.map(([cell]) => cell))
}

const shapeOf = (text: string): string => text.replace(/\d+/gu, '0')
