import { inbox as texts } from '#contract/texts/inbox.ts'
import { Action } from '../../ui/action.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { useInbox } from './use-inbox.ts'

/** What is picked, and the button that it is picked for; always in sight. */
export function SelectionBar({ onSend }: { onSend: () => void }) {
  const view = useInbox()
  const { picked, hiddenPicked } = view.rows
  const shown = view.rows.viewPicked()
  const selected = picked.size === 0 ? '' : texts.selected(picked.size, hiddenPicked)
  useSpoken(selected)
  return (
    <div className="selection-bar">
      <label className="check">
        <input
          type="checkbox"
          checked={shown === 'all'}
          disabled={view.rows.view.length === 0}
          ref={(box) => {
            if (box) box.indeterminate = shown === 'some'
          }}
          onChange={() => view.pickView(shown !== 'all')}
        />
        {texts.selectShown}
      </label>
      {picked.size > 0 && (
        <>
          <span>{selected}</span>
          <Action look="quiet" onPress={() => view.pickNone()}>
            {texts.selectNone}
          </Action>
        </>
      )}
      <Action look="primary" icon="send" isDisabled={picked.size === 0} onPress={onSend}>
        {texts.send(picked.size)}
      </Action>
    </div>
  )
}
