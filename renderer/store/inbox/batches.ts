import type { InboxTarget } from '#contract/model/inbox.ts'
import { maxReferences } from '#contract/model/references.ts'

/** Splits a selection: a batch holds references of one point of sale, and only so many. */
export function batchesOf(targets: readonly InboxTarget[]): { pointOfSaleId: string; references: string[] }[] {
  return [...Map.groupBy(targets, (one) => one.pointOfSaleId)].flatMap(([id, of]) => {
    const references = [...new Set(of.map((one) => one.external_reference))]
    return Array.from({ length: Math.ceil(references.length / maxReferences) }, (_, index) => ({
      pointOfSaleId: id,
      references: references.slice(index * maxReferences, (index + 1) * maxReferences),
    }))
  })
}
