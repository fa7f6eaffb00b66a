import type { Credentials } from '#contract/model/credentials.ts'
import { Follower } from '../following/follower.ts'
import type { Followed, Kind } from '../following/kind.ts'
import { ordersToFollow } from '../following/orders.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import { Brakes } from './brakes.ts'
import { Connection } from './reachability.ts'
import type { Guard } from '../guard.ts'
import type { Keychain } from '../keychain.ts'
import type { LaneContext } from './lane-context.ts'
import { Lane, type Action } from './lane.ts'
import { LaneStates, type LaneRow } from './lane-state.ts'
import { regroup } from './order-in-doubt.ts'
import { settleOrphans } from '../orders/orphans.ts'
import type { PointsOfSale, SendingRules, WakeHint } from '../ports.ts'
import type { Persist } from './persist.ts'
import { recover } from '../orders/recovery.ts'
import { meansDefect } from '../../storage/storage-error.ts'
import { gateRetry, longestWait } from '../retry-policy.ts'
import { anyOf, type OrderStore, type Patch } from '../orders/store.ts'
import { waitingStates } from '../orders/transitions.ts'
import type { LaneEffect } from '../asking/verdict.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import type { Journal } from '../../storage/journal.ts'

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
  keychain: Keychain
  guard: Guard
  persist: Persist
  clock: Clock
  logger: Logger
  random: () => number
  signal: AbortSignal
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
  readonly #followers: Pick<Follower<Followed, object>, 'pump' | 'hint' | 'dispose'>[] = []
  readonly #brakes: Brakes
  /** Lanes whose credentials are being read: none of them takes one of the places meanwhile. */
  readonly #fetching = new Set<string>()
  /** Read for a step that starts as soon as there is a place. */
  readonly #inHand = new Map<string, Credentials>()
  /** Lanes that a reply has told to wait: their step is no failure to get on. */
  readonly #told = new Set<string>()
  #started = false
  #paused = false
  #stopped = false
  #storagePaused = false
  #pumping = false
  #crowded = false
  #cancelExpiry = () => {}
  #cancelTry = () => {}

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
    this.#brakes = new Brakes(clock, () => this.pump())
    this.follow(ordersToFollow(options))
    options.keychain.onChange = (pointOfSale) => this.#keychainChanged(pointOfSale)
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

  /** Opens the send gate. Recovery is done by then. @throws SQLite's error; to be called again then */
  start(): void {
    // Also those whose point of sale was deleted meanwhile: their orders are held and said so, not forgotten.
    const waiting = this.#options.store.prepare(`SELECT DISTINCT point_of_sale AS id FROM orders WHERE ${anyOf(waitingStates)}`)
    for (const row of waiting.all()) this.addLane(String(row['id']))
    this.#started = true
    for (const lane of this.states.all()) this.#lookAgain(lane.point_of_sale)
    this.#pointsOfSaleChanged()
    this.#expire()
    this.pump()
    this.watch()
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
    this.#options.guard.run('lanes', () => {
      try {
        // After a cut the lane that goes first may turn out to have nothing left; a second round lets another come forward.
        for (let round = 0; round < (this.connection.probing ? 2 : 1); round++) if (!this.#round()) return
      } finally {
        this.#pumping = false
      }
    })
  }

  /** @returns false when there is no place left */
  #round(): boolean {
    for (const lane of this.#lanes.values()) {
      if (this.#fetching.has(lane.pointOfSale) || this.#brakes.holds(lane.pointOfSale)) continue
      const action = this.#nextOf(lane)
      const credentials = this.#inHand.get(lane.pointOfSale)
      if (!action) {
        this.#inHand.delete(lane.pointOfSale)
        continue
      }
      if (this.#busyLanes() >= parallelLanes) {
        this.#crowded = true
        return false
      }
      if (credentials) {
        this.#inHand.delete(lane.pointOfSale)
        void this.#step(lane, action, credentials)
      } else if (!this.#options.keychain.isSilent(lane.pointOfSale)) void this.#fetch(lane.pointOfSale)
    }
    return true
  }

  /** A lane whose orders cannot even be chosen from must not keep the others from going. */
  #nextOf(lane: Lane): Action | null {
    try {
      return lane.next()
    } catch (error) {
      if (!meansDefect(error)) throw error
      this.#brake(lane.pointOfSale, error)
      return null
    }
  }

  /** From the start on, the free query is asked what became of these. */
  follow<Row extends Followed, Shown extends object>(kind: Kind<Row, Shown>): Follower<Row, Shown> {
    const { states, connection } = this
    const follower = new Follower(kind, { ...this.#options, states, connection, apply: this.#context.apply, onLooked: () => this.pump() })
    this.#followers.push(follower)
    return follower
  }

  /** Something may be due to be asked about. */
  watch(): void {
    for (const follower of this.#followers) follower.pump()
  }

  #askAtOnce(): void {
    for (const follower of this.#followers) follower.hint()
  }

  wake(hint: WakeHint): void {
    const { keychain, guard, store } = this.#options
    if (hint !== 'credentials') this.connection.hint()
    keychain.hint()
    guard.run(`gates after ${hint}`, () => {
      store.transaction(() => {
        for (const lane of this.states.all()) if (this.#opens(lane, hint)) this.openGate(lane.point_of_sale)
      })
      this.pump()
    })
    if (hint === 'credentials') this.#pointsOfSaleChanged()
    else guard.run('gates', () => this.#tryKeys())
    this.#askAtOnce()
    this.pump()
  }

  /** A person wants a lane to try now, whatever it waits for. To be called inside a transaction. */
  release(pointOfSale: string): void {
    this.#brakes.good(pointOfSale)
    this.#options.keychain.hint()
    this.connection.hint()
    this.states.release(pointOfSale)
    this.openGate(pointOfSale)
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
    this.#cancelTry()
    this.#brakes.dispose()
    this.#options.keychain.dispose()
    this.#inHand.clear()
    for (const follower of this.#followers) follower.dispose()
    for (const lane of this.#lanes.values()) lane.dispose()
  }

  #busyLanes(): number {
    return [...this.#lanes.values()].filter((lane) => lane.busy).length
  }

  async #fetch(pointOfSale: string): Promise<void> {
    const { keychain, signal } = this.#options
    this.#fetching.add(pointOfSale)
    try {
      const keys = await keychain.read(pointOfSale)
      if (signal.aborted) return
      if (keys.kind === 'open') this.#inHand.set(pointOfSale, keys.credentials)
      else if (keys.kind === 'none') await this.#withoutKeys(pointOfSale)
    } catch (error) {
      if (!signal.aborted) this.#brake(pointOfSale, error)
    } finally {
      this.#fetching.delete(pointOfSale)
    }
    this.pump()
    this.#options.onStatus()
  }

  /** Nothing can be sent or asked without them; what waits is held and says so. */
  async #withoutKeys(pointOfSale: string): Promise<void> {
    const { pointsOfSale, persist } = this.#options
    const reason = pointsOfSale.nameOf(pointOfSale) === null ? 'ausente' : 'sin-credenciales'
    await persist(() => this.apply(pointOfSale, { type: 'gate', reason, paid: false }, null))
  }

  async #step(lane: Lane, action: Action, credentials: Credentials): Promise<void> {
    const { logger, persist, store, clock, signal, pointsOfSale } = this.#options
    const { pointOfSale } = lane
    this.#told.delete(pointOfSale)
    try {
      await lane.take(action, credentials)
      if (action.do === 'send') this.#brakes.sent(pointOfSale)
      else if (!this.#told.has(pointOfSale)) {
        if (this.#brakes.leadsOn(pointOfSale, action)) this.#brakes.good(pointOfSale)
        else logger.warn('a lane does not get on', { pointOfSale, step: action.do, wait: this.#brakes.failed(pointOfSale) })
      }
    } catch (error) {
      if (signal.aborted) return
      this.#brake(pointOfSale, error)
      // A defect must not strand its order: what left is asked about, what did not waits, and three times in a row is enough.
      await persist(() => recover(store, clock, pointOfSale)).catch(() => {})
    }
    // Deleted while an answer was under way.
    if (pointsOfSale.nameOf(pointOfSale) === null) this.#settleOrphans()
    this.#lanes.delete(pointOfSale)
    this.#lanes.set(pointOfSale, lane)
    this.#goOn()
  }

  #brake(pointOfSale: string, error: unknown): void {
    const wait = this.#brakes.failed(pointOfSale)
    this.#options.logger.error('a step of a lane failed', { pointOfSale, wait, error: (error as Error).stack ?? String(error) })
  }

  #keychainChanged(pointOfSale: string): void {
    if (this.#options.signal.aborted) return
    if (this.#options.keychain.isSilent(pointOfSale)) this.#options.logger.warn('the keychain does not answer', { pointOfSale })
    else this.#askAtOnce()
    this.#goOn()
  }

  /** Points of sale were saved or deleted, here or while the program was closed. */
  #pointsOfSaleChanged(): void {
    this.#settleOrphans()
    this.#options.guard.run('gates', () => this.#tryKeys())
  }

  #settleOrphans(): void {
    const { store, clock, guard, pointsOfSale } = this.#options
    guard.run('orphans', () => {
      store.transaction(() => settleOrphans(store, clock, (id) => pointsOfSale.nameOf(id) !== null))
      this.watch()
    })
  }

  /** Opens the lanes that were without credentials and have them again. */
  #tryKeys(): void {
    const { pointsOfSale, keychain } = this.#options
    for (const { point_of_sale: id, gate } of this.states.all()) {
      if ((gate !== 'sin-credenciales' && gate !== 'ausente') || pointsOfSale.nameOf(id) === null) continue
      void keychain.read(id).then(
        (keys) => this.#triedKeys(id, keys.kind),
        () => {},
      )
    }
  }

  #triedKeys(pointOfSale: string, found: 'open' | 'none' | 'silent'): void {
    const { persist, signal } = this.#options
    if (signal.aborted) return
    if (found !== 'open') this.#tryKeysLater()
    if (found === 'silent') return
    const work = () => {
      const { gate } = this.states.get(pointOfSale)
      if (gate !== 'ausente' && (gate !== 'sin-credenciales' || found === 'none')) return
      this.openGate(pointOfSale)
      // There is such a point of sale again, only without what opens its credentials.
      if (found === 'none') this.apply(pointOfSale, { type: 'gate', reason: 'sin-credenciales', paid: false }, null)
    }
    void persist(work).then(
      () => this.pump(),
      () => {},
    )
  }

  /** A keychain may be unlocked without anybody saying so; looking costs nothing. */
  #tryKeysLater(): void {
    this.#cancelTry()
    this.#cancelTry = this.#options.clock.after(gateRetry, () => void this.#options.guard.run('gates', () => this.#tryKeys()))
  }

  #goOn(): void {
    this.pump()
    this.watch()
    this.#options.onStatus()
  }

  /** Applies what a reply means beyond its order or task: gates, waits, backoff. To be called inside a transaction. */
  apply(pointOfSale: string, effect: LaneEffect, outcome: Outcome | null): void {
    if (effect.type !== 'none') this.#told.add(pointOfSale)
    switch (effect.type) {
      case 'none':
        return
      case 'gate':
        this.#closeGate(pointOfSale, effect, outcome)
        return
      case 'refusal':
        if (this.states.refused(pointOfSale, 'free', effect.words, null))
          this.#closeGate(pointOfSale, { type: 'gate', reason: 'respuesta', paid: false }, outcome)
        else this.#putBack(pointOfSale, 'put-back', outcome)
        return
      case 'wait':
        this.states.wait(pointOfSale, effect)
        this.#putBack(pointOfSale, 'put-back', outcome)
        this.connection.release(pointOfSale)
        return
      case 'trouble':
        this.states.trouble(pointOfSale)
        regroup(this.#options.store, pointOfSale)
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
    for (const row of store.rows(
      "SELECT * FROM orders WHERE state IN ('queued', 'preflight', 'sending') AND archived_at IS NULL AND point_of_sale = ?",
      pointOfSale,
    ))
      store.change(row, 'held', 'gate-closed', 'program', patch)
    if (reason === 'sin-credenciales') this.#tryKeysLater()
    this.#lookAgain(pointOfSale)
  }

  /** Opens a gate that may mend itself when its time comes; what was put off by a clock set back is asked for again. */
  #lookAgain(pointOfSale: string): void {
    const { clock, guard, store } = this.#options
    const delay = this.states.gateDelay(this.states.get(pointOfSale), false)
    if (delay === null) return
    clock.after(delay, () => {
      guard.run(`gate ${pointOfSale}`, () => {
        if (this.states.gateDelay(this.states.get(pointOfSale), false) !== 0) {
          this.#lookAgain(pointOfSale)
          return
        }
        this.connection.hint()
        store.transaction(() => this.openGate(pointOfSale))
        this.pump()
      })
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
      store.change(row, 'queued', cause, 'program', { refused_queries: 0, outcome: outcome && JSON.stringify(outcome) })
  }

  #pauseForStorage(): void {
    const { guard, clock } = this.#options
    this.#storagePaused = true
    guard.health('marker', true)
    clock.after(storagePause, () => {
      this.#storagePaused = false
      guard.health('marker', false)
      this.pump()
    })
  }

  /** What waited for days is not sent without asking. */
  #expire(): void {
    const { store, clock, guard, onStatus } = this.#options
    this.#cancelExpiry()
    this.#cancelExpiry = clock.after(expiryInterval, () => this.#expire())
    guard.run('expiry', () => {
      const oldest = clock.now() - longestWait
      store.transaction(() => {
        for (const row of store.rows("SELECT * FROM orders WHERE state = 'queued' AND archived_at IS NULL AND waiting_since < ?", oldest))
          store.change(row, 'held', 'expired', 'program', { hold_reason: 'vencido' })
      })
      onStatus()
    })
  }
}
