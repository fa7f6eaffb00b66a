import { useEffect, useState } from 'react'

/**
 * Asks when it is first shown, and again whenever the question is another one.
 * @returns null while the answer is under way; one that comes late is not taken for that to another question
 */
export function useAnswer<T>(question: unknown, ask: () => Promise<T>): T | null {
  const [last, setLast] = useState<{ question: unknown; answer: T } | null>(null)
  useEffect(() => {
    let gone = false
    void ask().then((answer) => {
      if (!gone) setLast({ question, answer })
    })
    return () => {
      gone = true
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what it asks is what the question says
  }, [question])
  return last && last.question === question ? last.answer : null
}
