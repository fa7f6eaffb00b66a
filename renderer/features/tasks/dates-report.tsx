import { taskFacts, type Task } from '#contract/model/task.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { cost } from '#contract/texts/page.ts'
import { changeDates as texts } from '#contract/texts/task-dialogs.ts'
import { Explained } from '../explain/explained.tsx'
import { ReferenceList } from '../references/reference-list.tsx'
import { Message } from '../../ui/message.tsx'
import type { ManyReport } from './use-many-dates.ts'

const sum = (tasks: Task[], part: 'requestsUsed' | 'requestsPossible'): number => tasks.reduce((total, task) => total + task[part], 0)

/** How a change of many dates ended: how many it reached, what it cost, and those that somebody has to look at, by what happened. */
export function DatesReport({ report: { tasks, left } }: { report: ManyReport }) {
  const achieved = tasks.filter(({ state }) => taskFacts[state].achieved)
  const others = Map.groupBy(
    tasks.filter(({ state }) => !taskFacts[state].achieved),
    ({ explanation }) => explanation.title,
  )
  const well = others.size === 0 && left.length === 0
  return (
    <>
      <Message tone={well ? 'good' : achieved.length > 0 ? 'warn' : 'bad'} live="status" title={achieved.length > 0 ? texts.done(achieved.length) : texts.none}>
        <p>
          {texts.cost}: {cost(sum(tasks, 'requestsUsed'), sum(tasks, 'requestsPossible'))}
        </p>
        {left.length > 0 && <p>{texts.left(left.length)}</p>}
      </Message>
      {(others.size > 0 || left.length > 0) && (
        <section className="stack-small" aria-label={texts.others}>
          <h3>{texts.others}</h3>
          {[...others].map(([title, alike]) => (
            <div key={title} className="stack-small">
              <strong>{title}</strong>
              <ReferenceList of={alike.map(({ external_reference }) => external_reference ?? '')} />
              {alike[0] && <Explained explanation={alike[0].explanation} beside={title} />}
            </div>
          ))}
          {[...Map.groupBy(left, ({ code }) => code)].map(([code, alike]) => (
            <div key={code} className="stack-small">
              <strong>{texts.left(alike.length)}</strong>
              <p>{code === 'stopped' ? texts.stopped : code === 'in-vain' ? texts.leftOver : describeFailure({ code }).title}</p>
              <ReferenceList of={alike.map(({ external_reference }) => external_reference)} />
            </div>
          ))}
        </section>
      )}
    </>
  )
}
