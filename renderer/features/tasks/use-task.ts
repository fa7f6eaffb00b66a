import { useEffect, useRef, useState } from 'react'
import type { Failure, Result } from '#contract/result.ts'
import type { Task, TaskMethod } from '#contract/model/task.ts'
import { call, on } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'

export interface TaskRun {
  /** As it stands; null before it was asked for. */
  task: Task | null
  /** It was asked for, and how it ended is not known here yet. */
  busy: boolean
  /** It was not asked for yet, or what was asked for was put away. */
  asking: boolean
  failure: Failure | null
  /** Asks for it once, however often the button is pressed. */
  run: (command: () => Promise<Result<number>>) => Promise<void>
  /** Takes it back while nothing has left. */
  cancel: () => void
  clear: () => void
}

/** One paid call of this dialog, followed until it is settled. */
export function useTask(pointOfSaleId: string, method: TaskMethod, external_reference?: string): TaskRun {
  const { run, busy, failure, clear } = useCommand()
  const [task, setTask] = useState<Task | null>(null)
  /** The id of the one that has ended. */
  const [ended, setEnded] = useState<number | null>(null)
  const asked = useRef(false)
  useEffect(() => {
    const isMine = (one: Task) => one.pointOfSaleId === pointOfSaleId && one.method === method && one.external_reference === (external_reference ?? null)
    return on('tasksChanged', ({ tasks }) => {
      const mine = tasks.find(isMine)
      if (mine && asked.current) setTask((before) => (before && before.id > mine.id ? before : mine))
    })
  }, [pointOfSaleId, method, external_reference])
  const underWay = busy || (ended !== null && (task === null || task.id < ended))
  return {
    task,
    busy: underWay,
    asking: task === null && !underWay,
    failure,
    run: async (command) => {
      asked.current = true
      setEnded(null)
      await run(command, setEnded)
    },
    cancel: () => {
      if (busy) void call('cancelTask', { pointOfSaleId, method, external_reference })
    },
    clear: () => {
      asked.current = false
      setTask(null)
      setEnded(null)
      clear()
    },
  }
}
