import type { Clock } from '../../core/lib/clock.ts'
import { within } from '../../core/lib/within.ts'
import { isDue, keychainPatience, keychainPause } from '../../core/lib/waits.ts'

export type Opened =
  /** `stale`: the system has a newer key and the text should be sealed again. */
  | { kind: 'open'; text: string; stale: boolean }
  /** The key is gone or the ciphertext is damaged: the person has to type the secret again. */
  | { kind: 'undecryptable' }
  /** The keychain was locked when this process first asked, and the next process may open it; or it has not answered in time. */
  | { kind: 'unavailable' }

interface Reading {
  opened: Promise<Opened>
  askedAt: number
  /** Times in a row that it was not answered in time, this one included. */
  failures: number
  late: boolean
}

/** Reads what may never be answered: waited for shortly, and while it is not answered asked for anew as seldom as any silent keychain. */
export class Readings {
  readonly #open: (ciphertext: string) => Promise<Opened>
  readonly #clock: Clock
  readonly #all = new Map<string, Reading>()

  /** @param open does not reject */
  constructor(open: (ciphertext: string) => Promise<Opened>, clock: Clock) {
    this.#open = open
    this.#clock = clock
  }

  /** @returns what it holds; `unavailable` when there is no answer in time, at once where there was none before */
  async read(ciphertext: string): Promise<Opened> {
    const reading = this.#current(ciphertext)
    if (reading.late) return { kind: 'unavailable' }
    const opened = await within(this.#clock, keychainPatience, reading.opened, null)
    if (opened) return opened
    if (!reading.late) reading.failures++
    reading.late = true
    return { kind: 'unavailable' }
  }

  #current(ciphertext: string): Reading {
    const known = this.#all.get(ciphertext)
    if (known && !(known.late && this.#mayAskAgain(known))) return known
    const reading = { opened: this.#open(ciphertext), askedAt: this.#clock.now(), failures: known?.failures ?? 0, late: false }
    this.#all.set(ciphertext, reading)
    void reading.opened.then(() => {
      // One that was given up answers after all, or the newest does: it is not silent any more.
      this.#all.delete(ciphertext)
    })
    return reading
  }

  #mayAskAgain({ askedAt, failures }: Reading): boolean {
    const pause = keychainPause(failures - 1)
    return isDue(askedAt + pause, this.#clock.now(), pause)
  }
}
