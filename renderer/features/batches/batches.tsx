import { useState } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import type { Batch } from '#contract/model/order.ts'
import { batches as texts, cost } from '#contract/texts/page.ts'
import { call } from '../../api.ts'
import { reportOf, titleOf } from '../../store/batch-report.ts'
import { openScreen } from '../../store/route.ts'
import { getState, noFilters, setState, useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'

/** Batches under way and the reports of those that ended. */
export function Batches() {
  const batches = useStore((state) => state.batches)
  if (batches.length === 0) return null
  return (
    <ul className="batches" aria-label={texts.region}>
      {batches.map((batch) => (
        <BatchCard key={batch.id} batch={batch} />
      ))}
    </ul>
  )
}

function BatchCard({ batch }: { batch: Batch }) {
  const { done, moving, text } = reportOf(batch)
  const { run, busy, failure } = useCommand()
  const [asking, setAsking] = useState(false)
  const percentage = Math.round((done / batch.total) * 100)

  async function cancel() {
    await run(() => call('cancelBatch', { batchId: batch.id }))
    setAsking(false)
  }

  return (
    <li className="card batch">
      <div className="batch-head">
        <strong>{titleOf(batch)}</strong>
        <span>{texts.progress(done, batch.total)}</span>
      </div>
      {batch.active && (
        <ProgressBar className="progress" aria-label={texts.title(batch.total)} value={percentage} valueLabel={texts.progress(done, batch.total)}>
          <span className="progress-bar" ref={(bar) => bar?.style.setProperty('inline-size', `${percentage}%`)} />
        </ProgressBar>
      )}
      <p>
        {text} {cost(batch.requestsUsed, batch.requestsPossible)}.
      </p>
      <FailureMessage failure={failure} />
      <div className="row">
        {batch.active && moving > 0 && <Action onPress={() => setAsking(true)}>{texts.cancel}</Action>}
        <Action
          look="quiet"
          onPress={() => {
            setState({ filters: { ...noFilters, batchId: batch.id } })
            openScreen('actividad')
          }}
        >
          {texts.show}
        </Action>
        {!batch.active && (
          <Action look="quiet" onPress={() => setState({ batches: getState().batches.filter(({ id }) => id !== batch.id) })}>
            {texts.dismiss}
          </Action>
        )}
      </div>
      {asking && (
        <Sheet
          title={texts.cancelTitle}
          role="alertdialog"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Action look="danger" isPending={busy} onPress={() => void cancel()}>
                {texts.cancel}
              </Action>
              <Action onPress={() => setAsking(false)}>{texts.keep}</Action>
            </>
          }
        >
          <p>{texts.cancelText(moving)}</p>
        </Sheet>
      )}
    </li>
  )
}
