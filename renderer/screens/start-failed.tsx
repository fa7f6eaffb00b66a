import type { Failure } from '#contract/result.ts'
import { common, start } from '#contract/texts/page.ts'
import { Action } from '../ui/action.tsx'
import { FailureMessage, Message } from '../ui/message.tsx'

/** The page has nothing to show because the first command failed. */
export function StartFailed({ failure, retry }: { failure: Failure; retry: () => Promise<void> }) {
  const action = <Action onPress={() => void retry()}>{common.retry}</Action>
  return (
    <main className="start-failed">
      <h1>{common.product}</h1>
      {failure.code === 'internal' ? (
        <Message tone="bad" live="alert" title={start.failedTitle} actions={action} text={start.failedText} />
      ) : (
        <FailureMessage failure={failure} actions={action} />
      )}
    </main>
  )
}
