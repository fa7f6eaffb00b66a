import { useEffect, useState } from 'react'
import type { Result } from '#contract/result.ts'
import type { QueueLook } from '#contract/model/task.ts'
import { call } from '../../api.ts'

export interface Look {
  /** Null while the query is under way. */
  read: Result<QueueLook> | null
  again: () => void
}

/** Asks the free query for one reference when a dialog opens, and whenever `again` is called. */
export function useLook(pointOfSaleId: string, external_reference: string): Look {
  const [answer, setAnswer] = useState<{ turn: number; read: Result<QueueLook> } | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let gone = false
    void call('lookAtReference', { pointOfSaleId, external_reference }).then((read) => {
      if (!gone) setAnswer({ turn, read })
    })
    return () => {
      gone = true
    }
  }, [pointOfSaleId, external_reference, turn])
  return { read: answer?.turn === turn ? answer.read : null, again: () => setTurn(turn + 1) }
}

/** What was found; empty while nothing is known. */
export const itemsOf = ({ read }: Look) => (read?.ok ? (read.value.items ?? []) : [])
