import { useEffect, useState } from 'react'
import type { Failure, Result } from '#contract/result.ts'
import { call, on } from '../api.ts'

/** @returns a hook for what main answers when asked and tells anew by itself: null until it has said so */
export function told<T>(ask: () => Promise<Result<T>>, listen: (tell: (value: T) => void) => () => void) {
  return function useTold(): { value: T | null; failure: Failure | null } {
    const [value, setValue] = useState<T | null>(null)
    const [failure, setFailure] = useState<Failure | null>(null)
    useEffect(() => {
      const end = listen((news) => {
        setFailure(null)
        setValue(news)
      })
      // An event that came first knows more than the answer.
      void ask().then((result) => (result.ok ? setValue((known) => known ?? result.value) : setFailure(result.error)))
      return end
    }, [])
    return { value, failure }
  }
}

/** How the program gets on looking by itself. */
export const useWatch = told(
  () => call('readWatch', {}),
  (tell) => on('watchChanged', tell),
)

/** What rules have spent today. */
export const useRules = told(
  () => call('readRules', {}),
  (tell) => on('rulesChanged', tell),
)
