import { storyTexts } from '#contract/texts/story.ts'
import { World as ModelWorld } from '../model/world.ts'

export const gateOpened = storyTexts['gate-opened']
export const pausedNow = storyTexts.paused

/** An outbox with comprobantes in error, whose lanes a test can close and whose calls it can hold. */
export class World extends ModelWorld {
  constructor(...references: string[]) {
    super()
    for (const reference of references) this.api.status.set(reference, 'error')
  }

  /** The quota is used up, as another call of that lane has found out. */
  close(pointOfSale: string): void {
    const sql = 'INSERT INTO lane (point_of_sale, gate, gate_at) VALUES (?, ?, ?) ON CONFLICT (point_of_sale) DO UPDATE SET gate = excluded.gate'
    this.database.prepare(sql).run(pointOfSale, 'cupo', this.clock.now())
  }

  /** Holds a paid call of one reference back: before its first byte, or after its answer. @returns what lets it go */
  holdAnswer(held: string, where: 'before' | 'after' = 'after'): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    const resend = this.api.resend.bind(this.api)
    this.api.resend = async (credentials, reference, call) => {
      if (reference !== held) return resend(credentials, reference, call)
      if (where === 'before') await promise
      const reply = await resend(credentials, reference, call)
      if (where === 'after') await promise
      return reply
    }
    return resolve
  }
}
