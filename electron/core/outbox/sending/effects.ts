import type { Outcome } from '../../guidance/outcome.ts'
import type { LaneEffect } from '../asking/verdict.ts'
import { markerPause } from '../../lib/waits.ts'
import type { Gates } from './gates.ts'
import { regroup } from './order-in-doubt.ts'
import type { Ground } from '../ground.ts'

interface EffectsContext extends Ground {
  gates: Gates
}

/** What a reply means beyond its order or task: gates, waits, backoff. */
export class Effects {
  readonly #context: EffectsContext

  constructor(context: EffectsContext) {
    this.#context = context
  }

  /** To be called inside a transaction. */
  apply(pointOfSale: string, effect: LaneEffect, outcome: Outcome | null): void {
    const { store, states, reachability, gates } = this.#context
    switch (effect.type) {
      case 'none':
        return
      case 'gate':
        gates.close(pointOfSale, effect, outcome)
        return
      case 'refusal':
        if (states.refused(pointOfSale, 'free', effect.words, null)) gates.close(pointOfSale, { type: 'gate', reason: 'respuesta', paid: false }, outcome)
        else this.#putBack(pointOfSale, 'put-back', outcome)
        return
      case 'wait':
        states.wait(pointOfSale, effect)
        this.#putBack(pointOfSale, 'put-back', outcome)
        reachability.release(pointOfSale)
        return
      case 'trouble':
        states.trouble(pointOfSale)
        regroup(store, pointOfSale)
        reachability.release(pointOfSale)
        return
      case 'no-connection':
        reachability.failed()
        this.#putBack(pointOfSale, 'no-connection', outcome)
        return
      case 'storage':
        this.#restAfterMarker()
    }
  }

  #putBack(pointOfSale: string, cause: 'no-connection' | 'put-back', outcome: Outcome | null): void {
    const { store } = this.#context
    for (const row of store.rows("SELECT * FROM orders WHERE point_of_sale = ? AND state = 'preflight'", pointOfSale))
      store.change(row, 'queued', cause, 'program', { refused_queries: 0, outcome: outcome && JSON.stringify(outcome) })
  }

  #restAfterMarker(): void {
    const { halt, clock } = this.#context
    halt.rest(true)
    clock.after(markerPause, () => halt.rest(false))
  }
}
