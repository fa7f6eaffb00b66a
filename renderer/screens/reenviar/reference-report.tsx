import type { RefObject } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import type { ParsedReferences, PastedReference } from '#contract/model/references.ts'
import { costSentence } from '#contract/texts/cost.ts'
import { common } from '#contract/texts/page.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { CostLine } from '../../features/cost/cost-line.tsx'
import { shortened } from '../../features/references/shortened.ts'
import { Action } from '../../ui/action.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useStore } from '../../store/store.ts'

/** Problems named one by one; the rest are counted. */
const listed = 5

interface ReferenceReportProps {
  id: string
  parsed: ParsedReferences
  tooMany: boolean
  field: RefObject<HTMLTextAreaElement | null>
}

/** What became of the typed text: how many can go, what was tidied up, what has to be looked at. */
export function ReferenceReport({ id, parsed, tooMany, field }: ReferenceReportProps) {
  const { valid, invalid, repeated, cleaned, unwrapped, rounded, heading } = parsed
  const automaticResends = useStore((state) => state.settings.automaticResends)
  const problems = [...invalid, ...valid.filter((reference) => reference.unusual.length > 0)]
  const summary = [
    valid.length > 0 && texts.ready(valid.length),
    invalid.length > 0 && texts.invalid(invalid.length),
    repeated > 0 && texts.repeated(repeated),
    unwrapped > 0 && texts.unwrapped(unwrapped),
    cleaned > 0 && texts.cleaned(cleaned),
    rounded > 0 && texts.rounded(rounded),
    heading !== null && texts.heading(heading),
  ].filter(Boolean)

  const [firstProblem] = problems
  const unusual =
    firstProblem && `${shortened(firstProblem.text)}: ${firstProblem.problem ? texts.problems[firstProblem.problem] : texts.unusual(firstProblem.unusual)}`
  const costs = valid.length > 0 && costSentence(valid.length, valid.length * mostRequests(automaticResends))
  useSpoken([...summary, costs, unusual].filter(Boolean).join('. '))

  function select({ start, end }: PastedReference) {
    field.current?.focus()
    field.current?.setSelectionRange(start, end)
  }

  return (
    <>
      {summary.length > 0 && (
        <div className="report">
          <p id={id} className="summary">
            {summary.join(' · ')}
          </p>
          {valid.length > 0 && <CostLine id={`${id}-cost`} comprobantes={valid.length} />}
        </div>
      )}
      {tooMany && (
        <p className="field-problem" role="alert">
          {texts.tooMany}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="problems" aria-label={texts.problemList}>
          {problems.slice(0, listed).map((reference) => (
            <li key={reference.start} data-tone={reference.problem ? 'bad' : 'warn'}>
              <Icon name={reference.problem ? 'failed' : 'warning'} />
              <span>
                {reference.text !== '' && <code>{shortened(reference.text)}</code>}{' '}
                {reference.problem ? texts.problems[reference.problem] : texts.unusual(reference.unusual)}
              </span>
              <Action look="quiet" aria-label={texts.showNamed(shortened(reference.text))} onPress={() => select(reference)}>
                {texts.show}
              </Action>
            </li>
          ))}
          {problems.length > listed && <li>{common.andMore(problems.length - listed)}</li>}
        </ul>
      )}
    </>
  )
}
