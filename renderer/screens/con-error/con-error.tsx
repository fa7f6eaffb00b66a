import { useEffect, useState } from 'react'
import type { InboxTarget } from '#contract/commands/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { Action } from '../../ui/action.tsx'
import { Message } from '../../ui/message.tsx'
import { noInboxFilters } from '../../store/inbox/rows.ts'
import { openScreen } from '../../store/route.ts'
import { useStore } from '../../store/store.ts'
import { InboxFilters } from './inbox-filters.tsx'
import { InboxTable } from './inbox-table.tsx'
import { Freshness } from './freshness.tsx'
import { Progress } from './progress.tsx'
import { RangeForm } from './range-form.tsx'
import { ResendDialog } from '../../features/resend/resend-dialog.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useInbox } from './use-inbox.ts'

/** What TusFacturasAPP holds in error: look for it, understand it, pick, resend. */
export function ConError() {
  const view = useInbox()
  const { progress, rows, freshness } = view
  useEffect(() => {
    void view.open()
    return () => view.close()
  }, [view])
  const isKept = freshness !== null && freshness.oldest !== null
  const anywhere = useStore((state) => state.pointsOfSale.length > 0)
  /** Frozen when it was asked for: what fails meanwhile does not join it. */
  const [asking, setAsking] = useState<InboxTarget[] | null>(null)
  const [placed, setPlaced] = useState<string | null>(null)

  return (
    <section className="screen">
      <h1 tabIndex={-1}>{texts.title}</h1>
      {anywhere ? (
        <RangeForm onStart={() => setPlaced(null)} />
      ) : (
        <Empty title={texts.noPointOfSaleTitle} text={texts.noPointOfSaleText} action={texts.toSettings} onAction={() => openScreen('ajustes')} />
      )}
      <Progress />
      {anywhere && <Freshness />}
      {placed !== null && (
        <Message tone="good" live="status" actions={<Action onPress={() => openScreen('actividad')}>{texts.toActivity}</Action>}>
          <p>{placed}</p>
        </Message>
      )}
      {rows.total > 0 && <InboxFilters />}
      {rows.repeated.size > 0 && rows.view.some(({ target }) => target !== null && rows.repeated.has(target)) && (
        <Message tone="info" live="status">
          <p>{texts.repeatedHelp}</p>
        </Message>
      )}
      {rows.view.length > 0 && <InboxTable />}
      {rows.total > 0 && rows.view.length === 0 && (
        <Empty title={texts.nothingTitle} text={texts.nothingText} action={texts.clearFilters} onAction={() => view.filter(noInboxFilters)} />
      )}
      {rows.total === 0 && (progress ? progress.state === 'finished' && progress.failed.length === 0 : isKept && freshness.unread === 0) && (
        <Empty title={texts.emptyTitle} text={texts.emptyText} />
      )}
      {anywhere && progress === null && rows.total === 0 && !isKept && <Empty title={texts.startTitle} text={texts.startText} />}
      {rows.total > 0 && <SelectionBar onSend={() => setAsking([...rows.picked].map((id) => rows.target(id)))} />}
      {asking && (
        <ResendDialog
          targets={asking}
          onClose={() => setAsking(null)}
          onPlaced={(text) => {
            setAsking(null)
            setPlaced(text)
          }}
        />
      )}
    </section>
  )
}

function Empty({ title, text, action, onAction }: { title: string; text: string; action?: string; onAction?: () => void }) {
  return (
    <div className="card empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {action && onAction && <Action onPress={onAction}>{action}</Action>}
    </div>
  )
}
