import { useEffect, useRef, useState } from 'react'
import type { Carried } from '#contract/commands/tasks.ts'
import type { InboxTarget } from '#contract/model/inbox.ts'
import { taskFacts, type Task } from '#contract/model/task.ts'
import type { Failure } from '#contract/result.ts'
import { call, on } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'

export interface DateTarget extends InboxTarget {
  /** The order that it is about, where there is one. */
  orderId?: number | undefined
}

/** What became of all of them. */
export interface ManyReport extends Pick<Carried, 'left'> {
  tasks: Task[]
}

interface ManyDates {
  busy: boolean
  stopping: boolean
  /** So many have ended. */
  done: number
  report: ManyReport | null
  failure: Failure | null
  run: (dates: { fecha: string; vencimiento: string; resend: boolean }) => Promise<void>
  stop: () => void
}

const keyOf = ({ pointOfSaleId, external_reference }: { pointOfSaleId: string; external_reference: string | null }): string =>
  JSON.stringify([pointOfSaleId, external_reference])

/** One wish for several, followed until the last has ended; what a verification finds out later is still told. */
export function useManyDates(targets: DateTarget[]): ManyDates {
  const { run, busy, failure } = useCommand()
  const [heard, setHeard] = useState<ReadonlyMap<number, Task>>(new Map())
  const [carried, setCarried] = useState<Carried | null>(null)
  const [stopping, setStopping] = useState(false)
  const asked = useRef(false)
  useEffect(() => {
    const mine = new Set(targets.map(keyOf))
    return on('tasksChanged', ({ tasks }) => {
      const news = tasks.filter((task) => asked.current && task.method === 'cambiar_fecha_encolado' && mine.has(keyOf(task)))
      if (news.length > 0) setHeard((before) => new Map([...before, ...news.map((task) => [task.id, task] as const)]))
    })
  }, [targets])
  return {
    busy,
    stopping,
    done: [...heard.values()].filter(({ state }) => taskFacts[state].stage !== 'half-way').length,
    report: carried && { tasks: carried.tasks.flatMap((id) => heard.get(id) ?? []), left: carried.left },
    failure,
    run: async (dates) => {
      asked.current = true
      await run(() => call('changeDates', { items: targets, ...dates }), setCarried)
    },
    stop: () => {
      setStopping(true)
      void call('stopChangingDates', {})
    },
  }
}
