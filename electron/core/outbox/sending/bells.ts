import { Signal } from '../../lib/signal.ts'

/** By which the parts of the outbox tell one another that there may be something to do; what that is each reads from the disk. */
export class Bells {
  /** A lane may have something to send: orders came, a wait is over. */
  readonly ready = new Signal<void>()
  /** An answer is written down: other lanes, and the follow-up, may have something to do. */
  readonly settled = new Signal<void>()
}
