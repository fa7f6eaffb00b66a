import type { ShortcutChoice as Chosen } from '#contract/model/desktop.ts'
import { shortcutTexts as texts } from '#contract/texts/desktop.ts'
import { call } from '../../api.ts'
import { Choice } from '../../ui/choice.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import { useCommand } from '../../store/use-command.ts'

/** Off, or one of the keys that the program knows. */
export function ShortcutChoice() {
  const { chosen, working, labels } = useStore((state) => state.desktop.shortcut)
  const { failure, run } = useCommand()
  const choices = Object.entries(labels) as [Chosen, string][]
  return (
    <>
      <p>{texts.help}</p>
      <Choice<Chosen | 'off'>
        label={texts.title}
        value={chosen ?? 'off'}
        options={[{ value: 'off', label: texts.off }, ...choices.map(([value, label]) => ({ value, label }))]}
        onChange={(value) => void run(() => call('setShortcut', { chosen: value }))}
      />
      {working !== true && !failure && (
        <Message tone={working === null ? 'info' : 'warn'} live="status" text={working === null ? texts.askedFor : texts.notWorking} />
      )}
      <FailureMessage failure={failure} />
    </>
  )
}
