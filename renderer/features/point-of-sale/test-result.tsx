import { useRef, useState } from 'react'
import type { CommandInput, CommandValue } from '#contract/schema.ts'
import { credentials as texts } from '#contract/texts/point-of-sale.ts'
import { call } from '../../api.ts'
import { Explained } from '../explain/explained.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useCommand, type CommandRun } from '../../store/use-command.ts'

interface Test extends Pick<CommandRun, 'busy' | 'failure'> {
  result: CommandValue<'testCredentials'> | null
  run: (what: CommandInput<'testCredentials'>) => Promise<void>
  /** They were changed. */
  forget: () => void
}

/** The free query that tells whether credentials work. */
export function useTest(): Test {
  const { run, busy, failure, clear } = useCommand()
  const [result, setResult] = useState<Test['result']>(null)
  /** Counts what was forgotten: an answer about that is not shown. */
  const changes = useRef(0)
  return {
    busy,
    failure,
    result,
    run: async (what) => {
      setResult(null)
      const asked = changes.current
      const tested = await run(() => call('testCredentials', what))
      if (tested && asked === changes.current) setResult(tested.value)
    },
    forget: () => {
      changes.current++
      clear()
      setResult(null)
    },
  }
}

/** What the test saw, in place; while it runs it says so. */
export function TestResult({ test: { busy, failure, result } }: { test: Test }) {
  if (busy) return <Message tone="info" live="status" text={texts.testing} />
  if (!result) return <FailureMessage failure={failure} />
  return (
    <Message tone={result.works ? 'good' : 'bad'} live={result.works ? 'status' : 'alert'} title={result.explanation.title}>
      <Explained explanation={result.explanation} beside={result.explanation.title} />
    </Message>
  )
}
