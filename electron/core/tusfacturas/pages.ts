import type { Found, FoundComprobante, Reply } from './api.ts'

/** The answer to one query, over all its pages. */
export interface Pages {
  kind: 'pages'
  comprobantes: FoundComprobante[]
  /** The API's own count of what there is; null when it does not say. */
  total: number | null
  /** Everything came that the API says it has, and nothing came twice. */
  whole: boolean
  /** It came or went while it was read. */
  moved: boolean
  /** The API does not say how much there is, and tells the first page again when asked for the second. */
  pageless: boolean
  /** Rows of the first page. */
  first: number
}

/** The most answers that one query may take. */
const mostPages = 200

/**
 * Reads page after page until all is there. Where the API does not say how much that is, until a page is empty. A page that
 * holds what came before means that pages do not follow one another: what is missing then is not known.
 * @param ask for one page, from 0
 */
export async function readPages(ask: (page: number) => Promise<Reply<Found>>): Promise<Pages | Exclude<Reply<Found>, { kind: 'done' }>> {
  const comprobantes: FoundComprobante[] = []
  const seen = new Set<string>()
  let total: number | null = null
  let first = 0
  const end = (whole: boolean, { moved = false, pageless = false } = {}): Pages => ({ kind: 'pages', comprobantes, total, whole, moved, pageless, first })
  for (let page = 0; page < mostPages; page++) {
    const reply = await ask(page)
    if (reply.kind !== 'done') return reply
    const { value } = reply
    if (page === 0) ({ total } = value)
    if (page === 0) first = value.comprobantes.length
    if (value.comprobantes.length === 0) return end(total === null || comprobantes.length === total)
    if (value.total !== total) return end(false, { moved: true })
    const again = page === 0 ? 0 : value.comprobantes.filter((each) => seen.has(JSON.stringify(each))).length
    if (again > 0) return end(false, { pageless: total === null && page === 1 && again === first })
    comprobantes.push(...value.comprobantes)
    if (total !== null && comprobantes.length >= total) return end(comprobantes.length === total)
    // Only an answer of several pages pays for this.
    for (const each of value.comprobantes) seen.add(JSON.stringify(each))
  }
  return end(false)
}
