import { net, powerMonitor } from 'electron'
import type { Clock } from '../../core/lib/clock.ts'
import type { WakeHint } from '../../core/outbox/ports.ts'

/** The main process gets no event when the network comes back; the question costs nothing. Milliseconds. */
const askEvery = 2_000

/** Tells when the connection may be back: network up, computer awake, session unlocked. Hints, never proofs. */
export class Connectivity {
  readonly #clock: Clock
  readonly #onHint: (hint: WakeHint) => void
  #online = net.isOnline()
  #cancel: () => void = () => {}
  readonly #resumed = () => this.#onHint('resume')
  readonly #unlocked = () => this.#onHint('unlock')

  constructor(clock: Clock, onHint: (hint: WakeHint) => void) {
    this.#clock = clock
    this.#onHint = onHint
    powerMonitor.on('resume', this.#resumed)
    powerMonitor.on('unlock-screen', this.#unlocked)
    this.#plan()
  }

  dispose(): void {
    this.#cancel()
    powerMonitor.off('resume', this.#resumed)
    powerMonitor.off('unlock-screen', this.#unlocked)
  }

  #plan(): void {
    this.#cancel = this.#clock.after(askEvery, () => {
      const online = net.isOnline()
      const cameBack = online && !this.#online
      this.#online = online
      if (cameBack) this.#onHint('online')
      this.#plan()
    })
  }
}
