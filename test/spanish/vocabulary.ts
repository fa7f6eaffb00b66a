/** Whatever a person reads was said by the text modules, or is data of hers. */
import { allEntries } from '../../electron/core/guidance/catalogue.ts'
import { shortTipo } from '../../renderer/features/inbox/short-tipo.ts'
import { everythingSaid, Vocabulary, wordsIn } from './texts.ts'

/** What the component library's own Spanish says of a date that is being chosen. */
const datePicker = [
  'día',
  'mes',
  'año',
  'dd',
  'mm',
  'aaaa',
  'Vacío',
  'seleccionada',
  'seleccionado',
  'Anterior',
  'Siguiente',
  'lun',
  'mar',
  'mié',
  'jue',
  'vie',
  'sáb',
  'dom',
]

/** Dates are written by the browser; the long reference of a sight is cut where it is quoted. */
const written = [
  'x'.repeat(40),
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
  'de',
  'lunes',
  'martes',
  'miércoles',
  'jueves',
  'viernes',
  'sábado',
  'domingo',
]

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** @returns the kinds of comprobantes of what the page was told, as its list abbreviates them */
const kindsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => (key === 'tipo' && typeof member === 'string' ? [shortTipo(member)] : kindsIn(member)))
    : []

/** @returns what tells of texts that somebody sees those with words that no module says and that are none of the words of `data` */
export async function vocabulary(): Promise<(texts: string[], data: Iterable<string>) => string[]> {
  const causes = allEntries().flatMap(({ title, explanation, nextStep }) => [title, explanation, nextStep])
  const said = new Vocabulary([...(await everythingSaid()).map(({ text }) => text), ...causes])
  return (texts, data) => {
    const known = new Set([...written, ...written.map(capital), ...datePicker, ...data])
    return texts.flatMap((text) => {
      const words = said.unexplained(text, known)
      return words.length === 0 ? [] : [`${JSON.stringify(text)}: ${words.join(' ')}`]
    })
  }
}

/** @returns the words of what the page was told, and the kinds of comprobantes as its list abbreviates them */
export const wordsOfData = (data: unknown): string[] => [...wordsIn(data), ...kindsIn(data)]
