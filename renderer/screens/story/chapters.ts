import type { Transition } from '#contract/model/order.ts'

export interface Chapter {
  /** Newest first. */
  steps: Transition[]
  /** Nothing of it is news: a line stands for all. */
  folded: boolean
  /** Free queries among them. */
  queries: number
}

/** The free query and what leads back to it. Keys are causes of core/outbox/orders/transitions.ts. */
const routine: ReadonlySet<string> = new Set(['query-started', 'claimed', 'no-connection', 'put-back', 'due', 'resumed', 'gate-opened'])
/** So many in a row are folded. */
const fewest = 2

/** @param transitions oldest first @returns the newest first, with runs of routine steps together */
export function chaptersOf(transitions: Transition[]): Chapter[] {
  const chapters: Chapter[] = []
  for (const step of transitions.toReversed()) {
    const isRoutine = routine.has(step.cause)
    const last = chapters.at(-1)
    if (isRoutine && last?.folded) last.steps.push(step)
    else chapters.push({ steps: [step], folded: isRoutine, queries: 0 })
  }
  return chapters.map(({ steps, folded }) => ({
    steps,
    folded: folded && steps.length >= fewest,
    queries: steps.filter(({ cause }) => cause === 'query-started').length,
  }))
}
