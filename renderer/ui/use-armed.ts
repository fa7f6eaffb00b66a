import { useEffect, useState } from 'react'

/** The longest double click that Windows can be set to, and then some. */
const doubleClick = 500

/**
 * The second half of the double click that opened something must not confirm it as well.
 * @param about what would be paid for: it can be confirmed once this has been the same for that long; false or null while there is nothing
 */
export function useArmed(about: unknown = true): boolean {
  const [armedFor, setArmedFor] = useState<unknown>(null)
  useEffect(() => {
    if (about === null || about === false) return undefined
    const timer = setTimeout(() => setArmedFor(about), doubleClick)
    return () => {
      clearTimeout(timer)
      setArmedFor(null)
    }
  }, [about])
  // Compared, because what it is about may have changed just now, and the page is drawn before the effect has disarmed it.
  return armedFor !== null && armedFor === about
}
