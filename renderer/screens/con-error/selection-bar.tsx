import { useId, useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { changeDate } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import type { DateTarget } from '../../features/tasks/use-many-dates.ts'
import { Action } from '../../ui/action.tsx'
import { announce, useSpoken } from '../../ui/announcer.tsx'
import { Hint } from '../../ui/hint.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { useStore } from '../../store/store.ts'
import { changeDatesDialog } from './dialogs.ts'
import { useInbox } from './use-inbox.ts'

/** What is picked, what it costs, and the button that it is picked for; only while something is. */
export function SelectionBar({ onSend }: { onSend: () => void }) {
  const view = useInbox()
  const { picked, pickedRows, hiddenPicked } = view.rows
  const automatic = useStore((state) => state.settings.automaticResends)
  const costId = useId()
  const most = mostRequests(automatic)
  const selected = texts.selected(pickedRows, hiddenPicked)
  useSpoken(selected)
  /** Frozen when it was asked for. */
  const [dating, setDating] = useState<DateTarget[] | null>(null)
  const targets = () => [...picked].map((id) => ({ ...view.rows.target(id), orderId: view.hint(id)?.order?.id }))

  async function copy() {
    const text = targets()
      .map(({ external_reference }) => external_reference)
      .join('\n')
    const copied = await call('copyText', { text })
    if (copied.ok) announce(texts.copiedMany(picked.size))
    else announce(describeFailure(copied.error).title, 'alert')
  }

  const more: MenuItem[] = [
    { label: changeDate.open, icon: 'calendar', onSelect: () => setDating(targets()) },
    { label: texts.copyMany, icon: 'clipboard', onSelect: () => void copy() },
  ]
  return (
    <section className="selection-bar" aria-label={texts.selection}>
      <strong>{selected}</strong>
      <span id={costId} className="selection-cost">
        {texts.costs(pickedRows, picked.size)}
      </span>
      <Hint label={texts.costsWhy}>{most > 1 ? texts.costsHelp(picked.size * most) : texts.costsHelpOnce}</Hint>
      <span className="spacer" />
      <Action look="quiet" onPress={() => view.pickNone()}>
        {texts.selectNone}
      </Action>
      <MenuButton label={texts.moreOfSelection} text={texts.moreOfSelection} items={more} />
      <Action look="primary" icon="send" aria-describedby={costId} onPress={onSend}>
        {texts.send(picked.size)}
      </Action>
      {dating && <changeDatesDialog.Part targets={dating} onClose={() => setDating(null)} />}
    </section>
  )
}
