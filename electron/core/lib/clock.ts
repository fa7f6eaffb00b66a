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
