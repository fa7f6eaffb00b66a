import type { Clock } from '../clock.ts'
import type { Outcome } from '../guidance/outcome.ts'
import { defaultWait, isDue, longestServerWait } from './retry-policy.ts'
import type { OrderStore } from './store.ts'
import type { LaneEffect } from './verdict.ts'

export type GateReason = (LaneEffect & { type: 'gate' })['reason']
export type WaitKind = (LaneEffect & { type: 'wait' })['kind']

export interface LaneRow {
  point_of_sale: string
  gate: GateReason | null
  gate_at: number | null
  /** JSON of the Outcome that closed the gate. */
  gate_outcome: string | null
  wait_kind: WaitKind | null
  wait_until: number | null
  /** Waits in a row, for servers that never say how long. */
  waits: number
  /** Uncertain answers in a row. */
  trouble: number
  /** When the API refused EXT_REF_LIST; one by one for a day. */
  list_refused_at: number | null
}

/** What holds whole lanes; on disk, so that a restart does not spend a request to find out again. */
export class LaneStates {
  readonly #store: OrderStore
  readonly #clock: Clock

  constructor(store: OrderStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  get(pointOfSale: string): LaneRow {
    return (
      (this.#store.prepare('SELECT * FROM lane WHERE point_of_sale = ?').get(pointOfSale) as LaneRow | undefined) ?? {
        point_of_sale: pointOfSale,
        gate: null,
        gate_at: null,
        gate_outcome: null,
        wait_kind: null,
        wait_until: null,
        waits: 0,
        trouble: 0,
        list_refused_at: null,
      }
    )
  }

  all(): LaneRow[] {
    return this.#store.prepare('SELECT * FROM lane').all() as unknown as LaneRow[]
  }

  closeGate(pointOfSale: string, reason: GateReason, outcome: Outcome | null): void {
    this.#set(pointOfSale, { gate: reason, gate_at: this.#clock.now(), gate_outcome: outcome && JSON.stringify(outcome) })
  }

  openGate(pointOfSale: string): void {
    this.#set(pointOfSale, { gate: null, gate_at: null, gate_outcome: null })
  }

  wait(pointOfSale: string, effect: LaneEffect & { type: 'wait' }): void {
    const { waits } = this.get(pointOfSale)
    const now = this.#clock.now()
    const asked = effect.until === null ? effect.retryAfter : effect.until - now
    const length = asked === null ? defaultWait[effect.kind] * 2 ** Math.min(waits, 6) : Math.max(asked, 1_000)
    this.#set(pointOfSale, {
      wait_kind: effect.kind,
      wait_until: now + Math.min(length, longestServerWait),
      waits: waits + 1,
    })
  }

  /** A person does not want to wait as long as the server asked for. The next wait is longer all the same. */
  release(pointOfSale: string): void {
    if (this.get(pointOfSale).wait_kind) this.#set(pointOfSale, { wait_kind: null, wait_until: null })
  }

  /** @returns milliseconds this lane still has to wait because the server asked for it */
  delay(row: LaneRow): number {
    const now = this.#clock.now()
    if (row.wait_until === null || isDue(row.wait_until, now, longestServerWait)) return 0
    return row.wait_until - now
  }

  /** A paid call was answered as it should be. */
  settled(pointOfSale: string): void {
    const row = this.get(pointOfSale)
    if (row.trouble || row.waits || row.wait_kind) this.#set(pointOfSale, { trouble: 0, waits: 0, wait_kind: null, wait_until: null })
  }

  /** A free query was answered: an uncertain server can be trusted again. */
  answered(pointOfSale: string): void {
    if (this.get(pointOfSale).trouble) this.#set(pointOfSale, { trouble: 0 })
  }

  trouble(pointOfSale: string): void {
    this.#set(pointOfSale, { trouble: this.get(pointOfSale).trouble + 1 })
  }

  refusedList(pointOfSale: string): void {
    this.#set(pointOfSale, { list_refused_at: this.#clock.now() })
  }

  #set(pointOfSale: string, patch: Partial<LaneRow>): void {
    const columns = Object.keys(patch)
    this.#store
      .prepare(
        `INSERT INTO lane (point_of_sale, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})
         ON CONFLICT (point_of_sale) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
      )
      .run(pointOfSale, ...Object.values(patch))
  }
}

/** A day after the API refused the list it is tried again. */
export const oneByOne = (lane: LaneRow, now: number): boolean =>
  lane.list_refused_at !== null && !isDue(lane.list_refused_at + longestServerWait, now, longestServerWait)
