import { useRef, useState } from 'react'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { calendar, common } from '#contract/texts/page.ts'
import { daysOf, problemOf, type Days } from '../../store/inbox/ranges.ts'
import type { InboxRange } from '../../store/inbox/shown-range.ts'
import { DateField } from '../../ui/date-field.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { focusProblem } from '../../ui/focus.ts'

interface CustomRangeDialogProps {
  range: InboxRange
  onClose: () => void
  onChosen: (days: Days) => void
}

/** Two dates, checked before anybody is asked. */
export function CustomRangeDialog({ range, onClose, onChosen }: CustomRangeDialogProps) {
  const [days, setDays] = useState<Days>(() => (range.kind === 'custom' ? { desde: range.desde, hasta: range.hasta } : daysOf(range.kind)))
  const [problem, setProblem] = useState<string | null>(null)
  const fields = useRef<HTMLDivElement>(null)
  const change = (part: Partial<Days>) => {
    setDays({ ...days, ...part })
    setProblem(null)
  }

  function choose() {
    const wrong = problemOf(days)
    setProblem(wrong)
    if (wrong !== null) focusProblem(fields.current)
    else onChosen(days)
  }

  const missing = (fecha: string) => (problem === calendar.missing && fecha === '' ? problem : null)
  return (
    <Sheet title={texts.customTitle} onClose={onClose} confirm={{ label: texts.show, onPress: choose }} leave={common.cancel}>
      <p>{texts.customHelp}</p>
      <div className="dates" ref={fields}>
        <DateField label={texts.from} value={days.desde} onChange={(desde) => change({ desde })} problem={missing(days.desde)} />
        <DateField label={texts.to} value={days.hasta} onChange={(hasta) => change({ hasta })} problem={missing(days.hasta)} />
      </div>
      {problem !== null && problem !== calendar.missing && (
        <p role="alert" className="field-problem">
          {problem}
        </p>
      )}
    </Sheet>
  )
}
