import { Signal } from '../../lib/signal.ts'

/** The parts of the outbox ring these to tell one another that there may be something to do; each then reads from the disk what it is. */
export class Bells {
  /** A lane may have something to send: orders came, a wait is over. */
  readonly ready = new Signal<void>()
  /** An answer is written down: other lanes, and the follow-up, may have something to do. */
  readonly settled = new Signal<void>()
  /** What is told of the outbox as a whole may have changed: a gate, an hour that passed, credentials that were read. */
  readonly changed = new Signal<void>()
}
