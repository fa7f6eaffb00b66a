/** A server that answers two paid calls in a row with the same unknown words answers so to everything: the lane stops, and a person looks. */
import { unknownRefusal } from '../../guidance/same-words.ts'
import type { LaneStates } from './lane-state.ts'
import type { Verdict } from '../asking/verdict.ts'

/**
 * Compares the answer to a paid call with the one before it. To be called once for each answer, inside its transaction.
 * @param reference of the order or task
 * @returns the verdict; with a closed gate, and what was sent held at it, when it is the second of two equal refusals in a row
 */
export function heedRefusals(states: LaneStates, pointOfSale: string, verdict: Verdict, reference: string | null): Verdict {
  if (!verdict.certain) return verdict
  const words = verdict.to === 'rejected' ? unknownRefusal(verdict.outcome, verdict.original, reference) : null
  if (words === null) states.notRefused(pointOfSale)
  else if (states.refused(pointOfSale, 'paid', words, reference)) return { ...verdict, to: 'held', effect: { type: 'gate', reason: 'respuesta', paid: true } }
  return verdict
}
