import { waitingStates } from '#contract/model/order.ts'
import type { Credentials } from '#contract/model/credentials.ts'
import { meansDefect } from '../../storage/storage-error.ts'
import { settleOrphans } from '../orders/orphans.ts'
import { recover } from '../orders/recovery.ts'
import { anyOf } from '../orders/store.ts'
import { Brakes } from './brakes.ts'
import type { LaneStep } from './choice.ts'
import type { LaneContext } from './lane-context.ts'
import { Lane } from './lane.ts'

/** The lanes, one for each point of sale: which of them takes a step, and with which credentials. */
export class Sender {
  readonly #context: LaneContext
  /** The one that has waited longest for its turn comes first. */
  readonly #lanes = new Map<string, Lane>()
  readonly #brakes: Brakes
  /** Lanes whose credentials are being read: none of them takes a slot meanwhile. */
  readonly #fetching = new Set<string>()
  /** Read for a step that starts as soon as a slot is free. */
  readonly #inHand = new Map<string, Credentials>()
  #pumping = false

  constructor(context: LaneContext) {
    this.#context = context
    const { bells, halt, keychain, clock } = context
    this.#brakes = new Brakes(clock, bells.ready)
    for (const heard of [bells.ready, bells.settled, halt.changed]) heard.subscribe(() => this.pump())
    keychain.changed.subscribe((pointOfSale) => this.#keychainChanged(pointOfSale))
  }

  /** Makes the lanes of all orders that wait. @throws SQLite's error; to be called again then */
  start(): void {
    // Also those whose point of sale was deleted meanwhile: their orders are held and said so, not forgotten.
    const waiting = this.#context.store.prepare(`SELECT DISTINCT point_of_sale AS id FROM orders WHERE ${anyOf(waitingStates)}`)
    for (const row of waiting.all()) this.lane(String(row['id']))
    this.pointsOfSaleChanged()
  }

  /** @returns the lane of a point of sale, which may have orders from now on */
  lane(pointOfSale: string): Lane {
    const known = this.#lanes.get(pointOfSale)
    if (known) return known
    const lane = new Lane(pointOfSale, this.#context)
    this.#lanes.set(pointOfSale, lane)
    return lane
  }

  /** A person wants a lane to try now, whatever went wrong in it. */
  release(pointOfSale: string): void {
    this.#brakes.good(pointOfSale)
  }

  /** Points of sale were saved or deleted, here or while the program was closed. */
  pointsOfSaleChanged(): void {
    const { store, clock, guard, pointsOfSale, bells } = this.#context
    for (const id of pointsOfSale.ids()) this.lane(id)
    guard.run('orphans', () => {
      store.transaction(() => settleOrphans(store, clock, (id) => pointsOfSale.nameOf(id) !== null))
      bells.settled.emit()
    })
  }

  /** Starts a step in every lane that may take one. Cheap; called after anything that could matter. */
  pump(): void {
    const { guard, reachability, slots, signal } = this.#context
    // A step that begins and fails at once must not nest.
    if (this.#pumping || signal.aborted) return
    this.#pumping = true
    slots.crowded = false
    guard.run('lanes', () => {
      try {
        // After a cut the lane that goes first may turn out to have nothing left; a second round lets another come forward.
        for (let round = 0; round < (reachability.probing ? 2 : 1); round++) if (!this.#round()) return
      } finally {
        this.#pumping = false
      }
    })
  }

  /** @returns false when no slot is left */
  #round(): boolean {
    const { keychain, slots } = this.#context
    for (const lane of this.#lanes.values()) {
      if (this.#fetching.has(lane.pointOfSale) || this.#brakes.holds(lane.pointOfSale)) continue
      const step = this.#nextOf(lane)
      const credentials = this.#inHand.get(lane.pointOfSale)
      if (!step) {
        this.#inHand.delete(lane.pointOfSale)
        continue
      }
      if (!slots.free) {
        slots.crowded = true
        return false
      }
      if (credentials) {
        this.#inHand.delete(lane.pointOfSale)
        void this.#step(lane, step, credentials)
      } else if (!keychain.isSilent(lane.pointOfSale)) void this.#fetch(lane.pointOfSale)
    }
    return true
  }

  /** A lane whose orders cannot even be chosen from must not keep the others from going. */
  #nextOf(lane: Lane): LaneStep | null {
    try {
      return lane.next()
    } catch (error) {
      if (!meansDefect(error)) throw error
      this.#brake(lane.pointOfSale, error)
      return null
    }
  }

  async #fetch(pointOfSale: string): Promise<void> {
    const { keychain, bells, signal } = this.#context
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
    bells.changed.emit()
  }

  /** Nothing can be sent or asked without them; what waits is held and says so. */
  async #withoutKeys(pointOfSale: string): Promise<void> {
    const { pointsOfSale, persist, effects } = this.#context
    const reason = pointsOfSale.nameOf(pointOfSale) === null ? 'ausente' : 'sin-credenciales'
    await persist(() => effects.apply(pointOfSale, { type: 'gate', reason, paid: false }, null))
  }

  async #step(lane: Lane, step: LaneStep, credentials: Credentials): Promise<void> {
    const { logger, persist, store, line, clock, signal, pointsOfSale, bells } = this.#context
    const { pointOfSale } = lane
    try {
      const told = await lane.take(step, credentials)
      if (step.do === 'send') this.#brakes.sent(pointOfSale)
      else if (!told) {
        if (this.#brakes.leadsOn(pointOfSale, step)) this.#brakes.good(pointOfSale)
        else logger.warn('a lane does not get on', { pointOfSale, step: step.do, wait: this.#brakes.failed(pointOfSale) })
      }
    } catch (error) {
      if (signal.aborted) return
      this.#brake(pointOfSale, error)
      // A defect must not strand its order: what left is asked about, what did not waits, and three times in a row is enough.
      await persist(() => {
        recover(store, clock, pointOfSale)
        line.heedAll(pointOfSale)
      }).catch(() => {})
    }
    this.#lanes.delete(pointOfSale)
    this.#lanes.set(pointOfSale, lane)
    // Deleted while an answer was under way.
    if (pointsOfSale.nameOf(pointOfSale) === null) this.pointsOfSaleChanged()
    bells.settled.emit()
  }

  #brake(pointOfSale: string, error: unknown): void {
    const wait = this.#brakes.failed(pointOfSale)
    this.#context.logger.error('a step of a lane failed', { pointOfSale, wait, error: (error as Error).stack ?? String(error) })
  }

  #keychainChanged(pointOfSale: string): void {
    const { keychain, bells, logger, signal } = this.#context
    if (signal.aborted) return
    if (keychain.isSilent(pointOfSale)) logger.warn('the keychain does not answer', { pointOfSale })
    bells.settled.emit()
  }
}
