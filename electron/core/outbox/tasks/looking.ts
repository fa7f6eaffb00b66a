import type { Credentials } from '#contract/model/credentials.ts'
import { ask } from '../asking/query.ts'
import type { LaneEffect } from '../asking/verdict.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import { factsOf } from './evidence.ts'
import type { Ground } from '../ground.ts'

/** What the free query shows of one reference. */
export interface Look {
  /** Every comprobante of it; null when the query was not answered clearly. */
  found: FoundComprobante[] | null
  /** Why not. */
  outcome: Outcome | null
  /** What stops whoever asked; null when the API just does not want the query, or its answers say nothing for certain. */
  effect: LaneEffect | null
  /** False when answers came, and none that says for certain how the reference stands. */
  clear: boolean
}

const unclear: Outcome = { type: 'failure', failure: { code: 'answer-unexpected', httpStatus: null }, sent: true, free: true }

/** Asks the free query about one reference for a person. */
export async function lookAt(
  { api, states, reachability, persist }: Ground,
  pointOfSale: string,
  credentials: Credentials,
  external_reference: string,
  signal: AbortSignal,
): Promise<Look> {
  const { result } = await ask(api, credentials, [external_reference], { oneByOne: true, confirm: true, signal })
  if (result.kind === 'stopped' || (result.kind === 'unwanted' && result.effect.type === 'refusal'))
    return { found: null, outcome: result.outcome, effect: result.effect, clear: true }
  reachability.answered()
  await persist(() => states.answered(pointOfSale))
  if (result.kind === 'unwanted') return { found: null, outcome: result.outcome, effect: null, clear: true }
  const found = factsOf(result.of(external_reference))
  return { found, outcome: found ? null : unclear, effect: null, clear: found !== null }
}
