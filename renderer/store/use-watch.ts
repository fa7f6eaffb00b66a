import { useEffect, useState } from 'react'
import type { WatchStatus } from '#contract/commands/watch.ts'
import { call, on } from '../api.ts'

/** @returns how the program gets on looking by itself; null until it has said so */
export function useWatch(): WatchStatus | null {
  const [status, setStatus] = useState<WatchStatus | null>(null)
  useEffect(() => {
    const end = on('watchChanged', setStatus)
    // An event that came first knows more than the answer.
    void call('readWatch', {}).then((result) => result.ok && setStatus((told) => told ?? result.value))
    return end
  }, [])
  return status
}
