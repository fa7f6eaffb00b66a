import { triageGroups, type InboxTarget, type Triage, type TriageCause, type TriageGroup } from '#contract/model/inbox.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { followedStates, liveStates } from '#contract/model/order.ts'
import { explain } from '../guidance/explain.ts'
import { pick } from '../lib/pick.ts'
import type { Knowledge } from './knowledge.ts'

/** What is known of one reference, weighed. */
export interface Judgement {
  group: TriageGroup
  explanation: Explanation | null
  /** The order says more than the listing, which is older. */
  orderLeads: boolean
}

/**
 * Says whether resending may help.
 * @param readAt when the listing showed it in error, milliseconds since the epoch; null when it did not
 */
export function judge({ order, reason, redatedAt }: Knowledge, readAt: number | null): Judgement {
  const newer = order !== null && (readAt === null || order.updated_at >= readAt)
  const explanation = reason && explain(reason.texts)
  if (order && liveStates.includes(order.state)) return { group: 'on-way', explanation: null, orderLeads: true }
  if (newer && followedStates.includes(order.state)) return { group: 'on-way', explanation: null, orderLeads: true }
  if (newer && order.state === 'issued') return { group: 'issued', explanation: null, orderLeads: true }
  // A date that was changed since is no reason any more.
  const mended = explanation?.kind === 'fecha' && redatedAt !== null && redatedAt > (reason?.at ?? 0)
  const known = mended ? null : explanation
  return { group: groupOf(known), explanation: known, orderLeads: newer }
}

function groupOf(explanation: Explanation | null): TriageGroup {
  switch (explanation?.resendHelps) {
    case 'si':
      return 'transitory'
    case 'no':
    case 'despues-de-corregir':
      return 'correct-first'
    case 'no-se-sabe':
    case undefined:
      return 'unknown'
  }
}

/** Collects judgements by group and reason. */
export class TriageReport {
  readonly #causes = new Map<string, TriageCause>()

  add(target: InboxTarget, { group, explanation }: Judgement): void {
    const key = `${group}\n${explanation?.code ?? ''}\n${explanation?.title ?? ''}`
    const known = this.#causes.get(key)
    if (known) return void known.targets.push(target)
    const reason = explanation && withoutTexts(explanation)
    this.#causes.set(key, { group, reason, targets: [target] })
  }

  /** @returns groups in their order, the largest cause of each first */
  finish(requestsEach: number): Triage {
    const causes = [...this.#causes.values()].toSorted(
      (a, b) => triageGroups.indexOf(a.group) - triageGroups.indexOf(b.group) || b.targets.length - a.targets.length,
    )
    return { causes, requestsEach }
  }
}

/** What a comprobante's own message says does not tell it from others that fail for the same reason. */
const withoutTexts = (explanation: Explanation): TriageCause['reason'] => pick(explanation, 'code', 'kind', 'resendHelps', 'title', 'explanation', 'nextStep')
