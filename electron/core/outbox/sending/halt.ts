import { z } from 'zod'
import { fail, ok, type Failure, type Result } from '#contract/result.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import { Signal } from '../../lib/signal.ts'
import type { Flags } from '../base/flags.ts'
import type { Guard } from '../base/guard.ts'

const stopSchema = z.object({ problem: z.enum(['restored', 'stopped']), text: z.string() })

/** Orders may be missing. `restored`: until the person has read it; `stopped`: until the next start, which mends it. */
export type Stop = z.infer<typeof stopSchema>

/** What keeps all lanes from starting anything. */
export class Halt {
  /** Something may go again, or not any more. */
  readonly changed = new Signal<void>()
  readonly #flags: Flags
  readonly #guard: Guard
  #paused: boolean
  #stopped: Stop | null
  #started = false
  #heldBack = false
  #resting = false

  /** @param found by whoever opened the database @throws SQLite's error */
  constructor(flags: Flags, guard: Guard, found: Stop | null) {
    this.#flags = flags
    this.#guard = guard
    this.#paused = flags.get('paused') !== null
    this.#stopped = found ?? storedStop(flags)
    if (found) flags.set('stopped', JSON.stringify(found))
  }

  /** A person wants nothing to be sent. */
  get paused(): boolean {
    return this.#paused
  }

  get stopped(): Stop | null {
    return this.#stopped
  }

  /** Whether a step may start. */
  get open(): boolean {
    return this.#started && !this.#paused && !this.#stopped && !this.#resting && !this.#heldBack
  }

  /** Why no paid call that a person asks for may start; null when it may. */
  get obstacle(): Failure | null {
    if (!this.#started || this.#stopped || this.#guard.failing) return { code: 'sending-stopped' }
    return this.#paused || this.#heldBack ? { code: 'sending-paused' } : null
  }

  /** Opens the send gate. */
  start(): void {
    this.#started = true
  }

  /** The caller emits `changed` once everything that goes with the pause is written. */
  pause(paused: boolean): void {
    this.#paused = paused
  }

  /**
   * This process may be ended any moment, or no longer: while it may, nothing new is put on the wire, where it would stay in doubt.
   * Not a pause: orders stay as they are, and nothing is written.
   */
  holdBack(held: boolean): void {
    this.#heldBack = held
    this.changed.emit()
  }

  /** A marker could not be written: the disk is given some time. */
  rest(resting: boolean): void {
    this.#resting = resting
    this.#guard.health('marker', resting)
    if (!resting) this.changed.emit()
  }

  /** Only a new start can mend it. */
  stop(text: string): void {
    if (this.#stopped?.problem === 'stopped') return
    this.#stopped = { problem: 'stopped', text }
    this.changed.emit()
  }

  /** The person has read what may be missing. A file that is damaged now is mended by a new start, not by reading about it. */
  acknowledge(): Result<null> {
    if (this.#stopped?.problem === 'stopped') return ok(null)
    const stored = this.#guard.answer(() => (this.#flags.set('stopped', null), ok(null)))
    if (!stored.ok) return fail(stored.error.code)
    this.#stopped = null
    this.changed.emit()
    return stored
  }
}

function storedStop(flags: Flags): Stop | null {
  const value = flags.get('stopped')
  if (value === null) return null
  try {
    return stopSchema.parse(JSON.parse(value))
  } catch {
    // The person had something to read, but what it said is lost.
    return { problem: 'restored', text: storageTexts.forgotten }
  }
}
