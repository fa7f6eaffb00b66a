import { themes } from '#contract/model/settings.ts'
import { ajustes as texts } from '#contract/texts/ajustes.ts'
import { Choice } from '../../ui/choice.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import { useSaveSettings } from './use-save-settings.ts'

export function Theme() {
  const theme = useStore((state) => state.settings.theme)
  const { save, failure } = useSaveSettings()
  return (
    <>
      <Choice
        label={texts.theme}
        value={theme}
        options={themes.map((value) => ({ value, label: texts.themes[value] }))}
        onChange={(value) => void save({ theme: value })}
      />
      <FailureMessage failure={failure} />
    </>
  )
}
