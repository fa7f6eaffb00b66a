import { useEffect, useState } from 'react'

/** The longest double click that Windows can be set to, and then some. */
const doubleClick = 500

/**
 * The second half of the double click that opened something must not confirm it as well.
 * @param from armed so long after this became true
 */
export function useArmed(from = true): boolean {
  const [armed, setArmed] = useState(false)
  useEffect(() => {
    if (!from) return undefined
    const timer = setTimeout(() => setArmed(true), doubleClick)
    return () => clearTimeout(timer)
  }, [from])
  return armed
}
