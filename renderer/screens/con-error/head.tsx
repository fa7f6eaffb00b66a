import { inbox as texts } from '#contract/texts/inbox.ts'
import { AutomaticUse } from './automatic-use.tsx'
import { hourOf } from '../../store/clock.ts'
import { Action } from '../../ui/action.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { isFiltering, noInboxFilters } from '../../store/inbox/filters.ts'
import { useInbox } from '../../store/inbox/inbox.ts'

interface HeadProps {
  /** What was done just now, said to screen readers already. */
  said: string | null
  onUpdate: () => void
}

/** What the screen is, how much there is, and how fresh it is. */
export function Head({ said, onUpdate }: HeadProps) {
  const view = useInbox()
  const { rows, freshness } = view
  const { left } = view.shown
  const { progress } = view.reading
  const count = texts.shown(rows.view.length, rows.total, rows.fresh)
  const reading = progress?.state === 'reading'
  // What a reading has come to is said by itself; this is what a filter comes to.
  useSpoken(reading || !isFiltering(rows.filters) ? '' : count)
  // What was deleted was deleted here, and its own dialog has said so. No live region: those are read again when a dialog closes.
  useSpoken(Object.keys(left).some((became) => became !== 'deleted') ? texts.left({ ...left, deleted: 0 }) : '')
  return (
    <div className="con-error-head">
      <h1 tabIndex={-1}>{texts.title}</h1>
      {(rows.total > 0 || freshness?.oldest != null) && <p className="con-error-count">{count}</p>}
      {isFiltering(rows.filters) && (
        <Action look="quiet" onPress={() => view.change((list) => list.filter(noInboxFilters))}>
          {texts.clearFilters}
        </Action>
      )}
      {said !== null && (
        <p className="con-error-said">
          <Icon name="done" />
          {said}
        </p>
      )}
      {Object.keys(left).length > 0 && <p className="con-error-left">{texts.left(left)}</p>}
      <AutomaticUse pointOfSaleId={rows.filters.pointOfSaleId} />
      <Freshness onUpdate={onUpdate} />
    </div>
  )
}

/** Another button while it reads, so that the end of a press does not start what it has just ended. */
function Freshness({ onUpdate }: { onUpdate: () => void }) {
  const view = useInbox()
  const { freshness } = view
  const { progress } = view.reading
  if (progress?.state === 'reading') {
    const percentage = progress.total === 0 ? 0 : Math.round((progress.done / progress.total) * 100)
    return (
      <div className="con-error-fresh">
        <span>{texts.reading(percentage)}</span>
        <ProgressBar label={texts.progress} percentage={percentage} />
        <Action key="cancel" look="quiet" onPress={() => view.reading.cancel()}>
          {texts.cancel}
        </Action>
      </div>
    )
  }
  return (
    <div className="con-error-fresh">
      {freshness !== null && <span>{texts.updated(freshness.oldest === null ? null : hourOf(freshness.oldest))}</span>}
      <Action key="update" look="quiet" icon="refresh" onPress={onUpdate}>
        {texts.update}
      </Action>
    </div>
  )
}
