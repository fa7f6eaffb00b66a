import {
  countIn,
  followedStates,
  movingStates,
  orderStates,
  stateFacts,
  type Batch,
  type BatchOutcome,
  type OrderState,
  type ToldKind,
} from '#contract/model/order.ts'
import { Alarm } from '../../lib/alarm.ts'
import type { Clock } from '../../lib/clock.ts'
import { stillGrace, stillWait } from '../../lib/waits.ts'
import { ofRule } from '../orders/budget.ts'
import { readBatch } from '../orders/reading.ts'
import { anyOf, type OrderStore } from '../orders/store.ts'

/** A batch of which nobody was told yet that it is over. */
interface Open {
  /** How it stood when it was last looked at. */
  print: string
  /** When time alone may have it told. */
  wakeAt: number
  /** A look that is due was waited for. */
  graced: boolean
  /** How it stood when the person was told. */
  said: string | null
}

const begun: Open = { print: '', wakeAt: 0, graced: false, said: null }

/** Orders that are in the queue of TusFacturasAPP. */
interface Queued {
  /** Watched for as long as that is done, or not answered for when they were last due: nobody knows. */
  noNews: number
  /** Of those, the ones that a query is due for. */
  overdue: number
  /** Still asked about. */
  watched: number
  /** When the oldest of the others went there. */
  since: number
}

const nothingQueued: Queued = { noNews: 0, overdue: 0, watched: 0, since: 0 }

/** A batch with an order in one of these is worth telling of before it is over: something came out, or went to TusFacturasAPP. */
const worthTelling: readonly ToldKind[] = ['issued', 'failedAgain', 'rejected', 'notFound', 'toDecide', 'inQueue', 'noNews']

/**
 * Which batches the person is to be told of: each once when it is over, at TusFacturasAPP too, and once before when nothing has changed for
 * `stillWait`. What was told is kept in the database, so that no restart tells it again and none forgets it; an order that goes on after that
 * makes its batch due anew (see the triggers of storage/migrations.ts).
 */
export class Telling {
  readonly #store: OrderStore
  readonly #clock: Clock
  readonly #alarm: Alarm
  readonly #open = new Map<number, Open>()

  /** @param ring to be told to look again: time alone made something due */
  constructor(store: OrderStore, clock: Clock, ring: () => void) {
    this.#store = store
    this.#clock = clock
    this.#alarm = new Alarm(clock, ring)
  }

