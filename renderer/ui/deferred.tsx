import { useEffect, useState, type ComponentType } from 'react'

export interface Deferred<P extends object> {
  /** Draws nothing until its code is there, which is a moment after the first paint. */
  Part: ComponentType<P>
  isReady: () => boolean
  /** Settles when the part can be drawn. */
  fetch: () => Promise<void>
}

const all: Pick<Deferred<object>, 'fetch'>[] = []

/** @returns a part of the page whose code is not needed for the first paint, so that the window opens sooner */
export function deferred<P extends object>(load: () => Promise<ComponentType<P>>): Deferred<P> {
  let Loaded: ComponentType<P> | null = null
  let loading: Promise<void> | null = null

  function fetch() {
    loading ??= load().then((loaded) => {
      Loaded = loaded
    })
    return loading
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
