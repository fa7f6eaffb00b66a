import type { Clock } from '../lib/clock.ts'
import { Alarm } from '../lib/alarm.ts'
import { givesWay, longestPacePause } from '../lib/waits.ts'

/** Who asks. Somebody looks at what a person searches for; what is to be sent waits for its query; nobody waits for what is watched. */
export type Rank = 'person' | 'sending' | 'watching'

/** Queries under way at a time, of the whole program; what is watched leaves one for those who wait for theirs. */
const most = 4
const mostOf: Record<Rank, number> = { person: most, sending: most, watching: most - 1 }

interface Waiting {
  rank: Rank
  since: number
  go: (mayStart: boolean) => void
}

/** The one pace of all free queries of the program: a few under way, some time between two starts, the most urgent first. */
export class Pace {
  readonly #clock: Clock
  readonly #spacing: number
  readonly #alarm: Alarm
  readonly #waiting: Waiting[] = []
  readonly #underWay: Record<Rank, number> = { person: 0, sending: 0, watching: 0 }
  #next = -Infinity

  /** @param spacing milliseconds between two starts; TusFacturasAPP asks for at least 100 when several are under way */
  constructor(clock: Clock, spacing: number) {
    this.#clock = clock
    this.#spacing = spacing
    this.#alarm = new Alarm(clock, () => this.#startWaiting())
  }

  /** Runs a query in its turn. @returns its result; null when the signal was aborted before its turn came */
  async run<T>(rank: Rank, signal: AbortSignal | undefined, query: () => Promise<T>): Promise<T | null> {
    if (!(await this.#turn(rank, signal))) return null
    try {
      return await query()
    } finally {
      this.#underWay[rank]--
      this.#startWaiting()
    }
  }

  /** Nobody starts for so many milliseconds, or for a minute if that is longer. */
  pause(milliseconds: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + Math.min(milliseconds, longestPacePause))
  }

  #turn(rank: Rank, signal: AbortSignal | undefined): Promise<boolean> {
    if (signal?.aborted) return Promise.resolve(false)
    return new Promise((resolve) => {
      const waiting: Waiting = {
        rank,
        since: this.#clock.now(),
        go: (mayStart) => {
          signal?.removeEventListener('abort', giveUp)
          this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
          resolve(mayStart)
        },
      }
      const giveUp = () => waiting.go(false)
      signal?.addEventListener('abort', giveUp)
      this.#waiting.push(waiting)
      this.#startWaiting()
    })
  }

  #startWaiting(): void {
    for (let first = this.#first(); first; first = this.#first()) {
      const now = this.#clock.now()
      // A clock that was set back must not make anybody wait for hours.
      const left = this.#next - now > longestPacePause ? 0 : this.#next - now
      if (left > 0) return this.#alarm.set(left)
      this.#next = now + this.#spacing
      this.#underWay[first.rank]++
      first.go(true)
    }
    this.#alarm.cancel()
  }

  /** Gives, of the queries that may start now, the one that has given way for long enough first; of equals the oldest. */
  #first(): Waiting | undefined {
    const { person, sending, watching } = this.#underWay
    if (person + sending + watching >= most) return undefined
    const now = this.#clock.now()
    let first: Waiting | undefined
    let least = Infinity
    for (const waiting of this.#waiting) {
      // One that began to wait in what is now the future waited through a clock that was set back.
      const left = waiting.since > now ? 0 : waiting.since + givesWay[waiting.rank] - now
      if (left >= least || this.#underWay[waiting.rank] >= mostOf[waiting.rank]) continue
      first = waiting
      least = left
    }
    return first
  }
}
