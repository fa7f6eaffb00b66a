import { Alarm } from '../../lib/alarm.ts'
import { expiryInterval, longestWait } from '../../lib/waits.ts'
import type { Ground } from '../ground.ts'

/** What waited for days is not sent without asking. Once an hour it is looked for. */
export class Expiry {
  readonly #context: Ground
  readonly #alarm: Alarm

  constructor(context: Ground) {
    this.#context = context
    this.#alarm = new Alarm(context.clock, () => this.look())
  }

  look(): void {
    const { store, guard, bells, clock } = this.#context
    this.#alarm.set(expiryInterval)
    guard.run('expiry', () => {
      const oldest = clock.now() - longestWait
      store.transaction(() => {
        for (const row of store.rows("SELECT * FROM orders WHERE state = 'queued' AND archived_at IS NULL AND waiting_since < ?", oldest))
          store.change(row, 'held', 'expired', 'program', { hold_reason: 'vencido' })
      })
      bells.changed.emit()
    })
  }
}
