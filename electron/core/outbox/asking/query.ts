import type { Credentials } from '#contract/model/credentials.ts'
import type { Found, FoundComprobante, Reply, TusFacturas } from '../../tusfacturas/api.ts'
import { readPages, type Pages } from '../../tusfacturas/pages.ts'
import { patient } from '../../tusfacturas/patience.ts'
import { match, type Sighting } from './spelling.ts'
import { stopped, type Stop } from './stopped.ts'

/** What the query says of one reference. */
export interface Seen {
  /** It is a fact: the answer was whole and about this reference. Otherwise nobody may act on it. */
  clear: boolean
  /** Every comprobante of the reference; none, and clear: there is none. */
  found: Sighting[]
}

export type QueryResult =
  | {
      kind: 'found'
      /** The places are comparable: all of it was one answer, newest first. */
      ordered: boolean
      /** What is known of each reference. */
      of: (reference: string) => Seen
    }
  | Stop

type Queries = Pick<TusFacturas, 'findByReferences' | 'findByReference'>

export interface Inquiry {
  /** EXT_REF_LIST is only in the newest documentation page: where it was refused, EXT_REF is asked for each. */
  oneByOne: boolean
  /** The caller acts on a reference that is not there, so such a reference is asked for once more, by itself. */
  confirm: boolean
  signal: AbortSignal
}

/** After so many meaningless answers in a row the rest is not asked for: a server that answers so must not be asked a hundred times. */
const mostMeaningless = 5

/** A list of this length that got no answer is not halved again: its references are asked for one by one. */
const handful = 12

const nothing: Seen = { clear: false, found: [] }

/**
 * Asks the free query for up to 100 references. An answer counts only when it answers what was asked: as many rows as it says
 * there are, each of a reference that was asked for. Otherwise it is asked again in halves, at last one by one; what is not
 * clear even so stays unclear. Only an empty answer about one reference alone says that it is not there.
 * @param references at most 100, without repeats
 * @returns the result, and whether the API has just refused the list, or never answered one as asked
 */
export async function ask(
  api: Queries,
  credentials: Credentials,
  references: string[],
  inquiry: Inquiry,
): Promise<{ result: QueryResult; listRefused: boolean }> {
  const asking = new Asking(api, credentials, inquiry)
  const stop = await asking.run(references)
  return { result: stop ?? { kind: 'found', ordered: asking.ordered, of: asking.of }, listRefused: asking.listUseless }
}

class Asking {
  readonly #api: Queries
  readonly #credentials: Credentials
  readonly #inquiry: Inquiry
  readonly #seen = new Map<string, Seen>()
  #queries = 0
  #meaningless = 0
  /** Rows of the answers that counted, and how many such answers held any. */
  #rows = 0
  #answers = 0
  #lists = { refused: false, inAnyCase: false, believed: 0, unusable: 0 }

  constructor(api: Queries, credentials: Credentials, inquiry: Inquiry) {
    this.#api = api
    this.#credentials = credentials
    this.#inquiry = inquiry
  }

  get ordered(): boolean {
    return this.#answers <= 1
  }

  /** A refusal of something else says nothing of lists. One list that is no answer may be bad luck; when its parts are none either, it is how this API answers lists. */
  get listUseless(): boolean {
    return (this.#lists.refused && (!this.#lists.inAnyCase || this.#seen.size > 0)) || (this.#lists.believed === 0 && this.#lists.unusable > 2)
  }

  readonly of = (reference: string): Seen => this.#seen.get(reference) ?? nothing

  async run(references: string[]): Promise<Stop | null> {
    const stop = await this.#list(references)
    if (stop) return stop
    const absent = references.filter((reference) => this.of(reference).clear && this.of(reference).found.length === 0)
    return this.#inquiry.confirm ? this.#singles(absent) : null
  }

  async #list(references: string[]): Promise<Stop | null> {
    if (this.#meaningless >= mostMeaningless) return null
    if (this.#inquiry.oneByOne || this.#lists.refused) return this.#singles(references)
    const answer = await this.#read((page) => this.#api.findByReferences(this.#credentials, references, this.#inquiry.signal, page))
    if (answer?.kind === 'stopped') return answer
    if (answer?.kind === 'unwanted') {
      this.#lists.refused = true
      // Words about something else do not show that the list is refused; an answer about a single reference does.
      this.#lists.inAnyCase = answer.effect.type === 'refusal'
      return this.#singles(references)
    }
    if (answer && this.#takeList(references, answer)) return null
    this.#lists.unusable++
    if (references.length <= handful) return this.#singles(references)
    const middle = Math.ceil(references.length / 2)
    return (await this.#list(references.slice(0, middle))) ?? this.#list(references.slice(middle))
  }

  async #singles(references: string[]): Promise<Stop | null> {
    for (const reference of references) {
      if (this.#meaningless >= mostMeaningless) break
      const answer = await this.#read((page) => this.#api.findByReference(this.#credentials, reference, this.#inquiry.signal, page))
      if (answer?.kind === 'stopped') return answer
      // Refused as long as nothing was answered: the API does not want to be asked at all.
      if (answer?.kind === 'unwanted' && this.#seen.size === 0) return answer
      this.#seen.set(reference, answer?.kind === 'pages' ? this.#readSingle(reference, answer) : nothing)
    }
    return null
  }

  /** @returns false when the answer is not one to what was asked */
  #takeList(references: string[], { whole, total, comprobantes }: Pages): boolean {
    if (!whole) return false
    const { of, doubtful, foreign } = match(references, comprobantes)
    const missing = [...of.values()].some((found) => found.length === 0)
    if (doubtful.size > 0 || foreign.length > 0 || (missing && total === null)) return false
    for (const [reference, found] of of) this.#seen.set(reference, { clear: true, found: this.#placed(found) })
    this.#lists.believed++
    this.#count(comprobantes)
    return true
  }

  /**
   * If the reference itself came, other rows of the answer are ignored; if it did not, they make the answer doubtful. An API that
   * has no pages tells all there is of a single reference in one.
   */
  #readSingle(reference: string, { whole, pageless, total, comprobantes }: Pages): Seen {
    const { of, doubtful, foreign } = match([reference], comprobantes)
    const found = of.get(reference) ?? []
    if ((!whole && !pageless) || doubtful.size > 0) return nothing
    if (found.length === 0) return { clear: foreign.length === 0 && total !== null, found }
    const seen = { clear: true, found: this.#placed(found) }
    this.#count(comprobantes)
    return seen
  }

  #placed = (found: Sighting[]): Sighting[] => found.map(({ comprobante, rank }) => ({ comprobante, rank: this.#rows + rank }))

  #count(comprobantes: FoundComprobante[]): void {
    this.#rows += comprobantes.length
    if (comprobantes.length > 0) this.#answers++
  }

  /** @returns null for an answer that means nothing */
  async #read(query: (page: number) => Promise<Reply<Found>>): Promise<Pages | Stop | null> {
    const { signal } = this.#inquiry
    // The first is asked at once, and its lane waits when it is too fast; what was answered since must not be lost for that.
    const answer = await readPages((page) => (this.#queries++ === 0 ? query(page) : patient(() => query(page), signal)))
    const meaningless = answer.kind === 'failed' && answer.failure.code === 'answer-unexpected'
    this.#meaningless = meaningless ? this.#meaningless + 1 : 0
    if (meaningless) return null
    return answer.kind === 'pages' ? answer : stopped(answer)
  }
}
