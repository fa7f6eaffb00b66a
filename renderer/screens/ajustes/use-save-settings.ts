import type { CommandInput } from '#contract/schema.ts'
import { call } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'

/** Saves one part of the settings; what main made of it comes as an event. */
export function useSaveSettings() {
  const { run, busy, failure } = useCommand()
  return { busy, failure, save: (change: CommandInput<'saveSettings'>) => run(() => call('saveSettings', change)) }
}
