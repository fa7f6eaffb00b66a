import type { DesktopState } from '#contract/model/desktop.ts'
import type { Result } from '#contract/result.ts'
import { useCommand, type CommandRun } from '../../store/use-command.ts'
import { useStore } from '../../store/store.ts'

interface Desktop extends Pick<CommandRun, 'busy' | 'failure'> {
  desktop: DesktopState
  /** Changes something; what the system made of it comes as an event. */
  change: (command: () => Promise<Result<null>>) => Promise<void>
}

export function useDesktop(): Desktop {
  const desktop = useStore((state) => state.desktop)
  const { run, busy, failure } = useCommand()
  return {
    desktop,
    busy,
    failure,
    change: async (command) => {
      await run(command)
    },
  }
}
