import { useEffect, useState, type ComponentType } from 'react'

export interface Deferred<P extends object> {
  /** Draws nothing until its code is there, which is a moment after the first paint. */
  Part: ComponentType<P>
  isReady: () => boolean
  /** Settles when the part can be drawn. Never rejects: code that did not come is asked for again, and that it did not is reported once. */
  fetch: () => Promise<void>
}

/** Before code that did not come is asked for again. Milliseconds. */
const rest = 1000

const all: Pick<Deferred<object>, 'fetch'>[] = []

/** @returns a part of the page whose code is not needed for the first paint, so that the window opens sooner */
export function deferred<P extends object>(load: () => Promise<ComponentType<P>>): Deferred<P> {
  let Loaded: ComponentType<P> | null = null
  let loading: Promise<void> | null = null

  function fetch() {
    loading ??= loadUntilThere()
    return loading
  }

  async function loadUntilThere() {
    for (let tries = 1; ; tries++) {
      try {
        Loaded = await load()
        return
      } catch (error) {
        if (tries === 1) reportError(error)
        await new Promise((resolve) => {
          setTimeout(resolve, rest)
        })
      }
    }
  }

  function Part(props: P) {
    const [ready, setReady] = useState(Loaded !== null)
    useEffect(() => {
      let shown = true
      if (!ready) void fetch().then(() => shown && setReady(true))
      return () => {
        shown = false
      }
    }, [ready])
    return Loaded && <Loaded {...props} />
  }

  const part: Deferred<P> = { Part, fetch, isReady: () => Loaded !== null }
  all.push(part)
  return part
}

/** One after the other while the page has nothing else to do, so that what is opened later is there at once. */
export async function fetchDeferred(): Promise<void> {
  for (const part of all) {
    await new Promise((resolve) => {
      requestIdleCallback(resolve)
    })
    await part.fetch()
  }
}
