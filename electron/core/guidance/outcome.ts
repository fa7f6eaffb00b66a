/** What an outcome means for the person: what happened, what it cost, what to do now. */
import { behindUtc } from '#contract/argentina.ts'
import { costs, spentText, waits } from '#contract/texts/outcomes/costs.ts'
import { failures } from '#contract/texts/outcomes/failures.ts'
import { httpStatuses } from '#contract/texts/outcomes/http-statuses.ts'
import type { FailureText, OutcomeText } from '#contract/texts/outcomes/kinds.ts'
import { notes, saidStatus, waitsFor, type StateNote } from '#contract/texts/outcomes/notes.ts'
import { maintenanceUntil, refusals } from '#contract/texts/outcomes/refusals.ts'
import { holds, states } from '#contract/texts/outcomes/states.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import type { HoldReason, OrderState } from '#contract/model/order.ts'
import type { CallFailure, CallFailureCode, Refusal } from '../tusfacturas/api.ts'
import { explain } from './explain.ts'

type Answer =
  /** No usable answer. `free`: the call was a query, which costs nothing whether it arrived or not. */
  | { type: 'failure'; failure: Pick<CallFailure, 'code' | 'httpStatus'>; sent: boolean; free?: boolean }
  /** `until`: end of an announced maintenance, milliseconds since the epoch. */
  | { type: 'refused'; refusal: Refusal; texts: string[]; until: number | null; free?: boolean }

export type Outcome =
  | Answer
  /**
   * `spent`: requests of the order so far; without it the usual cost of its state is told. `said`: a status that nobody knows, in
   * TusFacturasAPP's words. `answer`: what brought it there. `before`: the reference of an order that has to be settled first.
   */
  | {
      type: 'state'
      state: OrderState
      holdReason: HoldReason | null
      note?: StateNote
      spent?: { used: number; possible: number }
      said?: string
      answer?: Answer
      before?: string
    }

const failureTexts: Record<CallFailureCode, FailureText> = failures
const refusalTexts: Record<Exclude<Refusal, 'other'>, OutcomeText> = refusals

/**
 * Describes how a call ended or how an order stands.
 * @returns a complete explanation in Spanish; the cost it names is true for the outcome given
 */
export function describeOutcome(outcome: Outcome): Explanation {
  switch (outcome.type) {
    case 'failure':
      return describeFailure(outcome)
    case 'refused':
      return describeRefusal(outcome)
    case 'state':
      return describeState(outcome)
  }
}

function describeFailure({ failure, sent, free }: Outcome & { type: 'failure' }): Explanation {
  const { kind, resendHelps, title, what, mend, counted } = failureText(failure)
  const cost = free ? costs.free : !sent ? costs.none : counted ? costs.one : costs.possible
  const wait = free ? waits.free : sent ? waits.sent : waits.notSent
  return { code: null, kind, resendHelps, title, explanation: `${what} ${cost}`, nextStep: mend ?? wait, texts: [] }
}

/** @returns the words for a call without a usable answer */
export function failureText({ code, httpStatus }: Pick<CallFailure, 'code' | 'httpStatus'>): FailureText {
  if (code !== 'http-status' || httpStatus === null) return failureTexts[code]
  return httpStatuses[httpStatus] ?? httpStatuses[`${Math.floor(httpStatus / 100)}xx`] ?? failureTexts[code]
}

function describeRefusal({ refusal, texts, until, free }: Outcome & { type: 'refused' }): Explanation {
  const read = explain(texts)
  const text = refusal === 'other' ? read : { ...read, ...refusalTexts[refusal] }
  const planned = until === null || !Number.isFinite(new Date(until).getTime()) ? [] : [maintenanceUntil(inArgentina(until))]
  return { ...text, explanation: [text.explanation, ...planned, free ? costs.free : costs.one].join(' ') }
}

function describeState({ state, holdReason, note, spent, said, answer, before }: Outcome & { type: 'state' }): Explanation {
  const { cost, explanation, ...text } = note ? notes[note] : state === 'held' && holdReason ? holds[holdReason] : states[state]
  const brought = answer ? `${saidBy(answer)} ` : ''
  const what = before !== undefined ? waitsFor(before) : said ? saidStatus(said) : explanation
  return { code: null, ...text, explanation: `${brought}${what} ${spent ? spentText(spent.used, spent.possible) : cost}`, texts: [] }
}

/** @returns what a call brought, without its cost and its next step */
const saidBy = (answer: Answer): string =>
  answer.type === 'failure'
    ? failureText(answer.failure).what
    : answer.refusal === 'other'
      ? explain(answer.texts).explanation
      : refusalTexts[answer.refusal].explanation

const inArgentina = (time: number): string => {
  const [date = '', hour = ''] = new Date(time - behindUtc).toISOString().split('T')
  return `${date.slice(8)}/${date.slice(5, 7)} a las ${hour.slice(0, 5)}`
}
