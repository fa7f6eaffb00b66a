import { Watcher } from '../followup/watcher.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Outcome } from '../guidance/outcome.ts'
import { Connection } from './connection.ts'
import type { LaneContext } from './lane-context.ts'
import { Lane, type Action } from './lane.ts'
import { LaneStates, type LaneRow } from './lane-state.ts'
import type { PointsOfSale, SendingRules, WakeHint } from './ports.ts'
import type { Persist } from './persist.ts'
import { recover } from './recovery.ts'
import { longestWait } from './retry-policy.ts'
import { anyOf, type OrderStore, type Patch } from './store.ts'
import { waitingStates } from './transitions.ts'
import type { LaneEffect } from './verdict.ts'
import type { TusFacturas } from '../tusfacturas/api.ts'
import type { Journal } from '../storage/journal.ts'

/** Lanes that send side by side. */
const parallelLanes = 4

const expiryInterval = 60 * 60 * 1000

/** After a failed marker the disk is given this long. */
const storagePause = 5_000

export interface DispatcherOptions {
  store: OrderStore
  api: TusFacturas
  pointsOfSale: PointsOfSale
  rules: () => SendingRules
  journal: Journal
  persist: Persist
  clock: Clock
  logger: Logger
  random: () => number
  signal: AbortSignal
  /** Writing works again or fails. */
  onStorageTrouble: (failing: boolean) => void
  /** Gates, waits or the connection changed. */
  onStatus: () => void
}

/** Decides which lanes may take a step, and what a reply in one of them means for the others. */
export class Dispatcher {
  readonly states: LaneStates
  readonly connection: Connection
  readonly #options: DispatcherOptions
  readonly #context: LaneContext
  /** The one that has waited longest for its turn comes first. */
  readonly #lanes = new Map<string, Lane>()
  readonly #watcher: Watcher
  #started = false
  #paused = false
  #stopped = false
  #storagePaused = false
  #pumping = false
  #crowded = false
  #cancelExpiry = () => {}

