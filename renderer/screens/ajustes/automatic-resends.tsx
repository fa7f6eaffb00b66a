import { ajustes as texts } from '#contract/texts/ajustes.ts'
import { Choice } from '../../ui/choice.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import { useSaveSettings } from './use-save-settings.ts'

/** The one place where the program may spend a request without asking. */
export function AutomaticResends() {
  const automaticResends = useStore((state) => state.settings.automaticResends)
  const { save, failure } = useSaveSettings()
  return (
    <>
      <p>{texts.automaticText}</p>
      <Choice
        label={texts.automatic}
        value={automaticResends === 1 ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: texts.automaticOn, help: texts.automaticOnHelp },
          { value: 'no', label: texts.automaticOff, help: texts.automaticOffHelp },
        ]}
        onChange={(value) => void save({ automaticResends: value === 'yes' ? 1 : 0 })}
      />
      <FailureMessage failure={failure} />
    </>
  )
}
