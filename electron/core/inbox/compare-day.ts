import type { Became } from '#contract/model/inbox.ts'
import type { ComprobanteStatus, FoundComprobante } from '../tusfacturas/api.ts'
import type { KeptRow } from './kept-row.ts'

/** What a reading of a day says about what is kept of it. */
export interface Comparison {
  /** In error: with the row that is kept of it, if any, and how many of that day have its reference. */
  inError: { found: FoundComprobante; kept: KeptRow | null; sharing: number }[]
  /** No longer in error. */
  left: { kept: KeptRow; became: Became }[]
}

/**
 * Finds for each comprobante in error the row that is kept of it: first one that is alike in everything, then any of its reference, as
 * a total or a client may have been corrected. Takes as many steps as there are comprobantes.
 * @param kept all rows of that day, those that are gone included
 */
export function compareDay(kept: readonly KeptRow[], found: readonly FoundComprobante[]): Comparison {
  const times = new Map<string, number>()
  for (const { external_reference } of found) times.set(external_reference, (times.get(external_reference) ?? 0) + 1)
  const sharing = (reference: string) => (reference === '' ? 1 : (times.get(reference) ?? 0))
  // A row that is in error goes before one that is gone.
  const free = new Set(kept.toSorted((a, b) => Number(a.gone_at !== null) - Number(b.gone_at !== null)))
  const pairs = found
    .filter(({ status }) => isInError(status))
    .map((each) => ({ found: each, kept: null as KeptRow | null, sharing: sharing(each.external_reference) }))

  for (const alike of [(each: Alike) => looks(each), (each: Alike) => each.external_reference || null]) {
    const rows = new Map([...Map.groupBy(free, alike)].map(([key, of]) => [key, of.values()]))
    for (const pair of pairs) {
      if (pair.kept !== null) continue
      const key = alike(pair.found)
      const row = key === null ? undefined : rows.get(key)?.next().value
      if (row) free.delete((pair.kept = row))
    }
  }

  const missing = [...free].filter(({ gone_at }) => gone_at === null)
  if (missing.length === 0) return { inError: pairs, left: [] }
  const others = found.filter(({ status }) => !isInError(status))
  const byLooks = new Map(others.map((each) => [looks(each), each]))
  const otherOf = new Map(others.map((each) => [each.external_reference, each]))
  const left = missing.map((row) => {
    const same = byLooks.get(looks(row)) ?? (row.external_reference === '' ? undefined : otherOf.get(row.external_reference))
    // One of those that share its reference is missing: what is there was there before.
    const fewer = row.sharing > 1 && sharing(row.external_reference) < row.sharing
    return { kept: row, became: same && !fewer ? becameBy[same.status] : 'disappeared' }
  })
  return { inError: pairs, left }
}

/** Whether it waits for somebody. */
export const isInError = (status: ComprobanteStatus): status is 'error' | 'unknown' => status === 'error' || status === 'unknown'

const becameBy: Record<ComprobanteStatus, Became> = {
  issued: 'issued',
  queued: 'queued',
  scheduled: 'scheduled',
  error: 'disappeared',
  unknown: 'disappeared',
}

type Alike = Pick<FoundComprobante, 'external_reference' | 'tipo' | 'documento_nro' | 'total' | 'moneda'>

/** The fields that stay the same when a comprobante is issued or fails: not its number, nor the spelling of its client. */
const looks = ({ external_reference, tipo, documento_nro, total, moneda }: Alike): string =>
  `${external_reference}\n${tipo}\n${documento_nro}\n${total}\n${moneda}`
