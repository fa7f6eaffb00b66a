import type { Clock } from '../../lib/clock.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import { gateWait, isDue, longestServerWait, serverWait } from '../../lib/waits.ts'
import type { OrderStore } from '../orders/store.ts'
import type { LaneEffect } from '../asking/verdict.ts'

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
  /** Waits, and gates that mend themselves, since the last good answer to a paid call: each is longer than the one before. */
  waits: number
  /** Uncertain answers in a row. */
  trouble: number
  /** When the API refused EXT_REF_LIST; one by one for a day. */
  list_refused_at: number | null
  /** The last answer to a paid call, and to a free query, if it was a refusal that may concern all orders: JSON of LastRefusal. */
  paid_refusal: string | null
  free_refusal: string | null
}

interface LastRefusal {
  words: string
  /** What was refused; null when two have been refused so: then it is no longer about one of them. */
  reference: string | null
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
        paid_refusal: null,
        free_refusal: null,
      }
    )
  }

  all(): LaneRow[] {
    return this.#store.prepare('SELECT * FROM lane').all() as unknown as LaneRow[]
  }

  closeGate(pointOfSale: string, { reason, paid }: LaneEffect & { type: 'gate' }, outcome: Outcome | null): void {
    const { waits } = this.get(pointOfSale)
    this.#set(pointOfSale, {
      gate: reason,
      gate_at: this.#clock.now(),
      gate_outcome: outcome && JSON.stringify(outcome),
      ...(paid && mendsItself(reason) && { waits: waits + 1 }),
    })
  }

  /**
   * A certificate or a proxy may mend itself (a hotel's login page, a restarted proxy).
   * @param hinted something says that the network is back: where trying costs nothing, that is enough
   * @returns milliseconds after which the gate is opened for a new look; null for one that only a person opens, or that is open
   */
  gateDelay({ gate, gate_at, gate_outcome, waits }: LaneRow, hinted: boolean): number | null {
    if (gate === null || !mendsItself(gate)) return null
    const paid = isPaid(gate_outcome)
    if (hinted && !paid) return 0
    const now = this.#clock.now()
    const length = gateWait(paid ? waits : 0)
    const until = (gate_at ?? 0) + length
    return isDue(until, now, length) ? 0 : until - now
  }

  openGate(pointOfSale: string): void {
    this.#set(pointOfSale, { gate: null, gate_at: null, gate_outcome: null })
  }

  wait(pointOfSale: string, effect: LaneEffect & { type: 'wait' }): void {
    const { waits } = this.get(pointOfSale)
    const now = this.#clock.now()
    const asked = effect.until === null ? effect.retryAfter : effect.until - now
    this.#set(pointOfSale, { wait_kind: effect.kind, wait_until: now + serverWait(effect.kind, asked, effect.paid, waits), waits: waits + 1 })
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

  /** A paid call was answered as it should be. A free query that works says nothing about the next paid call. */
  settled(pointOfSale: string): void {
    const row = this.get(pointOfSale)
    if (row.trouble || row.waits || row.wait_kind) this.#set(pointOfSale, { trouble: 0, waits: 0, wait_kind: null, wait_until: null })
  }

  /** A free query was answered: an uncertain server can be trusted again. */
  answered(pointOfSale: string): void {
    const { trouble, free_refusal } = this.get(pointOfSale)
    if (trouble || free_refusal) this.#set(pointOfSale, { trouble: 0, free_refusal: null })
  }

  /**
   * Keeps a refusal that may be about all.
   * @param reference what was refused; null for a query about many
   * @returns whether the refusal before it, of another order or task, said the same: then the next paid call would bring the same words
   */
  refused(pointOfSale: string, kind: 'paid' | 'free', words: string, reference: string | null): boolean {
    const column = `${kind}_refusal` as const
    const stored = this.get(pointOfSale)[column]
    const last = stored === null ? null : (JSON.parse(stored) as LastRefusal)
    const again = last?.words === words && (last.reference === null || last.reference !== reference)
    this.#set(pointOfSale, { [column]: JSON.stringify({ words, reference: again ? null : reference } satisfies LastRefusal) })
    return again
  }

  /** A paid call was answered otherwise. */
  notRefused(pointOfSale: string): void {
    if (this.get(pointOfSale).paid_refusal) this.#set(pointOfSale, { paid_refusal: null })
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

/** Gates that are opened again without a person. */
const mendsItself = (gate: GateReason): boolean => gate === 'certificado' || gate === 'proxy'

/** Whether it was a paid call whose answer closed the gate. */
function isPaid(outcome: string | null): boolean {
  const closed = outcome === null ? null : (JSON.parse(outcome) as Outcome)
  return closed?.type === 'failure' && closed.sent && !closed.free
}

/** A day after the API refused the list it is tried again. */
export const oneByOne = (lane: LaneRow, now: number): boolean =>
  lane.list_refused_at !== null && !isDue(lane.list_refused_at + longestServerWait, now, longestServerWait)
