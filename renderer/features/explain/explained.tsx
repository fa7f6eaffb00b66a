import type { Explanation } from '#contract/model/explanation.ts'
import { story } from '#contract/texts/order.ts'
import { common } from '#contract/texts/page.ts'

interface ExplainedProps {
  explanation: Explanation
  /** Words that already stand next to it; a title that says the same is left out. */
  beside: string
}

/** What happened and what to do, with the original text one click away. */
export function Explained({ explanation, beside }: ExplainedProps) {
  const { title, explanation: text, nextStep, texts, code } = explanation
  const originals = texts.filter((original) => original.trim() !== '')
  return (
    <div className="explained">
      {title !== beside && <p className="explained-title">{title}</p>}
      {text && <p>{text}</p>}
      {nextStep && (
        <p>
          <strong>{story.whatToDo}:</strong> {nextStep}
        </p>
      )}
      {originals.length > 0 && (
        <details className="original">
          <summary>{code === null ? common.original : `${common.original} (${code})`}</summary>
          {originals.map((original) => (
            <pre key={original}>{original}</pre>
          ))}
        </details>
      )}
    </div>
  )
}
