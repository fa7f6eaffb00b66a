import { ajustes as texts } from '#contract/texts/ajustes.ts'
import { useStore } from '../../store/store.ts'
import { SettingChoice } from './setting-choice.tsx'

/** The one place where the program may spend a request without asking. */
export function AutomaticResends() {
  const automaticResends = useStore((state) => state.settings.automaticResends)
  return (
    <>
      <p>{texts.automaticText}</p>
      <SettingChoice
        label={texts.automatic}
        value={automaticResends}
        options={[
          { value: 1, label: texts.automaticOn, help: texts.automaticOnHelp },
          { value: 0, label: texts.automaticOff, help: texts.automaticOffHelp },
        ]}
        settingsOf={(value) => ({ automaticResends: value })}
      />
    </>
  )
}
