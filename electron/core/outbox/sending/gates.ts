import { Alarm } from '../../lib/alarm.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { LaneEffect } from '../asking/verdict.ts'
import type { Keys } from '../base/keychain.ts'
import type { WakeHint } from '../base/ports.ts'
import { gateRetry } from '../../lib/waits.ts'
import type { LaneRow } from './lane-state.ts'
import type { Ground } from '../ground.ts'

/** What closes a lane until a person acts, or until it may have mended itself; and what opens it again. */
export class Gates {
  readonly #context: Ground
  readonly #keysAlarm: Alarm

  constructor(context: Ground) {
    this.#context = context
    this.#keysAlarm = new Alarm(context.clock, () => this.tryKeys())
  }

  /** Gates that are closed since before this start are looked at again in their time. @throws SQLite's error */
  start(): void {
    for (const lane of this.#context.states.all()) this.#lookAgain(lane.point_of_sale)
  }

  /** Holds every order of the lane that has not left; one banner tells of all of them. To be called inside a transaction. */
  close(pointOfSale: string, gate: LaneEffect & { type: 'gate' }, outcome: Outcome | null): void {
    const { states, line, reachability, logger } = this.#context
    const { reason } = gate
    logger.warn('gate closed', { pointOfSale, reason })
    states.closeGate(pointOfSale, gate, outcome)
    reachability.release(pointOfSale)
    line.close(pointOfSale, reason, { outcome: outcome && JSON.stringify(outcome) })
    if (reason === 'sin-credenciales') this.#keysAlarm.set(gateRetry)
    this.#lookAgain(pointOfSale)
  }

  /** Lets a lane try again. */
  open(pointOfSale: string): void {
    const { store, states, line, bells } = this.#context
    store.transaction(() => {
      if (!states.get(pointOfSale).gate) return
      states.openGate(pointOfSale)
      line.open(pointOfSale)
    })
    bells.changed.emit()
  }

  /** Opens those for which a hint is enough to try again. */
  wake(hint: WakeHint): void {
    const { store, states, guard, bells } = this.#context
    guard.run(`gates after ${hint}`, () => {
      store.transaction(() => {
        for (const lane of states.all()) if (this.#opens(lane, hint)) this.open(lane.point_of_sale)
      })
      bells.ready.emit()
    })
  }

  /** Opens the lanes that were without credentials and have them again. */
  tryKeys(): void {
    const { states, pointsOfSale, keychain, guard } = this.#context
    guard.run('gates', () => {
      for (const { point_of_sale: id, gate } of states.all()) {
        if ((gate !== 'sin-credenciales' && gate !== 'ausente') || pointsOfSale.nameOf(id) === null) continue
        void keychain.read(id).then(
          ({ kind }) => this.#triedKeys(id, kind),
          () => {},
        )
      }
    })
  }

  #triedKeys(pointOfSale: string, found: Keys['kind']): void {
    const { states, persist, signal, bells } = this.#context
    if (signal.aborted) return
    // A keychain may be unlocked without anybody saying so; looking costs nothing.
    if (found !== 'open') this.#keysAlarm.set(gateRetry)
    if (found === 'silent') return
    const work = () => {
      const { gate } = states.get(pointOfSale)
      if (gate !== 'ausente' && (gate !== 'sin-credenciales' || found === 'none')) return
      this.open(pointOfSale)
      // There is such a point of sale again, only without what opens its credentials.
      if (found === 'none') this.close(pointOfSale, { type: 'gate', reason: 'sin-credenciales', paid: false }, null)
    }
    void persist(work).then(
      () => bells.ready.emit(),
      () => {},
    )
  }

  /** Opens a gate that may mend itself when its time comes. If the clock was set back meanwhile, it waits once more. */
  #lookAgain(pointOfSale: string): void {
    const { clock, guard, states, reachability, bells } = this.#context
    const delay = states.gateDelay(states.get(pointOfSale), false)
    if (delay === null) return
    clock.after(delay, () => {
      guard.run(`gate ${pointOfSale}`, () => {
        if (states.gateDelay(states.get(pointOfSale), false) !== 0) {
          this.#lookAgain(pointOfSale)
          return
        }
        reachability.hint()
        this.open(pointOfSale)
        bells.ready.emit()
      })
    })
  }

  /** Whether a hint is enough to try again: what costs a request waits for its time, or for a person who changed something. */
  #opens(lane: LaneRow, hint: WakeHint): boolean {
    if (hint === 'credentials') return lane.gate === 'credenciales'
    return hint === 'network-settings' ? lane.gate === 'certificado' || lane.gate === 'proxy' : this.#context.states.gateDelay(lane, true) === 0
  }
}
