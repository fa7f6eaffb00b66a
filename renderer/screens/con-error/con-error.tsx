import { useEffect, useState } from 'react'
import type { InboxRow, InboxTarget } from '#contract/model/inbox.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { snooze } from '#contract/texts/snooze.ts'
import type { Failure } from '#contract/result.ts'
import { call } from '../../api.ts'
import { useCopy } from '../../features/clipboard/use-copy.ts'
import { Action } from '../../ui/action.tsx'
import { announce, useSpoken } from '../../ui/announcer.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useShortcuts } from '../../store/use-shortcuts.ts'
import { useSaid } from '../../ui/use-said.ts'
import type { InboxRange } from '../../store/inbox/shown-range.ts'
import { isFiltering, noInboxFilters } from '../../store/inbox/filters.ts'
import { scopeOf } from '../../store/company.ts'
import { useStore } from '../../store/store.ts'
import { showOrders } from '../../store/show-orders.ts'
import { useCommand } from '../../store/use-command.ts'
import { inboxTable, resendDialog, selectionBar } from './dialogs.ts'
import { Head } from './head.tsx'
import type { Question } from './row-menu.tsx'
import { Progress } from './progress.tsx'
import { Toolbar } from './toolbar.tsx'
import { TriageChips } from './triage-chips.tsx'
import { useInbox } from '../../store/inbox/inbox.ts'

interface Placed {
  text: string
  /** The last one; null when nothing was placed. */
  batchId: number | null
}

/** What TusFacturasAPP holds in error: see it, understand it, pick, resend. */
export function ConError() {
  const view = useInbox()
  const { rows, range, freshness } = view
  const { progress } = view.reading
  const { run, failure } = useCommand()
  const scope = useStore(scopeOf)
  /** Why what is shown could not be read when it was opened. */
  const [refused, setRefused] = useState<Failure | null>(null)
  /** Frozen when it was asked for: what fails meanwhile does not join it. */
  const [asking, setAsking] = useState<InboxTarget[] | null>(null)
  /** Drawn beside the list, not inside a row or the bar of the selection: what the dialog does may remove those, and its result has to stay on screen. */
  const [question, setQuestion] = useState<Question | null>(null)
  const closeQuestion = () => setQuestion(null)
  const onAsk = (asked: Question) => setQuestion(() => asked)
  const [placed, setPlaced] = useState<Placed | null>(null)
  const copying = useCopy()
  const { said, say } = useSaid()
  const copy = (text: string, told: string) => void copying.copy(text, told)
  const ask = (targets: InboxTarget[]) => {
    setPlaced(null)
    setAsking(targets)
  }
  const wake = async (woken: InboxRow[]) => {
    if (await run(() => call('snoozeInbox', { ids: woken.map(({ id }) => id) }))) say(snooze.backDone(woken.length))
  }
  const actions = { onAsk, onCopy: copy, onWake: (woken: InboxRow[]) => void wake(woken) }
  const askPicked = () => {
    if (rows.picked.size > 0) ask([...rows.picked].map((id) => rows.target(id)))
    else announce(texts.nonePicked, 'alert')
  }

  const start = (next: InboxRange = range) => {
    setPlaced(null)
    setRefused(null)
    void run(() => view.start(next))
  }
  useEffect(() => {
    // The code of the list comes while its rows do, and not after them.
    void inboxTable.fetch()
    return () => view.close()
  }, [view])
  useEffect(() => {
    let current = true
    void view.open(scope).then((opened) => {
      if (current) setRefused(opened.ok ? null : opened.error)
    })
    return () => {
      current = false
    }
  }, [view, scope])
  const { picked, pickedRows, hiddenPicked } = rows
  useSpoken(picked.size === 0 ? '' : `${texts.selected(pickedRows, hiddenPicked)}. ${texts.costs(pickedRows, picked.size)}`)
  useShortcuts({ all: () => view.change((list) => list.pickView(true)), resend: askPicked })

  return (
    <section className="screen con-error">
      <Head said={said ?? copying.said} onUpdate={() => start()} />
      <Toolbar onRange={start} onAsk={onAsk} />
      <TriageChips />
      <FailureMessage failure={failure ?? refused} />
      <FailureMessage failure={copying.failure} />
      <Progress />
      {placed !== null && (
        <Message
          tone="good"
          live="status"
          text={placed.text}
          actions={<Action onPress={() => showOrders({ batchId: placed.batchId })}>{texts.toActivity}</Action>}
        />
      )}
      {rows.view.length > 0 && <inboxTable.Part {...actions} onResend={ask} />}
      {rows.all.length > 0 && rows.view.length === 0 && isFiltering(rows.filters) && (
        <Empty title={texts.nothingTitle} text={texts.nothingText}>
          <Action onPress={() => view.change((list) => list.filter(noInboxFilters))}>{texts.clearFilters}</Action>
        </Empty>
      )}
      {rows.total === 0 && rows.snoozed > 0 && !isFiltering(rows.filters) && (
        <Empty title={snooze.allTitle} text={snooze.allText}>
          <Action onPress={() => view.change((list) => list.filter({ ...rows.filters, snoozed: true }))}>{snooze.showAll}</Action>
        </Empty>
      )}
      {(rows.all.length === 0 || (rows.total === 0 && rows.snoozed === 0 && !isFiltering(rows.filters))) &&
        progress?.state === 'finished' &&
        progress.failed.length === 0 &&
        freshness?.unread === 0 && <Empty title={texts.emptyTitle} text={texts.emptyText} />}
      {rows.picked.size > 0 && <selectionBar.Part {...actions} onSend={askPicked} />}
      {question?.(closeQuestion, (text) => {
        closeQuestion()
        say(text)
      })}
      {asking && (
        <resendDialog.Part
          targets={asking}
          renderAbout={() => asking.some((target) => rows.repeated.has(rows.idOf(target) ?? -1)) && <p>{texts.repeatedAbout}</p>}
          onClose={() => setAsking(null)}
          onPlaced={(text, batchId) => {
            // Those that were left out were decided about as well.
            view.change((list) =>
              list.pick(
                asking.flatMap((target) => rows.idOf(target) ?? []),
                false,
              ),
            )
            setAsking(null)
            setPlaced({ text, batchId })
          }}
        />
      )}
    </section>
  )
}
