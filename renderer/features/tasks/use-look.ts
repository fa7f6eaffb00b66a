import { useState } from 'react'
import type { Result } from '#contract/result.ts'
import type { QueueLook } from '#contract/model/task.ts'
import { call } from '../../api.ts'
import { useAnswer } from '../../store/use-answer.ts'

export interface Look {
  /** Null while the query is under way. */
  read: Result<QueueLook> | null
  again: () => void
}

/** Asks the free query for one reference when a dialog opens, and whenever `again` is called. */
export function useLook(pointOfSaleId: string, external_reference: string): Look {
  const [turn, setTurn] = useState(0)
  const question = `${pointOfSaleId} ${external_reference} ${turn}`
  const read = useAnswer(question, () => call('lookAtReference', { pointOfSaleId, external_reference }))
  return { read, again: () => setTurn(turn + 1) }
}

/** What was found; empty while nothing is known. */
export const itemsOf = ({ read }: Look) => (read?.ok ? (read.value.items ?? []) : [])
