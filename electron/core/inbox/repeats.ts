import type { InboxTarget } from '#contract/model/inbox.ts'

/** Which references several comprobantes share: TusFacturasAPP resends the first that it detects. */
export class Repeats {
  /** By point of sale: whether the reference was met more than once. */
  readonly #met = new Map<string, Map<string, boolean>>()

  /** @returns true the second time a reference is met, and only then */
  meets({ pointOfSaleId, external_reference }: InboxTarget): boolean {
    if (external_reference === '') return false
    let references = this.#met.get(pointOfSaleId)
    if (!references) this.#met.set(pointOfSaleId, (references = new Map()))
    const before = references.get(external_reference)
    if (before !== true) references.set(external_reference, before === false)
    return before === false
  }

  has({ pointOfSaleId, external_reference }: InboxTarget): boolean {
    return this.#met.get(pointOfSaleId)?.get(external_reference) ?? false
  }
}
