/** A program with rules: real files, real sockets, a TusFacturasAPP that misbehaves on demand; time is moved by hand, and its rounds too. */
import { onTestFinished } from 'vitest'
import { fechaOf } from '#contract/argentina.ts'
import type { RuleSettings } from '#contract/model/rules.ts'
import { watchByDefault, type WatchSettings } from '#contract/model/settings.ts'
import { InboxStore } from '../../../../electron/core/inbox/store.ts'
import { actionsOf } from '../../../../electron/core/inbox/actions.ts'
import { allowedNow } from '../../../../electron/core/rules/decide.ts'
import { RuleRunner } from '../../../../electron/core/rules/runner.ts'
import { seeded } from '../watch/random.ts'
import { credentialsOf, World, type WorldOptions } from '../outbox/world/world.ts'

/** It usually mends itself: ARCA's service did not answer. */
export const transitory = 'Los servicios de AFIP no se encuentran disponibles'
/** Nothing but a correction helps. */
export const wrongData =
  'Error de TusFacturas: El tipo de documento enviado no es valido; Para la condicion de IVA seleccionada no se permite realizar comprobantes de tipo B.'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

interface OfficeOptions extends WorldOptions {
  rules?: Partial<RuleSettings>
  seed?: number
}

export class Office {
  readonly world: World
  rules: RuleSettings
  watch: WatchSettings = { ...watchByDefault, days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 24 }
  inbox!: InboxStore
  runner!: RuleRunner
  /** Points of sale whose budget was told to be spent. */
  readonly spent: string[] = []
  /** Points of sale that are the same as another one. */
  doubles = new Map<string, string | null>()
  /** Says which ones those are. */
  readDoubles = () => Promise.resolve<ReadonlyMap<string, string | null>>(this.doubles)
  readonly #random: () => number
  #hooks = 0

  static async start({ rules = {}, seed = 1, ...options }: OfficeOptions = {}): Promise<Office> {
    const world = await World.start(options)
    const office = new Office(world, { on: true, perDay: 20, unknownOnce: false, ...rules }, seed)
    office.open()
    return office
  }

  private constructor(world: World, rules: RuleSettings, seed: number) {
    this.world = world
    this.rules = rules
    this.#random = seeded(seed)
    onTestFinished(() => this.runner.dispose())
  }

  /** The parts of the program beside the outbox. */
  open(): void {
    const { world } = this
    const { clock, outbox } = world
    const { database } = world.storage
    Object.defineProperty(world, 'automatic', { configurable: true, get: () => allowedNow(this, clock.now()) })
    this.inbox = new InboxStore({ database, clock, guard: outbox.guard, exists: () => true })
    outbox.onChange((change) => this.inbox.apply(actionsOf(change)))
    const runner = new RuleRunner({
      database,
      automatic: outbox.automatic,
      pointsOfSale: { ids: () => world.lanes, doubles: () => this.readDoubles() },
      settings: () => ({ rules: this.rules, watch: this.watch }),
      clock,
      logger: silent,
      random: this.#random,
    })
    runner.spent.subscribe((id) => this.spent.push(id))
    this.runner = runner
    runner.start()
  }

  /** The program ends at once and is started again. */
  async restart(): Promise<void> {
    this.runner.dispose()
    await this.world.restart()
    this.open()
  }

  change(rules: Partial<RuleSettings>): void {
    this.rules = { ...this.rules, ...rules }
    this.runner.reconsider()
  }

  /** One round of the watching: today and the days before. */
  async look(days = 3): Promise<void> {
    const { clock, api, lanes } = this.world
    for (const lane of lanes)
      for (let back = 0; back < days; back++) {
        const at = clock.now()
        const fecha = this.fecha(back)
        const reply = await api.findByDate(credentialsOf(lane), fecha, 0, 100)
        if (reply.kind === 'done') this.world.outbox.reached()
        if (reply.kind === 'done') this.inbox.recordDay(lane, fecha, reply.value.comprobantes, at)
        else if (reply.kind === 'refused') this.inbox.recordDay(lane, fecha, [], at)
      }
  }

  /** So many days ago, dd/mm/aaaa. */
  fecha(back = 0): string {
    return fechaOf(Math.floor((this.world.clock.now() - 3 * 3_600_000) / 86_400_000) - back)
  }

  /** Comprobantes that fell into error today. */
  fall(references: string[], item: Parameters<World['seed']>[1] = {}, lane = 'uno'): void {
    this.world.seed(references, { fecha: this.fecha(), ...item }, lane)
  }

  /** TusFacturasAPP says why. @param proven false: whoever it was did not know the token */
  tell(reference: string, reason: string, proven = true, lane = 'uno'): void {
    const event = {
      hook_id: `hook-${++this.#hooks}-${reference}`,
      evento: 'error',
      external_reference: reference,
      creado: this.world.clock.now(),
      msg: [reason],
    }
    const taken = this.world.outbox.webhooks([{ event, pointOfSale: lane, proven, source: 'receiver' }])
    if (!taken.ok) throw new Error(taken.error.code)
  }

  /** Somebody resends it from another program. */
  async resendElsewhere(external_reference: string, lane = 'uno'): Promise<void> {
    await this.world.api.resend(credentialsOf(lane), external_reference, { onMarker: () => {}, signal: new AbortController().signal })
  }

  /** Lets hours pass, with a round each half hour. */
  async pass(hours: number): Promise<void> {
    for (let half = 0; half < hours * 2; half++) {
      await this.look()
      await this.world.clock.advance(30 * 60_000)
    }
    await this.look()
  }

  /** The references POSTed, in order. */
  posts(): string[] {
    return this.world.posts().map(({ external_reference }) => external_reference ?? '')
  }

  /** Why each change of the newest order of a reference came about. */
  causes(reference: string): string[] {
    return this.world.storage.database
      .prepare(`SELECT cause FROM transition WHERE order_id = (SELECT max(id) FROM orders WHERE external_reference = ?) ORDER BY id`)
      .all(reference)
      .map(({ cause }) => String(cause))
  }

  used(lane = 'uno'): number {
    return this.runner.state().spending.find(({ pointOfSaleId }) => pointOfSaleId === lane)?.used ?? 0
  }
}
