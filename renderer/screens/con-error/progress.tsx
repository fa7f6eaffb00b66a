import type { FailedDays } from '#contract/model/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { common } from '#contract/texts/page.ts'
import { openPointsOfSale } from '../../features/point-of-sale/open-settings.ts'
import { useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { Message } from '../../ui/message.tsx'
import { useInbox } from '../../store/inbox/inbox.ts'

/** What could not be read, and what was not. */
export function Progress() {
  const { reading } = useInbox()
  const { progress } = reading
  if (!progress) return null
  return (
    <>
      {progress.state === 'cancelled' && (
        <Message
          tone="info"
          live="status"
          text={texts.cancelled(progress.total - progress.done)}
          actions={<Action onPress={() => reading.retry()}>{texts.goOn}</Action>}
        />
      )}
      {[...Map.groupBy(progress.failed, ({ explanation }) => explanation.title).values()].map((failed) => (
        <Failed key={failed[0]?.explanation.title} failed={failed} onRetry={() => reading.retry()} />
      ))}
    </>
  )
}

/** One message a cause, however many points of sale it keeps from being read. */
function Failed({ failed, onRetry }: { failed: FailedDays[]; onRetry: () => void }) {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const [first] = failed
  if (!first) return null
  const nameOf = ({ pointOfSaleId }: FailedDays) => (pointsOfSale.length > 1 ? (pointsOfSale.find(({ id }) => id === pointOfSaleId)?.name ?? '') : null)
  const lines = failed.map((each) => texts.failed(each.fechas, nameOf(each)))
  const { title, nextStep, kind } = first.explanation
  return (
    <Message
      tone="warn"
      live="alert"
      title={lines.length === 1 ? (lines[0] ?? '') : texts.failedMany(lines.length)}
      actions={
        <>
          {kind === 'credenciales' && <Action onPress={() => openPointsOfSale(failed.map(({ pointOfSaleId }) => pointOfSaleId))}>{texts.toSettings}</Action>}
          <Action onPress={onRetry}>{common.retry}</Action>
        </>
      }
    >
      <p>
        {title}. {nextStep}
      </p>
      {lines.length > 1 && (
        <details>
          <summary>{texts.failedWhich}</summary>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </Message>
  )
}
