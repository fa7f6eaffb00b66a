import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import type { InboxHint, InboxProgress, InboxRow, InboxTarget, Triage } from '#contract/commands/inbox.ts'
import { labelOf } from '#contract/texts/states.ts'
import { OrderStore } from '../outbox/orders/store.ts'
import { explain } from '../guidance/explain.ts'
import { knowledgeOf, type Knowledge } from './knowledge.ts'
import { Listing, type ListingContext, type ListingRequest } from './listing.ts'
import { judge, TriageReport } from './triage.ts'

export type InboxChange = { type: 'rows'; listing: number; rows: InboxRow[]; repeated: InboxTarget[] } | { type: 'progress'; progress: InboxProgress }

/** References looked up before others get their turn. */
const lookedUpAtOnce = 1_000

/** The comprobantes in error that the person looks at: one listing at a time, and what is known of them. */
export class Inbox {
  readonly #context: ListingContext
  readonly #store: OrderStore
  readonly #listeners = new Set<(change: InboxChange) => void>()
  #listing: Listing | null = null

  constructor(context: ListingContext & { database: DatabaseSync }) {
    this.#context = context
    // Only reads: changes of orders are told by the outbox's own store.
    this.#store = new OrderStore(context.database, context.clock)
  }

  /** Puts an end to the listing before and starts another. */
  start(request: ListingRequest): InboxProgress {
    this.#listing?.cancel()
    const { listing } = request
    const current = new Listing(this.#context, request, {
      rows: (rows, repeated) => this.#tell(current, { type: 'rows', listing, rows, repeated }),
      progress: (progress) => this.#tell(current, { type: 'progress', progress }),
    })
    this.#listing = current
    void current.read()
    return current.progress()
  }

  /** @returns false when another listing has begun since */
  cancel(listing: number): boolean {
    if (this.#listing?.listing !== listing) return false
    this.#listing.cancel()
    return true
  }

  /** Reads the days that failed or were not reached. @returns false when another listing has begun since */
  retry(listing: number): boolean {
    if (this.#listing?.listing !== listing) return false
    void this.#listing.read()
    return true
  }

  hints(pointOfSaleId: string, references: readonly string[]): InboxHint[] {
    const look = knowledgeOf(this.#store)
    return references.flatMap((external_reference) => {
      const known = look(pointOfSaleId, external_reference)
      const { explanation, orderLeads } = judge(known, this.#readAt(pointOfSaleId, external_reference))
      const order =
        orderLeads && known.order ? { id: known.order.id, state: known.order.state, stateLabel: labelOf(known.order.state, known.order.hold_reason) } : null
      if (!order && !explanation) return []
      const reason = explanation && {
        title: explanation.title,
        code: explanation.code,
        resendHelps: explanation.resendHelps,
        nextStep: explanation.nextStep,
      }
      return [{ external_reference, order, reason }]
    })
  }

  /**
   * One look before paying, from what is on disk and what was listed; asks nobody.
   * @param targets with the reason that a table gives, where it gives one
   * @param requestsEach the most requests that one resend can spend
   */
  async triage(targets: readonly (InboxTarget & { reason?: string | undefined })[], requestsEach: number): Promise<Triage> {
    const report = new TriageReport()
    const look = knowledgeOf(this.#store)
    for (let from = 0; from < targets.length; from += lookedUpAtOnce) {
      if (from > 0) await setImmediate()
      for (const target of targets.slice(from, from + lookedUpAtOnce)) {
        const { pointOfSaleId, external_reference, reason } = target
        const known = withReason(look(pointOfSaleId, external_reference), reason, this.#context.clock.now())
        report.add({ pointOfSaleId, external_reference }, judge(known, this.#readAt(pointOfSaleId, external_reference)))
      }
    }
    return report.finish(requestsEach)
  }

  /** @returns those reasons of a table that say something, or of which nothing better is known */
  worthKeeping<R extends InboxTarget & { text: string }>(reasons: readonly R[]): R[] {
    const look = knowledgeOf(this.#store)
    return reasons.filter((each) => says(each.text) || look(each.pointOfSaleId, each.external_reference).reason === null)
  }

  onChange(listener: (change: InboxChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#listing?.cancel()
    this.#listeners.clear()
  }

  #readAt(pointOfSaleId: string, reference: string): number | null {
    return this.#listing?.readAt(pointOfSaleId, reference) ?? null
  }

  /** What a replaced listing still says is of no interest. */
  #tell(from: Listing, change: InboxChange): void {
    if (this.#listing !== from) return
    for (const listener of this.#listeners) listener(change)
  }
}

/** A remark that explains nothing does not cover a reason that is known. */
const withReason = (known: Knowledge, text: string | undefined, at: number): Knowledge =>
  text === undefined || (known.reason !== null && !says(text)) ? known : { ...known, reason: { texts: [text], at } }

const says = (text: string): boolean => explain(text).kind !== 'desconocido'
