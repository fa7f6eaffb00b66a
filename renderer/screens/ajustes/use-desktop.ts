import type { DesktopState } from '#contract/model/desktop.ts'
import type { Result } from '#contract/result.ts'
import { useCommand, type CommandRun } from '../../store/use-command.ts'
import { setState, useStore } from '../../store/store.ts'

interface Desktop extends Pick<CommandRun, 'busy' | 'failure'> {
  desktop: DesktopState
  /** Changes something and shows what the system made of it. */
  change: (command: () => Promise<Result<DesktopState>>) => Promise<void>
}

export function useDesktop(): Desktop {
  const desktop = useStore((state) => state.desktop)
  const { run, busy, failure } = useCommand()
  return {
    desktop,
    busy,
    failure,
    change: async (command) => {
      const changed = await run(command)
      if (changed) setState({ desktop: changed.value })
    },
  }
}
