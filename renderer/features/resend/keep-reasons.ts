import type { InboxTarget } from '#contract/model/inbox.ts'
import { ok, type Result } from '#contract/result.ts'
import { call } from '../../api.ts'

/** What is sent, with the reason that a table gives, where it gives one. */
export type ReasonedTarget = InboxTarget & { reason?: string }

/** Keeps the reasons that a table gives, with one command for each point of sale. @returns how many were kept; what refused one of them */
export async function keepReasons(targets: readonly ReasonedTarget[]): Promise<Result<number>> {
  const given = targets.flatMap(({ pointOfSaleId, external_reference, reason }) =>
    reason === undefined ? [] : { pointOfSaleId, external_reference, text: reason },
  )
  let count = 0
  for (const [pointOfSaleId, own] of Map.groupBy(given, (one) => one.pointOfSaleId)) {
    const kept = await call('giveReasons', { pointOfSaleId, reasons: own.map(({ external_reference, text }) => ({ external_reference, text })) })
    if (!kept.ok) return kept
    count += kept.value
  }
  return ok(count)
}
