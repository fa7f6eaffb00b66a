import { useState } from 'react'
import type { CommandInput } from '#contract/schema.ts'
import { call } from '../../api.ts'
import { useCommand, type CommandRun } from '../../store/use-command.ts'

interface Save extends Pick<CommandRun, 'busy' | 'failure'> {
  saved: boolean
  /** Something else is being typed: what was saved is not what is shown. */
  forget: () => void
  save: (change: CommandInput<'saveSettings'>) => Promise<boolean>
}

/** Saves one part of the settings; what main made of it comes as an event. */
export function useSaveSettings(): Save {
  const { run, busy, failure } = useCommand()
  const [saved, setSaved] = useState(false)
  return {
    busy,
    failure,
    saved,
    forget: () => setSaved(false),
    save: async (change) => {
      setSaved(false)
      const done = (await run(() => call('saveSettings', change))) !== null
      setSaved(done)
      return done
    },
  }
}
