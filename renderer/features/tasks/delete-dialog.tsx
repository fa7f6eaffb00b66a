import { useState } from 'react'
import { taskFacts, type QueueItem, type Task } from '#contract/model/task.ts'
import { deletion as texts } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { useStore } from '../../store/store.ts'
import { Choice } from '../../ui/choice.tsx'
import { PlanWarning } from '../cost/plan-warning.tsx'
import { CopyText } from '../clipboard/copy-text.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { deletionSummary, type KnownReason } from './deletion-summary.ts'
import { isOpen } from './look-report.tsx'
import { QueueItems } from './queue-items.tsx'
import { TaskDialog, type ReferenceDialogProps } from './task-dialog.tsx'
import { TaskResult } from './task-result.tsx'
import { useLook } from './use-look.ts'
import { useTask } from './use-task.ts'

interface DeleteDialogProps extends ReferenceDialogProps {
  /** Why it failed, where it is known: it becomes what to correct. */
  reason?: KnownReason | null
}

/** Takes comprobantes out of the queue for good: all with this reference and date. The reference is typed to confirm. */
export function DeleteDialog({ pointOfSaleId, external_reference, fecha, orderId, reason = null, onClose }: DeleteDialogProps) {
  const look = useLook(pointOfSaleId, external_reference)
  const task = useTask(pointOfSaleId, 'eliminar_encolado', external_reference)
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  /** What the confirmation was given for: the summary is about these. */
  const [frozen, setFrozen] = useState<QueueItem[]>([])
  const pointOfSaleName = useStore((state) => state.pointsOfSale.find(({ id }) => id === pointOfSaleId)?.name ?? '')
  const { items } = look
  const dates = [...new Set(items.filter(isOpen).map((item) => item.fecha))]
  const date = chosen ?? (fecha !== undefined && dates.includes(fecha) ? fecha : (dates[0] ?? null))
  const meant = items.filter((item) => item.fecha === date)
  const deletable = meant.filter(isOpen)
  const confirmed = typed.trim() === external_reference.trim()

  async function confirm() {
    if (!confirmed || date === null) return
    setFrozen(deletable)
    await task.run(() => call('deleteQueued', { pointOfSaleId, external_reference, fecha: date, orderId }))
  }

  return (
    <TaskDialog
      title={texts.title(external_reference)}
      role="alertdialog"
      task={task}
      look={look}
      onClose={onClose}
      confirm={
        deletable.length > 0 && {
          label: texts.run,
          look: 'danger',
          isDisabled: !confirmed,
          onPress: () => void confirm(),
          cost: texts.costs,
          notes: <PlanWarning method="eliminar_encolado" requests={1} />,
        }
      }
      renderResult={(done) => (
        <>
          <TaskResult task={done} />
          <WhatHappened task={done} />
          {taskFacts[done.state].achieved && (
            <section className="stack" aria-labelledby="resumen">
              <h3 id="resumen">{texts.summaryTitle}</h3>
              <CopyText
                label={texts.summaryTitle}
                help={texts.summaryHelp}
                text={deletionSummary({ external_reference, pointOfSaleName, fecha: done.fecha, items: frozen, reason })}
              />
            </section>
          )}
        </>
      )}
    >
      {items.length > 0 && dates.length === 0 && <p>{texts.allIssued}</p>}
      {dates.length > 1 && (
        <div className="field">
          <p>{texts.chooseDate}</p>
          <Choice
            label={texts.chooseDate}
            value={date ?? ''}
            options={dates.map((each) => ({ value: each, label: texts.dateOption(each, items.filter((item) => item.fecha === each).length) }))}
            onChange={setChosen}
          />
        </div>
      )}
      {date !== null && (
        <>
          <p>
            {texts.acts(meant.length, date)} <strong>{texts.final}</strong>
          </p>
          {deletable.length < meant.length && <p>{texts.issuedStay(meant.length - deletable.length)}</p>}
          <TextField
            label={texts.confirm(external_reference)}
            value={typed}
            onChange={setTyped}
            problem={typed !== '' && !external_reference.startsWith(typed.trim()) ? texts.mismatch : null}
          />
        </>
      )}
    </TaskDialog>
  )
}

/** What is gone and what stays, in TusFacturasAPP's own sentences, and what the free query shows afterwards. */
export function WhatHappened({ task: { deletion } }: { task: Task }) {
  if (!deletion) return null
  const { procesados, errores, remaining } = deletion
  return (
    <>
      <Sentences title={texts.gone} sentences={procesados} />
      <Sentences title={texts.stay} sentences={errores} />
      {remaining === null && <p className="field-help">{texts.notLooked}</p>}
      {remaining?.length === 0 && <p className="field-help">{texts.nothingLeft}</p>}
      {remaining !== null && remaining.length > 0 && (
        <>
          <h3>{texts.left}</h3>
          <QueueItems items={remaining} label={texts.left} />
        </>
      )}
    </>
  )
}

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  if (sentences.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="sentences" aria-label={title}>
        {[...new Set(sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}
