import type { Clock } from './clock.ts'

/** @returns what the work settles with; `late` where that takes longer than so many milliseconds */
export function within<T, Late>(clock: Clock, longest: number, work: Promise<T>, late: Late): Promise<T | Late> {
  const over = Promise.withResolvers<Late>()
  const cancel = clock.after(longest, () => over.resolve(late))
  return Promise.race([work, over.promise]).finally(cancel)
}
