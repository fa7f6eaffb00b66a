import type { Transition } from '#contract/model/order.ts'
import { story as texts } from '#contract/texts/order.ts'
import { dateTimeSeconds } from '../../ui/format.ts'
import { chaptersOf } from './chapters.ts'

/** What happened, the newest first; what says nothing new is folded. */
export function History({ transitions }: { transitions: Transition[] }) {
  return (
    <section aria-label={texts.history}>
      <div className="history-head">
        <h3>{texts.history}</h3>
        <span className="field-help">{texts.newestFirst}</span>
      </div>
      <ol className="history">
        {chaptersOf(transitions).map((chapter) =>
          chapter.folded ? (
            <li key={keyOf(chapter.steps[0])}>
              <details>
                <summary>{chapter.queries > 0 ? texts.queries(chapter.queries) : texts.quietSteps(chapter.steps.length)}</summary>
                <ol className="history">
                  {chapter.steps.map((step) => (
                    <Step key={keyOf(step)} step={step} />
                  ))}
                </ol>
              </details>
            </li>
          ) : (
            chapter.steps.map((step) => <Step key={keyOf(step)} step={step} />)
          ),
        )}
      </ol>
    </section>
  )
}

const keyOf = (step: Transition | undefined): string => `${step?.at} ${step?.from} ${step?.to}`

function Step({ step: { at, text, actor } }: { step: Transition }) {
  return (
    <li>
      <span>{text}</span>
      <small>
        <time dateTime={new Date(at).toISOString()}>{dateTimeSeconds(at)}</time> · {texts.actors[actor]}
      </small>
    </li>
  )
}
