import type { InboxHint, InboxTarget } from '#contract/model/inbox.ts'
import type { Order } from '#contract/model/order.ts'
import { call } from '../../api.ts'
import type { InboxRows } from './rows.ts'

export type Hint = Omit<InboxHint, 'external_reference'>

/** Rows scroll by; what is known of them is asked for once they stay. Milliseconds. */
const settle = 80
const hintsAtOnce = 200

/** News come in bursts: what they mean for the triage is asked once for each burst. Milliseconds. */
const weighDelay = 150

/** What is known of some rows besides what was read of them: our order about each, why it failed, whether resending helps. */
export class Known {
  readonly #rows: InboxRows
  readonly #changed: () => void
  readonly #hints = new Map<number, Hint | null>()
  /** Targets whose hints are to be asked for, the most urgent first. */
  #wanted: number[] = []
  #asking: ReturnType<typeof setTimeout> | undefined
  /** Targets about which something new is known since they were weighed. */
  #unweighed = new Set<number>()
  #weighing: ReturnType<typeof setTimeout> | undefined
  #over = false

  /** @param changed called after each change of what is known */
  constructor(rows: InboxRows, changed: () => void) {
    this.#rows = rows
    this.#changed = changed
  }

  /** Others are shown from now on: answers that are still on their way are about nothing any more. */
  end(): void {
    this.#over = true
    clearTimeout(this.#asking)
    clearTimeout(this.#weighing)
  }

  hint(target: number | null): Hint | null {
    return target === null ? null : (this.#hints.get(target) ?? null)
  }

  /** What is known of one, asked for at once if nobody has yet. */
  async learn(target: number | null): Promise<Hint | null> {
    if (target !== null && !this.#hints.has(target)) {
      this.#wanted = [target, ...this.#wanted.filter((id) => id !== target)]
      await this.#ask()
    }
    return this.hint(target)
  }

  /** These are on the screen; those that were wanted before are so no longer. */
  want(targets: number[]): void {
    this.#wanted = targets.filter((id) => !this.#hints.has(id))
    if (this.#wanted.length > 0) this.#asking ??= setTimeout(() => void this.#ask(), settle)
  }

  /** What is known of it has changed. */
  forget(target: InboxTarget): void {
    const id = this.#rows.idOf(target)
    if (id === null) return
    this.#hints.delete(id)
    this.#wanted = [id, ...this.#wanted]
    void this.#ask()
    this.weighSoon([id])
  }

  ordersChanged(orders: Order[]): void {
    const changed: number[] = []
    for (const order of orders) {
      const id = this.#rows.idOf(order)
      if (id === null) continue
      changed.push(id)
      const { title, code, resendHelps, nextStep } = order.explanation
      const reason = order.state === 'failed_again' && order.explanation.texts.length > 0 ? { title, code, resendHelps, nextStep } : null
      this.#hints.set(id, { order: { id: order.id, state: order.state, stateLabel: order.stateLabel }, reason: reason ?? this.#hints.get(id)?.reason ?? null })
    }
    if (changed.length === 0) return
    this.weighSoon(changed)
    this.#changed()
  }

  weighSoon(targets: Iterable<number>): void {
    for (const id of targets) this.#unweighed.add(id)
    if (this.#unweighed.size > 0 && !this.#over) this.#weighing ??= setTimeout(() => void this.#weigh(), weighDelay)
  }

  /** The same judgement as before paying. */
  async #weigh(): Promise<void> {
    const rows = this.#rows
    const ids = [...this.#unweighed]
    this.#unweighed = new Set()
    const weighed = await call('triageInbox', { targets: ids.map((id) => rows.target(id)) })
    this.#weighing = undefined
    if (this.#over) return
    rows.judge(weighed.ok ? weighed.value.causes : [])
    this.#changed()
    this.weighSoon([])
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#asking)
    this.#asking = undefined
    const rows = this.#rows
    const byPointOfSale = Map.groupBy(this.#wanted.slice(0, hintsAtOnce), (id) => rows.target(id).pointOfSaleId)
    this.#wanted = []
    for (const [pointOfSaleId, ids] of byPointOfSale) {
      const hints = await call('inboxHints', { pointOfSaleId, external_references: ids.map((id) => rows.target(id).external_reference) })
      if (this.#over) return
      if (!hints.ok) continue
      for (const id of ids) if (!this.#hints.has(id)) this.#hints.set(id, null)
      for (const { external_reference, ...hint } of hints.value) {
        const id = rows.idOf({ pointOfSaleId, external_reference })
        if (id !== null) this.#hints.set(id, hint)
      }
      this.#changed()
    }
  }
}
