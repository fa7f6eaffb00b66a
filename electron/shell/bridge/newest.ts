/**
 * Something that takes a moment to describe, told to the page: never an older description after a newer one.
 * @param describe what it is now
 */
export function tellNewest<T>(describe: () => Promise<T>, tell: (description: T) => void, onError: (error: unknown) => void) {
  let stale = false
  let work: Promise<void> = Promise.resolve()
  const say = async () => {
    stale = false
    try {
      const description = await describe()
      // What changed meanwhile is described next.
      if (!stale) tell(description)
    } catch (error) {
      onError(error)
    }
  }
  return {
    /** It has changed. */
    touch(): void {
      if (stale) return
      stale = true
      work = work.then(say)
    },
    /** Settles when everything that has changed until now is told. */
    told: (): Promise<void> => work,
  }
}