  /** Takes up what earlier runs left untold. @throws SQLite's error; to be called again then */
  start(): void {
    for (const row of this.#store.prepare('SELECT id FROM batch WHERE told_at IS NULL').all()) this.#open.set(Number(row['id']), begun)
  }

  /**
   * Looks at batches, and at those that time alone may have made due.
   * @param ids of which something may have changed
   * @returns what is to be told, oldest batch first; again each time until `told`
   * @throws SQLite's error; to be called again then, and nothing is noted
   */
  look(ids: Iterable<number>): BatchOutcome[] {
    const now = this.#clock.now()
    const ripe = [...this.#open].flatMap(([id, { wakeAt }]) => (wakeAt <= now ? id : []))
    const looks = [...new Set([...ids, ...ripe])].toSorted((a, b) => a - b).map((id) => [id, this.#lookAt(id, now)] as const)
    for (const [id, look] of looks)
      if (look) this.#open.set(id, look.open)
      else this.#open.delete(id)
    const next = Math.min(...[...this.#open.values()].map(({ wakeAt }) => wakeAt))
    if (next < Infinity) this.#alarm.set(Math.max(next - now, 0))
    else this.#alarm.cancel()
    const due = looks.flatMap(([, look]) => look?.due ?? [])
    const quiet = due.filter((outcome) => this.#isQuiet(outcome))
    this.told(quiet)
    return due.filter((outcome) => !quiet.includes(outcome))
  }

  /** A rule placed it, and nothing of it needs a person: whoever leaves that to the program does not want to hear of each. */
  #isQuiet({ automatic, told }: BatchOutcome): boolean {
    return automatic && !(told.failedAgain || told.rejected || told.notFound || told.toDecide || told.noNews)
  }

  #isAutomatic({ id }: Batch): boolean {
    return this.#store.has(`SELECT 1 FROM orders WHERE batch_id = ? AND ${ofRule} LIMIT 1`, id)
  }

  /**
   * The person was told, or wants not to be. Within this process it is not told again even when the disk refuses to take it down.
   * @throws SQLite's error
   */
  told(outcomes: readonly BatchOutcome[]): void {
    for (const { id } of outcomes) {
      const open = this.#open.get(id)
      if (open) this.#open.set(id, { ...open, said: open.print })
    }
    for (const { id, over } of outcomes) this.#takeDown(id, over)
  }

  /** @returns null when the person knows all of it */
  #lookAt(id: number, now: number): { open: Open; due: BatchOutcome | null } | null {
    const batch = readBatch(this.#store, id)
    const kept = batch && this.#store.prepare('SELECT finished_at, told_at, still_told_at FROM batch WHERE id = ?').get(id)
    if (!batch || !kept || kept['told_at'] !== null) return null
    const moves = countIn(batch.states, movingStates) > 0
    if (!moves && kept['finished_at'] === null) this.#store.prepare('UPDATE batch SET finished_at = ? WHERE id = ?').run(now, id)
    const queued = moves ? null : this.#queued(batch, now)
    const over = queued?.watched === 0
    const print = `${over} ${JSON.stringify(batch.states)}`
    const before = this.#open.get(id) ?? begun
    const open = print === before.print ? before : { ...before, print, wakeAt: now + stillWait, graced: false }
    // Time has nothing more to say of it.
    const settled = { ...open, wakeAt: Infinity }
    if (open.said === print) {
      this.#takeDown(id, over)
      return over ? null : { open: settled, due: null }
    }
    if (over) return { open: settled, due: outcomeOf(batch, { over: true, automatic: this.#isAutomatic(batch) }, queued, now) }
    if (kept['still_told_at'] !== null) return { open: settled, due: null }
    return open.wakeAt <= now ? this.#still(open, batch, now) : { open, due: null }
  }

  /** It has stood like this for long. */
  #still(open: Open, batch: Batch, now: number): { open: Open; due: BatchOutcome | null } {
    const queued = this.#queued(batch, now)
    // The answer that may say more is on its way, as after a sleep; or nobody can be asked.
    if (queued.overdue > 0 && !open.graced) return { open: { ...open, graced: true, wakeAt: now + stillGrace }, due: null }
    const outcome = outcomeOf(batch, { over: false, automatic: this.#isAutomatic(batch) }, queued, now)
    return { open: { ...open, wakeAt: Infinity }, due: worthTelling.some((kind) => outcome.told[kind]) ? outcome : null }
  }

  #queued({ id, states }: Batch, now: number): Queued {
    if (countIn(states, followedStates) === 0) return nothingQueued
    const row = this.#store
      .prepare(
        `SELECT count(*) FILTER (WHERE next_at IS NULL OR next_at <= ?2) AS noNews, count(*) FILTER (WHERE next_at <= ?2) AS overdue,
                count(next_at) AS watched, min(watch_since) FILTER (WHERE next_at > ?2) AS since
         FROM orders WHERE batch_id = ?1 AND ${anyOf(followedStates)}`,
      )
      .get(id, now)
    return { noNews: Number(row?.['noNews']), overdue: Number(row?.['overdue']), watched: Number(row?.['watched']), since: Number(row?.['since'] ?? now) }
  }

  #takeDown(id: number, over: boolean): void {
    const column = over ? 'told_at' : 'still_told_at'
    this.#store.prepare(`UPDATE batch SET ${column} = ? WHERE id = ? AND ${column} IS NULL`).run(this.#clock.now(), id)
    if (over) this.#open.delete(id)
  }
}

function outcomeOf({ id, total, states }: Batch, kind: Pick<BatchOutcome, 'over' | 'automatic'>, { noNews, since }: Queued, now: number): BatchOutcome {
  const told: Partial<Record<ToldKind, number>> = {}
  for (const state of orderStates) {
    const toldKind = kindOf(state)
    const count = states[state] ?? 0
    if (toldKind && count > 0) told[toldKind] = (told[toldKind] ?? 0) + count
  }
  const { inQueue = 0, ...rest } = told
  const split = { ...(inQueue > noNews && { inQueue: inQueue - noNews }), ...(noNews > 0 && { noNews }) }
  return { id, total, ...kind, told: { ...rest, ...split }, queuedFor: Math.max(now - since, 0) }
}

const kindOf = (state: OrderState): ToldKind | null => stateFacts[state].told ?? (movingStates.includes(state) ? 'waiting' : null)
