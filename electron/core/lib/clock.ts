/** Time as a dependency, so that tests move it and nothing else in core touches the system's. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls back once after `delay` milliseconds, at the earliest. @returns a function that cancels */
  after(delay: number, callback: () => void): () => void
}

/** setTimeout overflows past 2^31-1 ms and would fire at once. */
const longestTimer = 2_147_483_647

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delay, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(delay, 0), longestTimer))
    return () => {
      clearTimeout(timer)
    }
  },
}

/** @returns a clock with the same time, whose timers end with the signal: whoever sets one has nothing to tear down */
export function endingWith(clock: Clock, signal: AbortSignal): Clock {
  const cancels = new Set<() => void>()
  signal.addEventListener('abort', () => {
    for (const cancel of cancels) cancel()
    cancels.clear()
  })
  return {
    now: () => clock.now(),
    after: (delay, callback) => {
      if (signal.aborted) return () => {}
      const end = () => {
        cancels.delete(end)
        cancel()
      }
      const cancel = clock.after(delay, () => {
        cancels.delete(end)
        callback()
      })
      cancels.add(end)
      return end
    },
  }
}

/** Settles after so many milliseconds; at once when the signal is aborted. */
export function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(milliseconds, done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
