import type { Credentials } from '#contract/model/credentials.ts'
import type { Choice } from './choice.ts'
import type { LaneContext } from './lane-context.ts'
import { isInError, lookOnceMore } from './last-look.ts'
import { isOfRule, mayPost, nothingLeft, refusePost } from '../orders/budget.ts'
import { regroup } from './order-in-doubt.ts'
import { promptly, refusedQueriesAllowed, refusedQueryPause, watchFrom } from '../../lib/waits.ts'
import type { OrderRow, Patch } from '../orders/store.ts'
import { heedRefusals } from './same-answer.ts'
import { judgePost, type Verdict } from '../asking/verdict.ts'

/** An order that has been answered, and what the answer means. */
interface Answered {
  row: OrderRow
  verdict: Verdict
}

/** An order that may be sent now. */
interface Outgoing {
  row: OrderRow
  /** The order before it, when neither its answer nor the claim of this one is on disk yet. */
  before: Answered | null
}

/** The POSTs of a lane: marker, answer, and what it means for the order. */
export class Posting {
  readonly #pointOfSale: string
  readonly #context: LaneContext
  readonly #choice: Choice

  constructor(pointOfSale: string, context: LaneContext, choice: Choice) {
    this.#pointOfSale = pointOfSale
    this.#context = context
    this.#choice = choice
  }

