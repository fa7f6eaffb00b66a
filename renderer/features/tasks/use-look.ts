import { useState } from 'react'
import type { Failure } from '#contract/result.ts'
import type { QueueItem, QueueLook } from '#contract/model/task.ts'
import { call } from '../../api.ts'
import { useAnswer } from '../../store/use-live.ts'

export interface Look {
  /** Null while the query is under way, and when it was refused. */
  seen: QueueLook | null
  failure: Failure | null
  /** What was found; empty while nothing is known. */
  items: QueueItem[]
  again: () => void
}

/** Asks the free query for one reference when a dialog opens, and whenever `again` is called. */
export function useLook(pointOfSaleId: string, external_reference: string): Look {
  const [turn, setTurn] = useState(0)
  const question = `${pointOfSaleId} ${external_reference} ${turn}`
  const { value, failure } = useAnswer(question, () => call('lookAtReference', { pointOfSaleId, external_reference }))
  return { seen: value, failure, items: value?.items ?? [], again: () => setTurn(turn + 1) }
}