  constructor(options: DispatcherOptions) {
    this.#options = options
    const { store, clock, random } = options
    this.states = new LaneStates(store, clock)
    this.connection = new Connection(clock, random)
    const apply = (pointOfSale: string, effect: LaneEffect, outcome: Outcome | null) => this.apply(pointOfSale, effect, outcome)
    this.#context = {
      ...options,
      states: this.states,
      connection: this.connection,
      sendingAllowed: () => this.#started && !this.#paused && !this.#stopped && !this.#storagePaused && !options.signal.aborted,
      apply,
      answered: () => this.#goOn(),
      othersWait: () => this.#crowded,
    }
    this.#watcher = new Watcher({ ...options, states: this.states, connection: this.connection, apply, onQueued: () => this.pump() })
  }

  /** A point of sale may have orders. */
  addLane(pointOfSale: string): void {
    if (this.#lanes.has(pointOfSale)) return
    const lane = new Lane(pointOfSale, this.#context)
    lane.onDue = () => this.pump()
    this.#lanes.set(pointOfSale, lane)
  }

  /** Lets a paid call of a person have a lane to itself; see Lane.lend. */
  async lend<T>(pointOfSale: string, work: (marked: () => void) => Promise<T>): Promise<T> {
    this.addLane(pointOfSale)
    const lane = this.#lanes.get(pointOfSale)
    if (!lane) throw new Error('no lane')
    try {
      return await lane.lend(work)
    } finally {
      this.#goOn()
    }
  }

  /** Opens the send gate. Recovery is done by then. */
  start(): void {
    this.#started = true
    // Also those whose point of sale was deleted meanwhile: their orders are held and said so, not forgotten.
    const waiting = this.#options.store.prepare(
      `SELECT DISTINCT point_of_sale AS id FROM orders WHERE ${anyOf(waitingStates)}`,
    )
    for (const row of waiting.all()) this.addLane(String(row['id']))
    for (const lane of this.states.all()) this.#lookAgain(lane.point_of_sale)
    this.#expire()
    this.pump()
    this.#watcher.pump()
  }

  /** A person stopped or resumed all sending, or orders may be missing. */
  set(pauses: { paused?: boolean; stopped?: boolean }): void {
    this.#paused = pauses.paused ?? this.#paused
    this.#stopped = pauses.stopped ?? this.#stopped
    this.pump()
  }

  /** Starts a step in every lane that may take one. Cheap; called after anything that could matter. */
  pump(): void {
    // A step that begins and fails at once must not nest.
    if (this.#pumping || this.#options.signal.aborted) return
    this.#pumping = true
    this.#crowded = false
    try {
      // After a cut the lane that goes first may turn out to have nothing left; a second round lets another come forward.
      for (let round = 0; round < (this.connection.probing ? 2 : 1); round++)
        for (const lane of this.#lanes.values()) {
          const action = lane.next()
          if (!action) continue
          if (this.#busyLanes() >= parallelLanes) {
            this.#crowded = true
            return
          }
          void this.#step(lane, action)
        }
    } finally {
      this.#pumping = false
    }
  }

  watch(): void {
    this.#watcher.pump()
  }

  wake(hint: WakeHint): void {
    if (hint !== 'credentials') this.connection.hint()
    const gated = this.states.all().filter((lane) => this.#opens(lane, hint))
    void this.#options
      .persist(() => {
        for (const lane of gated) this.openGate(lane.point_of_sale)
      })
      .then(
        () => this.pump(),
        () => {},
      )
    this.#watcher.hint()
    this.pump()
  }

  /** Lets a lane try again, and its held orders wait in line as before. */
  openGate(pointOfSale: string): void {
    const { store } = this.#options
    store.transaction(() => {
      const { gate } = this.states.get(pointOfSale)
      if (!gate) return
      this.states.openGate(pointOfSale)
      for (const row of store.rows("SELECT * FROM orders WHERE point_of_sale = ? AND state = 'held' AND hold_reason = ?", pointOfSale, gate))
        if (this.#paused) store.change(row, 'held', 'gate-closed', 'program', { hold_reason: 'pausa' })
        else store.change(row, 'queued', 'gate-opened', 'program', { hold_reason: null })
    })
    this.#options.onStatus()
  }

  dispose(): void {
    this.#cancelExpiry()
    this.#watcher.dispose()
    for (const lane of this.#lanes.values()) lane.dispose()
  }

  #busyLanes(): number {
    return [...this.#lanes.values()].filter((lane) => lane.busy).length
  }

  async #step(lane: Lane, action: Action): Promise<void> {
    const { logger, persist, store, clock, signal } = this.#options
    try {
      await lane.take(action)
    } catch (error) {
      if (signal.aborted) return
      logger.error('a step of a lane failed', { error: (error as Error).stack ?? String(error) })
      // A defect must not strand its order: what left is asked about, what did not waits, and three times in a row is enough.
      await persist(() => recover(store, clock, lane.pointOfSale)).catch(() => {})
    }
    this.#lanes.delete(lane.pointOfSale)
    this.#lanes.set(lane.pointOfSale, lane)
    this.#goOn()
  }

  #goOn(): void {
    this.pump()
    this.#watcher.pump()
    this.#options.onStatus()
  }

  /** Applies what a reply means beyond its order or task: gates, waits, backoff. To be called inside a transaction. */
  apply(pointOfSale: string, effect: LaneEffect, outcome: Outcome | null): void {
    switch (effect.type) {
      case 'none':
        return
      case 'gate':
        this.#closeGate(pointOfSale, effect, outcome)
        return
      case 'wait':
        this.states.wait(pointOfSale, effect)
        this.#putBack(pointOfSale, 'put-back', outcome)
        this.connection.release(pointOfSale)
        return
      case 'trouble':
        this.states.trouble(pointOfSale)
        this.connection.release(pointOfSale)
        return
      case 'no-connection':
        this.connection.failed()
        this.#putBack(pointOfSale, 'no-connection', outcome)
        return
      case 'storage':
        this.#pauseForStorage()
    }
  }

  /** Everything of the lane that has not left is held, with one notice and not one per order. */
  #closeGate(pointOfSale: string, effect: LaneEffect & { type: 'gate' }, outcome: Outcome | null): void {
    const { store, logger } = this.#options
    const { reason } = effect
    logger.warn('gate closed', { pointOfSale, reason })
    this.states.closeGate(pointOfSale, effect, outcome)
    this.connection.release(pointOfSale)
    const patch: Patch = { hold_reason: reason, outcome: outcome && JSON.stringify(outcome) }
    for (const row of store.rows("SELECT * FROM orders WHERE state IN ('queued', 'preflight', 'sending') AND archived_at IS NULL AND point_of_sale = ?", pointOfSale))
      store.change(row, 'held', 'gate-closed', 'program', patch)
    this.#lookAgain(pointOfSale)
  }

  /** Opens a gate that may mend itself when its time comes; what was put off by a clock set back is asked for again. */
  #lookAgain(pointOfSale: string): void {
    const { clock, signal, persist } = this.#options
    const delay = this.states.gateDelay(this.states.get(pointOfSale), false)
    if (delay === null) return
    clock.after(delay, () => {
      if (signal.aborted) return
      if (this.states.gateDelay(this.states.get(pointOfSale), false) !== 0) {
        this.#lookAgain(pointOfSale)
        return
      }
      this.connection.hint()
      void persist(() => this.openGate(pointOfSale)).then(
        () => this.pump(),
        () => {},
      )
    })
  }

  /** Whether a hint is enough to try again: what costs a request waits for its time, or for a person who changed something. */
  #opens(lane: LaneRow, hint: WakeHint): boolean {
    if (hint === 'credentials') return lane.gate === 'credenciales'
    return hint === 'network-settings' ? lane.gate === 'certificado' || lane.gate === 'proxy' : this.states.gateDelay(lane, true) === 0
  }

  #putBack(pointOfSale: string, cause: 'no-connection' | 'put-back', outcome: Outcome | null): void {
    const { store } = this.#options
    for (const row of store.rows("SELECT * FROM orders WHERE point_of_sale = ? AND state = 'preflight'", pointOfSale))
      store.change(row, 'queued', cause, 'program', { outcome: outcome && JSON.stringify(outcome) })
  }

  #pauseForStorage(): void {
    this.#storagePaused = true
    this.#options.onStorageTrouble(true)
    this.#options.clock.after(storagePause, () => {
      this.#storagePaused = false
      this.#options.onStorageTrouble(false)
      this.pump()
    })
  }

  /** What waited for days is not sent without asking. */
  #expire(): void {
    const { store, clock, persist, onStatus } = this.#options
    const oldest = clock.now() - longestWait
    void persist(() => {
      for (const row of store.rows("SELECT * FROM orders WHERE state = 'queued' AND archived_at IS NULL AND waiting_since < ?", oldest))
        store.change(row, 'held', 'expired', 'program', { hold_reason: 'vencido' })
    }).then(onStatus, () => {})
    this.#cancelExpiry = clock.after(expiryInterval, () => this.#expire())
  }
}
