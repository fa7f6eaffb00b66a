/** Refusals that no rule knows to be about one comprobante: whether two of them say the same, and whether one is about the query itself. */
import { isAboutComprobante } from './explain.ts'
import { fold } from './fold.ts'
import type { Outcome } from './outcome.ts'

/** What is kept to compare with, in characters. */
const longest = 1_000

/** What differs between two answers that say the same: dates, hours, long numbers, keys. */
const passing = /\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?|\b(?=[a-z]*\d)[\da-f]{8,}\b|\d{6,}/gu

/**
 * @param reference of the order or task that was refused; its own mention does not make two answers differ
 * @returns the words by which two refusals of paid calls are the same; null for an answer that is none, or that a rule knows to be about the comprobante
 */
export function unknownRefusal(outcome: Outcome | null, original: string, reference: string | null): string | null {
  if (outcome?.type === 'refused') return outcome.refusal === 'other' ? unknownWords(outcome.texts.join(' | '), outcome.texts, reference) : null
  if (outcome?.type !== 'failure' || outcome.failure.code !== 'http-status') return null
  return unknownWords(`http ${outcome.failure.httpStatus} ${original}`, [original], reference)
}

/** @returns the words by which two refusals of the free query are the same */
export const queryRefusal = (texts: string[]): string => comparable(texts.join(' | '), null)

function unknownWords(said: string, texts: string[], reference: string | null): string | null {
  return isAboutComprobante(texts) ? null : comparable(said, reference)
}

function comparable(said: string, reference: string | null): string {
  const folded = fold(said.slice(0, 10 * longest))
  const own = reference === null ? '' : fold(reference).trim()
  return (own === '' ? folded : folded.replaceAll(own, '#')).replace(passing, '#').trim().slice(0, longest)
}

const query = /busqueda|busqueda_tipo|ext_ref|consulta_avanzada|\b(?:metodo|endpoint|method|search|recurso|operacion|accion|ruta|route|path)\b/u
const unwanted =
  /\bno (?:se )?(?:exist|reconoc|acept|soport|admit|encontr|valid|disponible|permit|implement|es val|esta (?:dispon|implement|soport|permit))|\binvalid|\bdesconocid|\binexistente|\bunknown|\bunsupported|\bnot (?:found|supported|allowed|implemented|valid)|\bdoes not exist/u
const account =
  /cuenta|abono|suscrip|\bplan\b|credencial|apikey|api ?key|token|usuario|cupo|\bpago|deuda|suspend|bloque|habilitad|licencia|account|subscription|quota|billing|disabled/u

/** @returns whether a refusal of the free query says that the API does not know this query: then, and only then, others may work */
export function refusesQueryItself(texts: string[]): boolean {
  const folded = fold(texts.join(' | '))
  return query.test(folded) && unwanted.test(folded) && !account.test(folded)
}