  /** POSTs one order after the other, as long as one may follow at once. */
  async send(first: OrderRow, credentials: Credentials): Promise<void> {
    let outgoing: Outgoing | null = (await this.#context.persist(() => this.#claim(first))) ? { row: first, before: null } : null
    while (outgoing && (await this.#stands(outgoing.row, credentials))) outgoing = await this.#post(outgoing, credentials)
  }

  /**
   * Asks about an order of a rule once more, just before its POST. Still in error: it is sent. Not clearly so: the first time it goes back
   * into the line, for the query that says what became of it; the second time it is taken back. No answer: it waits as the reply says.
   */
  async #stands(row: OrderRow, credentials: Credentials): Promise<boolean> {
    const { store, api, persist, line, effects, halt, signal, bells } = this.#context
    if (row.rule === null || !isOfRule(store, row)) return true
    const result = await lookOnceMore(api, credentials, row.external_reference, signal)
    if (signal.aborted) return false
    const offline = result.kind === 'stopped' && result.effect.type === 'no-connection'
    const still = isInError(result, row.external_reference)
    // A pause holds at once, also while the answer is on its way; and what was placed meanwhile may be the older one.
    if (still && halt.open && !this.#choice.overtakes(row)) return true
    await persist(() => {
      const now = store.get(row.id)
      if (now?.state !== 'sending') return
      const before = store.prepare("SELECT 1 FROM transition WHERE order_id = ? AND from_state = 'sending' AND cause = 'put-back'").get(row.id)
      if (before && !still && result.kind !== 'stopped') refusePost(this.#context, now, {})
      else line.enter(now, offline ? 'no-connection' : 'put-back', 'program', { crashes: 0 })
      if (result.kind !== 'found') effects.apply(this.#pointOfSale, result.effect, result.outcome)
      regroup(store, this.#pointOfSale)
    })
    // As after every query: once more, to see whether it says the same.
    if (result.kind === 'unwanted' && result.effect.type === 'refusal') this.#choice.doubtFor(refusedQueryPause)
    bells.settled.emit()
    return false
  }

  /**
   * The POST that costs. The marker is committed inside the call, after connecting and before the first byte. The answer before
   * it is written in the same commit, so that the disk is waited for once instead of twice; if the marker does not come promptly,
   * that answer is written alone. A process that dies in between leaves the order before it `on_wire`, as if no answer had come.
   * @returns what may follow at once
   */
  async #post({ row, before }: Outgoing, credentials: Credentials): Promise<Outgoing | null> {
    const { store, api, clock, persist, signal, bells, slots } = this.#context
    let settled = before === null
    const settle = () => {
      if (settled || !before) return
      this.#conclude(before)
      this.#claim(row)
    }
    const settleAlone = () =>
      void persist(settle).then(
        () => {
          settled = true
          bells.settled.emit()
        },
        () => {},
      )
    const cancelTimer = before ? clock.after(promptly, settleAlone) : () => {}
    const onMarker = () => {
      const marked = store.transaction(() => {
        settle()
        const request = this.#mark(row)
        if (request) this.#note(row, request)
        return request
      })
      settled = true
      if (!marked) throw new Error('cancelled')
      this.#choice.marked()
    }
    const reply = await api.resend(credentials, row.external_reference, { onMarker, signal })
    cancelTimer()
    if (signal.aborted) return null
    const answered: Answered = { row, verdict: judgePost(reply) }
    if (settled && this.#concernsOnlyItsOrder(answered.verdict) && !slots.crowded) {
      const next = this.#choice.toSend(row.id)
      if (next?.rule === null) return { row: next, before: answered }
    }
    const next = await persist(() => {
      settle()
      this.#conclude(answered)
      const following = slots.crowded ? null : this.#choice.toSend(null)
      return following && this.#claim(following) ? { row: following, before: null } : null
    })
    settled = true
    bells.settled.emit()
    return next
  }

  /** Nothing of the lane hangs on such an answer, so the next order can be chosen before it is written. */
  #concernsOnlyItsOrder({ certain, effect }: Verdict): boolean {
    return certain && effect.type === 'none' && !this.#context.reachability.probing
  }

  /** @returns false when the order is no longer there to be sent, or when others have to be asked about first */
  #claim(row: OrderRow): boolean {
    if (this.#choice.widens) return false
    const unchecked = row.refused_queries >= refusedQueriesAllowed
    return this.#context.store.change({ id: row.id, state: 'preflight' }, 'sending', unchecked ? 'claimed-unchecked' : 'claimed', 'program')
  }

  /**
   * The marker, inside its transaction.
   * @returns the request; null when the order was taken away meanwhile (cancelled, held): then nothing leaves
   * @throws when the person confirmed no further POST: then nothing leaves either
   */
  #mark(row: OrderRow): { id: number; at: number } | null {
    const { store, rules } = this.#context
    if (!mayPost(store, row, rules())) return null
    const marked = store.change({ id: row.id, state: 'sending' }, 'on_wire', 'marker', 'program', { crashes: 0 })
    return marked ? store.addRequest(row, 'reenviar_encolado') : null
  }

  /** A line that cannot be written undoes the marker: nothing leaves, and nothing counts. */
  #note(row: OrderRow, request: { id: number; at: number }): void {
    this.#context.journal.append({
      at: request.at,
      request: request.id,
      order: row.id,
      point_of_sale: row.point_of_sale,
      method: 'reenviar_encolado',
      external_reference: row.external_reference,
      ...(row.rule !== null && isOfRule(this.#context.store, row) && { rule: row.rule }),
    })
  }

  #conclude({ row, verdict: answer }: Answered): void {
    const { store, line, states, reachability, effects, rules } = this.#context
    const verdict = heedRefusals(states, this.#pointOfSale, answer, row.external_reference)
    // A webhook may have settled the order before the answer came.
    const now = store.get(row.id) ?? row
    const patch: Patch = { outcome: verdict.outcome && JSON.stringify(verdict.outcome), original: verdict.original || null }
    if (verdict.certain) store.settleRequest(row.id)
    const allowed = mayPost(store, now, rules())
    if (now.state === 'sending' && !allowed) refusePost(this.#context, now, {})
    else if (now.state === 'sending')
      line.enter(now, verdict.effect.type === 'no-connection' ? 'no-connection' : 'put-back', 'program', { ...patch, crashes: 0 })
    else if (now.state === 'on_wire') this.#land(now, verdict.to ?? 'unknown', patch, verdict, allowed)
    if (verdict.certain) reachability.verified()
    if (verdict.certain && verdict.effect.type === 'none') states.settled(this.#pointOfSale)
    // Taken away before the marker (cancelled, held), or not to be sent: that it was refused is as it should be, and no fault of the disk.
    const wanted = now.state === 'on_wire' || (now.state === 'sending' && allowed)
    if (verdict.effect.type !== 'storage' || wanted) effects.apply(this.#pointOfSale, verdict.effect, verdict.outcome)
    // What was to follow it would be sent before it.
    if (now.state === 'sending') regroup(store, this.#pointOfSale)
  }

  /** @param again whether the order may be POSTed once more: what would wait for that is the person's to decide otherwise */
  #land(row: OrderRow, to: NonNullable<Verdict['to']>, patch: Patch, verdict: Verdict, again: boolean): void {
    const { store, line, clock } = this.#context
    if ((to === 'queued' || to === 'held') && !again) {
      store.change(row, 'needs_decision', 'nothing-left', 'program', { ...patch, outcome: nothingLeft(verdict.outcome) })
      return
    }
    switch (to) {
      case 'accepted':
        store.change(row, 'accepted', 'answer-accepted', 'program', { ...patch, ...watchFrom('accepted', clock.now()) })
        return
      case 'unknown':
        store.change(row, 'unknown', 'no-answer', 'program', { ...patch, ...watchFrom('unknown', clock.now()) })
        return
      case 'rejected':
        store.change(row, 'rejected', 'answer-rejected', 'program', patch)
        return
      case 'not_found':
        store.change(row, 'not_found', 'answer-not-found', 'program', patch)
        return
      case 'queued':
        line.enter(row, 'not-processed', 'program', patch)
        return
      case 'held':
        store.change(row, 'held', 'gate-closed', 'program', {
          ...patch,
          hold_reason: verdict.effect.type === 'gate' ? verdict.effect.reason : 'credenciales',
        })
    }
  }
}
