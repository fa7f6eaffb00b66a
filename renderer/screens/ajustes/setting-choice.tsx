import type { CommandInput } from '#contract/schema.ts'
import { Choice, type ChoiceProps, type Choosable } from '../../ui/choice.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useSaveSettings } from './use-save-settings.ts'

interface SettingChoiceProps<T extends Choosable> extends Omit<ChoiceProps<T>, 'onChange'> {
  /** What is saved when one is chosen. */
  settingsOf: (value: T) => CommandInput<'saveSettings'>
  help?: string
}

/** One of a few, which holds as soon as it is chosen. */
export function SettingChoice<T extends Choosable>({ settingsOf, help, ...choice }: SettingChoiceProps<T>) {
  const { save, failure } = useSaveSettings()
  return (
    <>
      <Choice {...choice} onChange={(value) => void save(settingsOf(value))} />
      {help && <p className="field-help">{help}</p>}
      <FailureMessage failure={failure} />
    </>
  )
}
