import { ProgressBar } from 'react-aria-components/ProgressBar'
import type { InboxProgress, FailedDays } from '#contract/commands/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { common } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { Message } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import { useInbox } from './use-inbox.ts'

/** How far the reading is, and what could not be read. */
export function Progress() {
  const view = useInbox()
  const { progress } = view
  if (!progress) return null
  return (
    <>
      {progress.state === 'reading' && <Reading progress={progress} />}
      {progress.state === 'cancelled' && (
        <Message tone="info" live="status" actions={<Action onPress={() => view.retry()}>{texts.goOn}</Action>}>
          <p>{texts.cancelled(progress.total - progress.done)}</p>
        </Message>
      )}
      {progress.failed.map((failed) => (
        <Failed key={`${failed.pointOfSaleId} ${failed.explanation.title}`} failed={failed} onRetry={() => view.retry()} />
      ))}
    </>
  )
}

function Reading({ progress: { done, total } }: { progress: InboxProgress }) {
  const percentage = total === 0 ? 0 : Math.round((done / total) * 100)
  const label = texts.reading(done, total)
  return (
    <div className="reading">
      <span>{label}</span>
      <ProgressBar className="progress" aria-label={texts.read} value={percentage} valueLabel={label}>
        <span className="progress-bar" ref={(bar) => bar?.style.setProperty('inline-size', `${percentage}%`)} />
      </ProgressBar>
    </div>
  )
}

function Failed({ failed: { pointOfSaleId, fechas, explanation }, onRetry }: { failed: FailedDays; onRetry: () => void }) {
  const several = useStore((state) => state.pointsOfSale.length > 1)
  const name = useStore((state) => state.pointsOfSale.find(({ id }) => id === pointOfSaleId)?.name ?? '')
  return (
    <Message tone="warn" live="alert" title={texts.failed(fechas, several ? name : null)} actions={<Action onPress={onRetry}>{common.retry}</Action>}>
      <p>
        {explanation.title}. {explanation.nextStep}
      </p>
    </Message>
  )
}
