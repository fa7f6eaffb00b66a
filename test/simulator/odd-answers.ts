/** Answers of consulta_avanzada that do not answer what was asked. */
import type { Item } from './queue.ts'

export type SearchKind = 'F' | 'EXT_REF' | 'EXT_REF_LIST' | 'TN'

/** How a reference is written in an answer, compared with how it was stored. */
const spellings = {
  nfc: (text: string) => text.normalize('NFC'),
  nfd: (text: string) => text.normalize('NFD'),
  entities: (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'),
  'folded-spaces': (text: string) => text.replace(/\s+/gu, ' '),
  'spaces-around': (text: string) => ` ${text}  `,
  upper: (text: string) => text.toUpperCase(),
  'no-zeros': (text: string) => text.replace(/^0+(?=\d)/u, ''),
}

/** Everything is off unless it is named; the one who tests says which searches it happens to and how often. */
export interface OddAnswers {
  /** Searches that are answered so; default all. */
  searches?: readonly SearchKind[]
  /** How many answers are left as they should be before, and how many are odd then; default 0 and all. */
  skip?: number
  times?: number
  /** The most rows of an answer, whatever `limite` says. Pages go on after that many, or after as many as were asked for. */
  cap?: number
  pagesBy?: 'cap' | 'asked'
  /** Every page is the first one. */
  repeatsPage?: boolean
  /** Every page after the first begins with the last row of the one before. */
  overlaps?: boolean
  /** `total`: of this page, left out, or so many more (fewer) than there are. */
  total?: 'of-page' | 'missing' | number
  /** No rows, whatever there is; or none on this page alone, from 0. */
  noRows?: boolean
  losesPage?: number
  /** Rows that nobody asked for: so many besides the others, or instead of them. */
  foreign?: number
  onlyForeign?: boolean
  /** The place of a row that is left without its comprobante. */
  unreadable?: number
  spelling?: keyof typeof spellings
  /** A search by reference is answered with everything of this date. */
  answersDate?: string
  /** A search by date is answered with everything of this one. */
  otherDate?: string
}

/** One page of what a search found. */
export interface Page {
  total: number
  items: Item[]
}

interface Asked {
  /** From 0. */
  page: number
  limit: number
}

/** The odd answers in force, counted down. */
export class Oddity {
  readonly #odd: OddAnswers
  #skip: number
  #times: number

  constructor(odd: OddAnswers) {
    this.#odd = odd
    this.#skip = odd.skip ?? 0
    this.#times = odd.times ?? Infinity
  }

  /** @returns what is odd about the next answer; null when it is as it should be */
  strike(kind: SearchKind): OddAnswers | null {
    const { searches } = this.#odd
    if (searches && !searches.includes(kind)) return null
    if (this.#skip > 0) {
      this.#skip--
      return null
    }
    return this.#times-- > 0 ? this.#odd : null
  }
}

/**
 * Asks for a page as the odd API understands it.
 * @param search the well-behaved one, by offset and limit
 */
export function oddPage(
  { cap, pagesBy = 'cap', repeatsPage, overlaps, noRows, losesPage }: OddAnswers,
  { page, limit }: Asked,
  search: (offset: number, limit: number) => Page | null,
): Page | null {
  const size = Math.min(cap ?? limit, limit)
  const offset = (repeatsPage ? 0 : page) * (pagesBy === 'cap' ? size : limit)
  const found = search(overlaps ? Math.max(offset - page, 0) : offset, size)
  return found && (noRows || losesPage === page) ? { ...found, items: [] } : found
}

type Row = { comprobante: { external_reference: string | number } }

/** Bends the rows and the total of an answer. @param stranger a row that nobody asked for */
export function oddBody<R extends Row>(
  { total, foreign = 0, onlyForeign, unreadable, spelling }: OddAnswers,
  found: Page,
  rows: R[],
  stranger: (index: number) => R,
): { total?: number; comprobantes: unknown[] } {
  const strangers = Array.from({ length: foreign }, (_, index) => stranger(index))
  const spelt = rows.map((row) => {
    const reference = row.comprobante.external_reference
    return spelling && typeof reference === 'string' ? { ...row, comprobante: { ...row.comprobante, external_reference: spellings[spelling](reference) } } : row
  })
  const all = onlyForeign ? strangers : [...spelt, ...strangers]
  const comprobantes = all.map((row, index) => (index === unreadable ? { cliente: {} } : row))
  if (total === 'missing') return { comprobantes }
  const counted = onlyForeign ? strangers.length : found.total + strangers.length
  return { total: total === 'of-page' ? comprobantes.length : counted + (total ?? 0), comprobantes }
}
