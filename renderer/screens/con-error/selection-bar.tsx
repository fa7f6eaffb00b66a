import { useEffect, useId } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { changeDate } from '#contract/texts/task-dialogs.ts'
import { Action } from '../../ui/action.tsx'
import { Hint } from '../../ui/hint.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { useStore } from '../../store/store.ts'
import { changeDatesDialog, handOverRows } from './dialogs.ts'
import { snoozeItem, type RowActions } from './row-menu.tsx'
import { useInbox } from '../../store/inbox/inbox.ts'

interface SelectionBarProps extends Pick<RowActions, 'onAsk' | 'onCopy' | 'onWake'> {
  onSend: () => void
}

/** What is picked, what it costs, and the button that it is picked for; only while something is. */
export function SelectionBar({ onSend, onAsk, onCopy, onWake }: SelectionBarProps) {
  const view = useInbox()
  const { picked, pickedRows, hiddenPicked } = view.rows
  const automatic = useStore((state) => state.settings.automaticResends)
  const costId = useId()
  // It may come to lie over the row that has the focus, also after the arrows have gone on.
  useEffect(() => {
    document.activeElement?.closest('tbody tr')?.scrollIntoView({ block: 'nearest' })
  }, [])
  const most = mostRequests(automatic)
  const selected = texts.selected(pickedRows, hiddenPicked)
  const targets = () => [...picked].map((id) => ({ ...view.rows.target(id), orderId: view.known.hint(id)?.order?.id }))
  const references = () =>
    targets()
      .map(({ external_reference }) => external_reference)
      .join('\n')

  /** What is picked may be on both sides: each is asked only of those that it changes. */
  const { snoozed } = view.rows.filters
  const own = view.rows.pickedList().flatMap(({ row }) => ((row.snoozedUntil !== null) === snoozed ? row : []))

  function changeDates() {
    const meant = targets()
    onAsk((close) => <changeDatesDialog.Part targets={meant} onClose={close} />)
  }
  function handOver() {
    const rows = view.rows.pickedList()
    onAsk((close) => <handOverRows.Part rows={rows} onClose={close} />)
  }
  return (
    <section className="selection-bar" aria-label={texts.selection}>
      <strong>{selected}</strong>
      <span className="selection-cost">
        <span id={costId}>{texts.costs(pickedRows, picked.size)}</span>
        <Hint label={texts.costsWhy}>{most > 1 ? texts.costsHelp(picked.size * most) : texts.costsHelpOnce}</Hint>
      </span>
      <Action look="quiet" onPress={() => view.change((list) => list.pickNone())}>
        {texts.selectNone}
      </Action>
      <MenuButton
        label={texts.moreOfSelection}
        text={texts.moreOfSelection}
        items={[
          { label: changeDate.open, icon: 'calendar', onSelect: changeDates },
          { label: texts.copyMany, icon: 'clipboard', onSelect: () => onCopy(references(), texts.copiedMany(picked.size)) },
          { label: texts.handOver, icon: 'print', onSelect: handOver },
          own.length > 0 && snoozeItem(own, snoozed, { onAsk, onWake }),
        ]}
      />
      <Action look="primary" icon="send" aria-describedby={costId} onPress={onSend}>
        {texts.send(picked.size)}
      </Action>
    </section>
  )
}
