import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../../core/lib/clock.ts'
import { crashesFile } from '../../core/storage/data-files.ts'
import { readJson } from '../files/read-json.ts'
import type { Teardown } from '../start/teardown.ts'

/** Crashes that come sooner after a start, and one after another, may be a crash of every start. Milliseconds. */
const early = 60_000
const related = 30 * 60_000
const inARow = 3

const entries = z.array(z.number())

/**
 * Counts the crashes of starts. A program that starts with the computer and crashes each time must leave a way in: after
 * three in a row the next start holds back what it does by itself.
 */
export class CrashTally {
  readonly #path: string
  readonly #clock: Clock
  readonly #startedAt: number

  constructor(folder: string, clock: Clock) {
    this.#path = join(folder, crashesFile)
    this.#clock = clock
    this.#startedAt = clock.now()
  }

  /** To be asked at a start. */
  get careful(): boolean {
    return this.#recent().length >= inARow
  }

  /** This process crashes. Never throws. */
  note(): void {
    const now = this.#clock.now()
    if (now - this.#startedAt > early) return
    try {
      writeFileSync(this.#path, JSON.stringify([...this.#recent(), now].slice(-inARow)), { mode: 0o600 })
    } catch {
      // A full disk may be why it crashes; the log has been told.
    }
  }

  /** A start that has lasted is a good one: those before it no longer count. */
  forgetWhenCalm(teardown: Teardown): void {
    teardown.add(
      'crash tally',
      this.#clock.after(early, () => {
        try {
          rmSync(this.#path, { force: true })
        } catch {
          // It may not be deleted: then it grows old there.
        }
      }),
    )
  }

  #recent(): number[] {
    const now = this.#clock.now()
    return (readJson(this.#path, entries) ?? []).filter((at) => Math.abs(now - at) < related)
  }
}
