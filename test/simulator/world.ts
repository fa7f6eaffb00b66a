/** What the endpoints act on: points of sale, their queue and what they used up. */
import { documentedQuirks, type Quirks } from './answers.ts'
import { Oddity, type OddAnswers } from './odd-answers.ts'
import { Queue, type Item } from './queue.ts'

/** The API's methods by the last part of their path. */
export const methods = [
  'reenviar_encolado',
  'consulta_avanzada',
  'consulta',
  'eliminar_encolado',
  'cambiar_fecha_encolado',
  'alertas',
  'consumo',
  'numeracion',
] as const
export type Method = (typeof methods)[number]

export interface PointOfSale {
  name?: string
  apikey: string
  apitoken: string
  usertoken: string
  /** Requests left at the start, by method; absent methods have no limit. */
  quota?: Partial<Record<Method, number>>
  webhookUrl?: string
  /** Sent as `TF-WebhookToken`. */
  webhookToken?: string
}

/** Dates are dd/mm/aaaa hh:mm, Argentina's time. */
export interface PlannedMaintenance {
  desde: string
  hasta: string
  titulo: string
  texto: string
}

export class World {
  quirks: Quirks = { ...documentedQuirks }
  /** Milliseconds since the epoch; null when none was set. */
  maintenanceUntil: number | null = null
  /** What estado_servicios/alertas tells while ARCA is down; the queue does not move meanwhile. */
  arcaAlert: string | null = null
  /** What estado_servicios/alertas announces. */
  plannedMaintenance: PlannedMaintenance[] = []
  /** What is odd about the answers of consulta_avanzada; null when they are as documented. */
  oddity: Oddity | null = null
  readonly queue: Queue
  readonly points = new Map<string, PointOfSale>()
  readonly now: () => number
  readonly #counted = new Map<string, number>()
  readonly #executions = new Map<string, number>()
  readonly #executionOrder: Array<{ apikey: string; external_reference: string; at: number }> = []

  constructor(now: () => number, seed: number) {
    this.now = now
    this.queue = new Queue(now, seed)
  }

  /** From now on consulta_avanzada answers like this. Null: as documented. */
  answerOddly(odd: OddAnswers | null): void {
    this.oddity = odd && new Oddity(odd)
  }

  /** Every comprobante that the API takes for this reference's, oldest arrival first. */
  matching(apikey: string, reference: string): readonly Item[] {
    const { matching } = this.quirks
    if (matching === 'exact') return this.queue.withReference(apikey, reference)
    const wanted = reference.toLowerCase()
    const is = (own: string) => (matching === 'prefix' ? own.startsWith(reference) : own.toLowerCase() === wanted)
    return this.queue.all().filter((item) => item.apikey === apikey && is(item.external_reference))
  }

  /** A comprobante of somebody else, in error. */
  stranger(index: number): Item {
    return new Queue(this.now, 1).add({ apikey: 'ajeno', external_reference: `AJENA-${index}` })
  }

  /** End of the maintenance that goes on now, or null. */
  maintenance(): number | null {
    return this.maintenanceUntil !== null && this.now() < this.maintenanceUntil ? this.maintenanceUntil : null
  }

  /** Counts one request of the method against the subscription. @returns false when none is left, and counts nothing */
  spend(point: PointOfSale, method: Method): boolean {
    const used = this.counted(method, point.apikey)
    if (used >= (point.quota?.[method] ?? Infinity)) return false
    this.#counted.set(`${method}\n${point.apikey}`, used + 1)
    return true
  }

  counted(method: Method, apikey: string): number {
    return this.#counted.get(`${method}\n${apikey}`) ?? 0
  }

  /** A comprobante was put back into the queue. */
  countExecution(apikey: string, external_reference: string): void {
    this.#executions.set(external_reference, this.executions(external_reference) + 1)
    this.#executionOrder.push({ apikey, external_reference, at: this.now() })
  }

  executions(external_reference: string): number {
    return this.#executions.get(external_reference) ?? 0
  }

  executionOrder(): ReadonlyArray<{ apikey: string; external_reference: string; at: number }> {
    return this.#executionOrder
  }
}
