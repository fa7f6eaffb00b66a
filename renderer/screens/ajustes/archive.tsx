import { archiveChoices } from '#contract/model/settings.ts'
import { archiveTexts as texts } from '#contract/texts/history.ts'
import { Choice } from '../../ui/choice.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import { useSaveSettings } from './use-save-settings.ts'

/** How long what ended stays in the list. */
export function Archive() {
  const archiveAfter = useStore((state) => state.settings.archiveAfter)
  const { save, failure } = useSaveSettings()
  return (
    <>
      <p>{texts.text}</p>
      <Choice
        label={texts.label}
        value={String(archiveAfter)}
        options={archiveChoices.map((months) => ({ value: String(months), label: texts.choices[months] }))}
        onChange={(value) => {
          const chosen = archiveChoices.find((months) => String(months) === value)
          if (chosen !== undefined) void save({ archiveAfter: chosen })
        }}
      />
      <p className="field-help">{texts.help}</p>
      <FailureMessage failure={failure} />
    </>
  )
}
