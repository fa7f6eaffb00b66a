import { archiveChoices } from '#contract/model/settings.ts'
import { archiveTexts as texts } from '#contract/texts/history.ts'
import { useStore } from '../../store/store.ts'
import { SettingChoice } from './setting-choice.tsx'

/** How long what ended stays in the list. */
export function Archive() {
  const archiveAfter = useStore((state) => state.settings.archiveAfter)
  const options = archiveChoices.map((months) => ({ value: months, label: texts.choices[months] }))
  return (
    <>
      <p>{texts.text}</p>
      <SettingChoice label={texts.label} value={archiveAfter} options={options} settingsOf={(months) => ({ archiveAfter: months })} help={texts.help} />
    </>
  )
}
