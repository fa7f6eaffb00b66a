import { useEffect, useState } from 'react'
import { announce } from './announcer.tsx'

/** How long it is shown that something was done. Milliseconds. */
const shownFor = 4000

export interface Saying {
  /** What was said a moment ago, to be shown where it was done; null: nothing was. */
  said: string | null
  /** Has it seen and heard; null takes back what is shown. */
  say: (text: string | null) => void
}

/** Says in passing that something was done. */
export function useSaid(): Saying {
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    if (said === null) return undefined
    const timer = setTimeout(() => setSaid(null), shownFor)
    return () => clearTimeout(timer)
  }, [said])
  return {
    said,
    say: (text) => {
      setSaid(text)
      if (text !== null) announce(text)
    },
  }
}
