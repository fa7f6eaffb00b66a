import { useEffect, useState } from 'react'
import type { Failure, Result } from '#contract/result.ts'

interface Live<T> {
  /** As it was last known; null until then. */
  value: T | null
  /** Why the last reading failed; null when it did not. */
  failure: Failure | null
}

/**
 * What a command answers, kept up to date. What is known stays until a newer answer is there, also while another question is asked.
 * @param listen called with what asks again, and with what takes something told for the answer, as it knows more than one that is under way; returns what ends it
 */
export function useLive<T>(question: string, ask: () => Promise<Result<T>>, listen?: (again: () => void, tell: (value: T) => void) => () => void): Live<T> {
  const [known, setKnown] = useState<Live<T>>({ value: null, failure: null })
  useEffect(() => {
    let latest = 0
    const read = async () => {
      const asked = ++latest
      const answer = await ask()
      if (asked === latest) setKnown((before) => (answer.ok ? { value: answer.value, failure: null } : { ...before, failure: answer.error }))
    }
    const tell = (value: T) => {
      latest++
      setKnown({ value, failure: null })
    }
    void read()
    const stop = listen?.(() => void read(), tell)
    return () => {
      latest = -1
      stop?.()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what it asks, and listens to, is what the question says
  }, [question])
  return known
}

/** Orders change in bursts; sums of them are read once after each. Milliseconds. */
const settle = 400

/** @returns the same listening, which asks again once after each burst */
export const onceABurst = (listen: (again: () => void) => () => void) => (again: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = listen(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      again()
    }, settle)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
