import { useState } from 'react'
import type { BacklogTarget } from '#contract/commands/backlog.ts'
import { backlog as texts } from '#contract/texts/backlog.ts'
import { Action } from '../../ui/action.tsx'
import { Message } from '../../ui/message.tsx'
import { noBacklogFilters } from '../../store/backlog/rows.ts'
import { openScreen } from '../../store/route.ts'
import { useStore } from '../../store/store.ts'
import { BacklogFilters } from './backlog-filters.tsx'
import { BacklogTable } from './backlog-table.tsx'
import { Progress } from './progress.tsx'
import { RangeForm } from './range-form.tsx'
import { ResendDialog } from '../../features/resend/resend-dialog.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useBacklog } from './use-backlog.ts'

/** What TusFacturasAPP holds in error: look for it, understand it, pick, resend. */
export function ConError() {
  const view = useBacklog()
  const { progress, rows } = view
  const anywhere = useStore((state) => state.pointsOfSale.length > 0)
  /** Frozen when it was asked for: what fails meanwhile does not join it. */
  const [asking, setAsking] = useState<BacklogTarget[] | null>(null)
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
      {placed !== null && (
        <Message tone="good" live="status" actions={<Action onPress={() => openScreen('actividad')}>{texts.toActivity}</Action>}>
          <p>{placed}</p>
        </Message>
      )}
      {rows.total > 0 && <BacklogFilters />}
      {rows.repeated.size > 0 && rows.view.some(({ target }) => target !== null && rows.repeated.has(target)) && (
        <Message tone="info" live="status">
          <p>{texts.repeatedHelp}</p>
        </Message>
      )}
      {rows.view.length > 0 && <BacklogTable />}
      {rows.total > 0 && rows.view.length === 0 && (
        <Empty title={texts.nothingTitle} text={texts.nothingText} action={texts.clearFilters} onAction={() => view.filter(noBacklogFilters)} />
      )}
      {rows.total === 0 && progress?.state === 'finished' && progress.failed.length === 0 && <Empty title={texts.emptyTitle} text={texts.emptyText} />}
      {anywhere && progress === null && <Empty title={texts.startTitle} text={texts.startText} />}
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
