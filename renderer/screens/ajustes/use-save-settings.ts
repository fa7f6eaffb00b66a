import { useState } from 'react'
import type { CommandInput } from '#contract/schema.ts'
import { call } from '../../api.ts'
import { useCommand, type CommandRun } from '../../store/use-command.ts'
import { setState } from '../../store/store.ts'
import { applyTheme } from '../../theme/apply.ts'

interface Save extends Pick<CommandRun, 'busy' | 'failure'> {
  saved: boolean
  save: (change: CommandInput<'saveSettings'>) => Promise<boolean>
}

/** Saves one part of the settings and shows what main made of it. */
export function useSaveSettings(): Save {
  const { run, busy, failure } = useCommand()
  const [saved, setSaved] = useState(false)
  return {
    busy,
    failure,
    saved,
    save: async (change) => {
      setSaved(false)
      const settings = await run(() => call('saveSettings', change))
      if (!settings) return false
      setState({ settings: settings.value })
      applyTheme(settings.value.theme)
      setSaved(true)
      return true
    },
  }
}
