import { useState, type ReactNode } from 'react'
import type { Triage } from '#contract/model/inbox.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { mayLackZeros, type ColumnReferences, type TableRead } from '#contract/model/table.ts'
import { confirmation } from '#contract/texts/reenviar.ts'
import { whereaboutsTexts } from '#contract/texts/whereabouts.ts'
import { columnTexts, confirmColumnTexts as texts } from '#contract/texts/tables.ts'
import { useOwnPointsOfSale } from '../../../store/company.ts'
import { setState } from '../../../store/store.ts'
import { Action } from '../../../ui/action.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Message } from '../../../ui/message.tsx'
import { DetectDialog } from '../../../features/whereabouts/detect-dialog.tsx'
import { ReferenceList } from '../../../features/references/reference-list.tsx'
import { shortened } from '../../../features/references/shortened.ts'
import { ResendDialog } from '../../../features/resend/resend-dialog.tsx'
import type { ColumnChoice } from './column-step.tsx'

/** References, and cells of each trouble, named before "and N more". */
const named = 5

interface ConfirmStepProps {
  taken: ColumnReferences
  table: TableRead
  pointOfSale: PointOfSale
  choice: ColumnChoice
  /** Back to the columns; null when there is only one. */
  onAnother: (() => void) | null
  onBack: () => void
  onDone: (left: string[], said: string) => void
}

/** What will be sent of the chosen column, what not, and why. */
export function ConfirmStep({ taken, table, pointOfSale, choice, onAnother, onBack, onDone }: ConfirmStepProps) {
  const { references, damaged, invalid } = taken
  const reasons = new Map(taken.reasons)
  const targets = references.map((external_reference) => {
    const reason = reasons.get(external_reference)
    return { pointOfSaleId: pointOfSale.id, external_reference, ...(reason !== undefined && { reason }) }
  })
  const left = [...damaged, ...invalid]
  const [detecting, setDetecting] = useState(false)
  const askable = useOwnPointsOfSale().filter(({ status }) => status === 'ready')
  const another = onAnother && <Action onPress={onAnother}>{columnTexts.another}</Action>

  if (targets.length === 0)
    return (
      <Sheet title={texts.titleNone} onClose={onBack} actions={another} leave={confirmation.back}>
        <p>{texts.none}</p>
        <Troubles taken={taken} table={table} />
      </Sheet>
    )

  if (detecting)
    return (
      <DetectDialog
        references={references}
        among={askable}
        reasons={reasons}
        onClose={() => setDetecting(false)}
        onPlaced={(said, batchId, placed) => {
          if (batchId !== null) setState({ lote: batchId })
          const sent = new Set(placed.map(({ external_reference }) => external_reference))
          onDone([...left, ...references.filter((reference) => !sent.has(reference))], said)
        }}
      />
    )

  return (
    <ResendDialog
      targets={targets}
      onReasonsKept={(count) => onDone(left, texts.reasonsKept(count))}
      more={
        <>
          {another}
          {askable.length > 1 && <Action onPress={() => setDetecting(true)}>{whereaboutsTexts.detect}</Action>}
        </>
      }
      renderAbout={(triage) => (
        <>
          <p>
            {texts.from(table.columns[choice.column]?.name ?? '')} {table.sheet !== null && columnTexts.sheet(table.sheet)} {confirmation.at(pointOfSale.name)}
          </p>
          {choice.reasons !== null && reasons.size > 0 && (
            <p>
              {texts.reasons(table.columns[choice.reasons]?.name ?? '', reasons.size)} {triage && <strong>{weighed(triage)}</strong>}
            </p>
          )}
          <p>{texts.first(references.length)}</p>
          <ReferenceList of={references} named={named} />
          <Troubles taken={taken} table={table} />
        </>
      )}
      onClose={onBack}
      onPlaced={(said, batchId) => {
        if (batchId !== null) setState({ lote: batchId })
        onDone(left, said)
      }}
    />
  )
}

function weighed({ causes }: Triage): string {
  const count = (group: string) => causes.filter((cause) => cause.group === group).reduce((sum, cause) => sum + cause.targets.length, 0)
  return texts.triaged(count('transitory'), count('correct-first'))
}

/** What is not sent, and what was changed. */
function Troubles({ taken, table }: Pick<ConfirmStepProps, 'taken' | 'table'>): ReactNode {
  const { damaged, invalid, aside, rounded, repeated, unusual } = taken
  const bad = [
    damaged.length > 0 && texts.damaged(damaged[0] ?? '', damaged.length),
    invalid.length > 0 && texts.invalid(shortened(invalid[0] ?? ''), invalid.length),
  ]
  const warn = [
    mayLackZeros(table, taken.references) && texts.zeros(taken.references.find((reference) => /^\d+$/u.test(reference)) ?? ''),
    (table.hiddenRows ?? 0) > 0 && texts.hidden(table.hiddenRows ?? 0),
    aside.length > 0 && texts.aside(some(aside), aside.length),
    unusual.length > 0 && texts.unusual(some(unusual), unusual.length),
    rounded > 0 && texts.rounded(rounded),
    repeated > 0 && texts.repeated(repeated),
  ]
  return (
    [
      ['bad', bad],
      ['warn', warn],
    ] as const
  ).map(([tone, said]) => {
    const lines = said.filter((line) => line !== false)
    return lines.length === 0 ? null : (
      <Message key={tone} tone={tone} live="status">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Message>
    )
  })
}

const some = (cells: string[]): string => cells.slice(0, named).map(shortened).join(', ')
