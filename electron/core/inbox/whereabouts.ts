import { mostInOneQuery } from '#contract/model/references.ts'
import type { Whereabouts } from '#contract/model/whereabouts.ts'
import { describeOutcome } from '../guidance/outcome.ts'
import { ask } from '../outbox/asking/query.ts'
import { statusOf } from '../outbox/asking/reference-status.ts'
import type { Keychain } from '../outbox/base/keychain.ts'
import type { TusFacturas } from '../tusfacturas/api.ts'
import { shutOut } from './listed-day.ts'

export interface WhereaboutsContext {
  api: TusFacturas
  keychain: Pick<Keychain, 'read'>
}

/** Points of sale that are asked at the same time; how fast is the matter of the one pace. */
const atATime = 4

/**
 * Asks points of sale for references with free queries of up to a hundred. One that cannot be asked does not keep the others from it.
 * @param references without repeats
 */
export async function locate(
  context: WhereaboutsContext,
  references: readonly string[],
  pointsOfSale: readonly string[],
  signal: AbortSignal,
): Promise<Whereabouts> {
  const answers: Whereabouts[] = []
  const left = [...pointsOfSale.entries()]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) answers[next[0]] = await locateAt(context, references, next[1], signal)
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return { places: answers.flatMap(({ places }) => places), unread: answers.flatMap(({ unread }) => unread) }
}

async function locateAt(
  { api, keychain }: WhereaboutsContext,
  references: readonly string[],
  pointOfSaleId: string,
  signal: AbortSignal,
): Promise<Whereabouts> {
  const keys = await keychain.read(pointOfSaleId)
  if (keys.kind !== 'open') return { places: [], unread: [{ pointOfSaleId, explanation: shutOut(keys) }] }
  const places: Whereabouts['places'] = []
  let oneByOne = false
  for (let from = 0; from < references.length; from += mostInOneQuery) {
    const portion = references.slice(from, from + mostInOneQuery)
    const { result, listRefused } = await ask(api, keys.credentials, portion, { oneByOne, confirm: false, signal })
    // What was found before counts: the reference is there, whatever became of the next question.
    if (result.kind !== 'found') return { places, unread: [{ pointOfSaleId, explanation: describeOutcome(result.outcome) }] }
    oneByOne ||= listRefused
    for (const external_reference of portion) {
      const { status } = statusOf(result.of(external_reference))
      if (status !== 'absent') places.push({ external_reference, pointOfSaleId, status })
    }
  }
  return { places, unread: [] }
}
