import { useEffect, useState } from 'react'
import type { Failure, Result } from '#contract/result.ts'

interface Known<T> {
  /** As it was last known; null until then. */
  value: T | null
  /** Why the last reading failed; null when it did not. */
  failure: Failure | null
}

/**
 * What a command answers, kept up to date. What is known stays until a newer answer is there, also while another question is asked.
 * @param listen called with what asks again, and with what takes something told for the answer, as it knows more than one that is under way; returns what ends it
 * @returns it with the question that it answers
 */
export function useLive<T>(
  question: string,
  ask: () => Promise<Result<T>>,
  listen?: (again: () => void, tell: (value: T) => void) => () => void,
): Known<T> & { of: string | null } {
  const [known, setKnown] = useState<Known<T> & { of: string | null }>({ of: null, value: null, failure: null })
  useEffect(() => {
    let latest = 0
    const read = async () => {
      const asked = ++latest
      const answer = await ask()
      if (asked === latest)
        setKnown((before) => ({ of: question, ...(answer.ok ? { value: answer.value, failure: null } : { value: before.value, failure: answer.error }) }))
    }
    const tell = (value: T) => {
      latest++
      setKnown({ of: question, value, failure: null })
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

/** What a command answers, asked once for each question; nothing is known while the answer is under way. */
export function useAnswer<T>(question: string, ask: () => Promise<Result<T>>): Known<T> {
  const { of, value, failure } = useLive(question, ask)
  if (of !== question) return { value: null, failure: null }
  return { value: failure ? null : value, failure }
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
