import { useId } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { Action } from '../../ui/action.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { Hint } from '../../ui/hint.tsx'
import { useStore } from '../../store/store.ts'
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
      <Action look="primary" icon="send" aria-describedby={costId} onPress={onSend}>
        {texts.send(picked.size)}
      </Action>
    </section>
  )
}
