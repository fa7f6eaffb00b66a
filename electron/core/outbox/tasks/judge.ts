import type { TaskMethod, TaskState } from '#contract/model/task.ts'
import type { Deletion, Reply } from '../../tusfacturas/api.ts'
import { judgePost, type LaneEffect, type Verdict } from '../asking/verdict.ts'
import { methods, stateInDoubt } from './methods.ts'
import type { TaskCause } from './transitions.ts'

interface Judgement {
  to: TaskState
  cause: TaskCause
  /** The request was certainly counted. */
  certain: boolean
  effect: LaneEffect
  verdict: Verdict
}

const notSent: Partial<Record<LaneEffect['type'], TaskCause>> = {
  'no-connection': 'no-connection',
  gate: 'gate-closed',
  refusal: 'gate-closed',
  wait: 'has-to-wait',
  storage: 'storage',
}

/** @returns why nothing left, by what stood in the way */
export const causeOf = (effect: LaneEffect): TaskCause => notSent[effect.type] ?? 'no-connection'

/** Reads the reply to a paid call of a person, as judgePost does for a resend. */
export function judgeTask(method: TaskMethod, reply: Reply<unknown>): Judgement {
  const verdict = judgePost(reply)
  const { certain } = verdict
  // Each method has its own quota: that one is used up says nothing about the resends.
  const effect: LaneEffect = verdict.effect.type === 'gate' && verdict.effect.reason === 'cupo' ? { type: 'none' } : verdict.effect
  const as = (to: TaskState, cause: TaskCause): Judgement => ({ to, cause, certain, effect, verdict })
  switch (verdict.to) {
    case null:
      return as('not_sent', causeOf(effect))
    case 'accepted':
      return isPartial(method, reply) ? as('partial', 'answer-partial') : as('done', 'answer-done')
    case 'not_found':
      return methods[method].queue ? as('not_found', 'answer-not-found') : as('refused', 'answer-refused')
    case 'queued':
      return as('not_processed', 'not-processed')
    case 'rejected':
    case 'held':
      return as('refused', 'answer-refused')
    case 'unknown':
      return as(stateInDoubt(method), 'no-answer')
  }
}

const isPartial = (method: TaskMethod, reply: Reply<unknown>): boolean =>
  method === 'eliminar_encolado' && reply.kind === 'done' && !(reply.value as Deletion).complete
