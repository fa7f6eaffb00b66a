import { useEffect, useState, type ComponentType } from 'react'
import { common } from '#contract/texts/page.ts'
import { Action } from './action.tsx'
import { Message } from './message.tsx'

export interface Deferred<P extends object> {
  /** Draws nothing until its code is there, which is a moment after the first paint; says so when it did not come. */
  Part: ComponentType<P>
  isReady: () => boolean
  /** Settles when the part can be drawn, as itself or as the message that it did not come. */
  fetch: () => Promise<void>
}

const all: Pick<Deferred<object>, 'fetch'>[] = []

/** @returns a part of the page whose code is not needed for the first paint, so that the window opens sooner */
export function deferred<P extends object>(load: () => Promise<ComponentType<P>>): Deferred<P> {
  let Loaded: ComponentType<P> | null = null
  let loading: Promise<void> | null = null
  let failed = false
  const isReady = () => Loaded !== null || failed

  function fetch() {
    loading ??= load().then(
      (loaded) => {
        Loaded = loaded
      },
      (error: unknown) => {
        failed = true
        reportError(error)
      },
    )
    return loading
  }

  function Part(props: P) {
    const [ready, setReady] = useState(isReady)
    useEffect(() => {
      let shown = true
      if (!ready) void fetch().then(() => shown && setReady(true))
      return () => {
        shown = false
      }
    }, [ready])
    if (failed) return <NotThere />
    return Loaded && <Loaded {...props} />
  }

  const part: Deferred<P> = { Part, fetch, isReady }
  all.push(part)
  return part
}

/** @returns the same for a part that came with the page */
export const atHand = <P extends object>(Part: ComponentType<P>): Deferred<P> => ({ Part, isReady: () => true, fetch: () => Promise.resolve() })

/** A module that failed to load once never loads again in the same page (whatwg/html issue 6768). So the page is reloaded, and finds its place. */
function NotThere() {
  const again = <Action onPress={() => location.reload()}>{common.retry}</Action>
  return <Message tone="bad" live="alert" title={common.partMissing} text={common.partMissingHelp} actions={again} />
}

/** After a press the next one is likely: what it needs comes first. Milliseconds. */
const quietTime = 1000

/** @returns when the page has nothing else to do and the person has done nothing for a while */
function whenQuiet(): Promise<void> {
  return new Promise((resolve) => {
    const acts = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    let timer = setTimeout(rest, 0)
    let idle = 0
    function rest() {
      idle = requestIdleCallback(() => {
        for (const act of acts) removeEventListener(act, wait, true)
        resolve()
      })
    }
    function wait() {
      clearTimeout(timer)
      cancelIdleCallback(idle)
      timer = setTimeout(rest, quietTime)
    }
    for (const act of acts) addEventListener(act, wait, { capture: true, passive: true })
  })
}

/** One after the other while the page has nothing else to do, so that what is opened later is there at once. */
export async function fetchDeferred(): Promise<void> {
  for (const part of all) {
    await whenQuiet()
    await part.fetch()
  }
}
