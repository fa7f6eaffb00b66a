import type { Clock } from '../../electron/core/lib/clock.ts'

interface Timer {
  at: number
  number: number
  callback: (() => void) | null
}

/** Virtual time for thousands of programs: timers in a heap, those of one moment in the order in which they were set. */
export class FleetClock implements Clock {
  #now: number
  #timers: Timer[] = []
  #number = 0

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(delay: number, callback: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(delay, 0), number: this.#number++, callback }
    this.#push(timer)
    return () => {
      timer.callback = null
    }
  }

  /** @param settled settles when all that the timers of one moment have started is through */
  async advance(duration: number, settled: () => Promise<void>): Promise<void> {
    const end = this.#now + duration
    await settled()
    for (let next = this.#timers[0]; next && next.at <= end; next = this.#timers[0]) {
      this.#now = Math.max(this.#now, next.at)
      // All of one moment at once: they do not know of one another.
      for (let due = this.#timers[0]; due && due.at <= this.#now; due = this.#timers[0]) {
        this.#pop()
        due.callback?.()
      }
      await settled()
    }
    this.#now = end
  }

  #push(timer: Timer): void {
    const heap = this.#timers
    let index = heap.push(timer) - 1
    for (let above = (index - 1) >> 1; index > 0 && isBefore(timer, heap[above] as Timer); above = (index - 1) >> 1) {
      heap[index] = heap[above] as Timer
      index = above
    }
    heap[index] = timer
  }

  #pop(): void {
    const heap = this.#timers
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let index = 0
    for (;;) {
      let below = 2 * index + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Timer, heap[below] as Timer)) below++
      if (!isBefore(heap[below] as Timer, last)) break
      heap[index] = heap[below] as Timer
      index = below
    }
    heap[index] = last
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.number < b.number)
