import { useId, useState } from 'react'
import { taskFacts, type QueueItem, type Task } from '#contract/model/task.ts'
import { deletion as texts } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { Choice } from '../../ui/choice.tsx'
import { PlanWarning } from '../cost/plan-warning.tsx'
import { CopyText } from '../clipboard/copy-text.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { datesOf, type ReferenceDialogProps } from './change-date-dialog.tsx'
import { deletionSummary, type KnownReason } from './deletion-summary.ts'
import { isOpen, LookReport } from './look-report.tsx'
import { QueueItems } from './queue-items.tsx'
import { TaskActions } from './task-actions.tsx'
import { TaskProgress, TaskResult } from './task-result.tsx'
import { itemsOf, useLook } from './use-look.ts'
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
  const costId = useId()
  /** What the confirmation was given for: the summary is about these. */
  const [frozen, setFrozen] = useState<QueueItem[]>([])
  const pointOfSaleName = useStore((state) => state.pointsOfSale.find(({ id }) => id === pointOfSaleId)?.name ?? '')
  const items = itemsOf(look)
  const dates = datesOf(items)
  const date = chosen ?? (fecha !== undefined && dates.includes(fecha) ? fecha : (dates[0] ?? null))
  const meant = items.filter((item) => item.fecha === date)
  const deletable = meant.filter(isOpen)
  const confirmed = typed.trim() === external_reference.trim()
  const asking = task.task === null && !task.busy

  async function confirm() {
    if (!confirmed || date === null) return
    setFrozen(deletable)
    await task.run(() => call('deleteQueued', { pointOfSaleId, external_reference, fecha: date, ...(orderId !== undefined && { orderId }) }))
  }

  function close() {
    task.cancel()
    onClose()
  }

  return (
    <Sheet
      title={texts.title(external_reference)}
      role="alertdialog"
      onClose={close}
      actions={
        <TaskActions task={task} look={look} onClose={close}>
          {deletable.length > 0 && (
            <>
              <PlanWarning method="eliminar_encolado" requests={1} />
              <p id={costId} className="cost-line">
                {texts.costs}
              </p>
              <Action look="danger" isDisabled={!confirmed} aria-describedby={costId} onPress={() => void confirm()}>
                {texts.run}
              </Action>
            </>
          )}
        </TaskActions>
      }
    >
      {asking && (
        <>
          <LookReport look={look} />
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
        </>
      )}
      {task.busy && <TaskProgress task={task.task} />}
      {!task.busy && task.task && (
        <>
          <TaskResult task={task.task} />
          <WhatHappened task={task.task} />
          {taskFacts[task.task.state].achieved && (
            <section className="stack" aria-labelledby="resumen">
              <h3 id="resumen">{texts.summaryTitle}</h3>
              <CopyText
                label={texts.summaryTitle}
                help={texts.summaryHelp}
                text={deletionSummary({ external_reference, pointOfSaleName, fecha: task.task.fecha, items: frozen, reason })}
              />
            </section>
          )}
        </>
      )}
      <FailureMessage failure={task.failure} />
    </Sheet>
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
