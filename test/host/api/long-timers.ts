/** Waits of the app that no test has the time for: they end when the control API lets time pass. Clocks go on as they are. */

/** Shorter ones are the system's. Milliseconds. */
const long = 30_000

interface Waiting {
  /** Of how much time has been let pass. */
  due: number
  fire: () => void
}

const waiting = new Map<NodeJS.Timeout, Waiting>()
let passed = 0

/** Puts itself between the app and the system's timers; to be called before the app is loaded. */
export function watchLongTimers(): void {
  const { setTimeout: start, clearTimeout: stop } = globalThis
  const later = (callback: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
    if (!(delay >= long)) return start(callback, delay, ...args)
    const fire = () => {
      waiting.delete(timer)
      callback(...args)
    }
    const timer = start(fire, delay)
    waiting.set(timer, { due: passed + delay, fire })
    return timer
  }
  globalThis.setTimeout = Object.assign(later, start)
  globalThis.clearTimeout = (timer) => {
    waiting.delete(timer as NodeJS.Timeout)
    stop(timer)
  }
}

/** Ends the long waits that would have ended by then, the shortest first; those that begin meanwhile wait anew. */
export function letTimePass(milliseconds: number): void {
  passed += milliseconds
  const due = [...waiting].filter(([, one]) => one.due <= passed).toSorted(([, one], [, other]) => one.due - other.due)
  for (const [timer, { fire }] of due) {
    if (!waiting.has(timer)) continue
    clearTimeout(timer)
    fire()
  }
}
