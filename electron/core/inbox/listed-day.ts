import type { Explanation } from '#contract/model/explanation.ts'
import { dayNotKept, noCredentials, restlessDay, silentKeychain, tornDay } from '#contract/texts/inbox.ts'
import { describeOutcome } from '../guidance/outcome.ts'
import { askDay, type AskedDay } from '../outbox/asking/day.ts'
import type { Keys } from '../outbox/base/keychain.ts'
import type { FoundComprobante, TusFacturas } from '../tusfacturas/api.ts'

export interface DayFailure {
  explanation: Explanation
  /** What else would fail alike: nothing, the other days of this point of sale, or everything. */
  reach: 'day' | 'point-of-sale' | 'all'
}

export type DayResult = { comprobantes: FoundComprobante[] } | { failure: DayFailure }

const incomplete = { code: null, kind: 'transitorio', resendHelps: 'no-se-sabe', texts: [] } as const
const incompleteDays: Record<(AskedDay & { kind: 'incomplete' })['why'], Explanation> = {
  moving: { ...incomplete, ...restlessDay, texts: [] },
  torn: { ...incomplete, ...tornDay, texts: [] },
}
/** The disk did not take over what was read. */
export const notKept: DayFailure = { explanation: { ...incomplete, ...dayNotKept, texts: [] }, reach: 'day' }
const shut = { code: null, kind: 'credenciales', resendHelps: 'no-se-sabe', texts: [] } as const
const withoutKeys: Record<Exclude<Keys['kind'], 'open'>, Explanation> = {
  none: { ...shut, ...noCredentials, texts: [] },
  silent: { ...shut, ...silentKeychain, texts: [] },
}

/** Why nothing can be asked of a point of sale whose credentials do not open. */
export const shutOut = (keys: Exclude<Keys, { kind: 'open' }>): Explanation => withoutKeys[keys.kind]

/**
 * Reads all comprobantes of one emission date, newest first, or says why not.
 * @param fecha dd/mm/aaaa
 */
export async function readForListing(api: Pick<TusFacturas, 'findByDate'>, keys: Keys, fecha: string, signal: AbortSignal): Promise<DayResult> {
  if (keys.kind !== 'open') return { failure: { explanation: shutOut(keys), reach: 'point-of-sale' } }
  const reading = await askDay(api, keys.credentials, fecha, signal)
  return reading.kind === 'day' ? { comprobantes: reading.comprobantes } : { failure: failureOf(reading) }
}

function failureOf(reading: Exclude<AskedDay, { kind: 'day' }>): DayFailure {
  if (reading.kind === 'incomplete') return { explanation: incompleteDays[reading.why], reach: 'day' }
  const explanation = describeOutcome(reading.outcome)
  if (reading.kind === 'unwanted') return { explanation, reach: 'point-of-sale' }
  const { effect } = reading
  if (effect.type === 'gate') return { explanation, reach: effect.reason === 'credenciales' ? 'point-of-sale' : 'all' }
  return { explanation, reach: effect.type === 'wait' ? 'all' : 'day' }
}
