import type { Failure } from '#contract/result.ts'
import { call } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'
import { useSaid } from '../../ui/use-said.ts'

export interface Copying {
  busy: boolean
  /** What was said of what was just copied, to be shown beside it; null: nothing was a moment ago. */
  said: string | null
  /** To be shown as well, which announces it. */
  failure: Failure | null
  /** @param say announced and shown once it is copied */
  copy: (text: string, say: string) => Promise<void>
}

/** Copies a text, and has it seen and heard that it did. */
export function useCopy(): Copying {
  const { run, busy, failure } = useCommand()
  const { said, say: tell } = useSaid()
  return {
    busy,
    said,
    failure,
    copy: async (text, say) => {
      tell(null)
      await run(
        () => call('copyText', { text }),
        () => tell(say),
      )
    },
  }
}
