/** The comprobantes of every point of sale and their life in the queue. */
import { day, dayNumber, fechaOf } from './dates.ts'

/**
 * `error`: ENVIADO A PROCESAR - CON ERROR. `queued`: EN COLA, ESPERANDO APROBACION, moved on by `process`.
 * `waiting`: the same words, but `process` leaves it alone. `scheduled`: APROBADO Y EN COLA, moved on once its date has
 * come. `issued`: EMITIDO.
 */
type ItemStatus = 'error' | 'queued' | 'scheduled' | 'issued' | 'waiting'
export type ItemOutcome = 'issue' | 'fail'

export interface SeedItem {
  apikey: string
  external_reference: string
  /** Default `error`. */
  status?: ItemStatus
  /** Status string to show instead of the documented one. */
  statusText?: string
  /** dd/mm/aaaa; default today. */
  fecha?: string
  tipo?: string
  punto_venta?: number
  /** Only for `issued`; default the next number of its type and sales point. */
  numero?: number
  total?: number
  moneda?: string
  razon_social?: string
  documento_nro?: string
  email?: string
  domicilio?: string
  afip_observaciones?: string
  /** What processing leads to; a list is used up one by one and its last stays. Default `issue`. */
  outcome?: ItemOutcome | ItemOutcome[]
  /** `msg` of the `error` webhook. */
  errorTexts?: string[]
  /** False: eliminar_encolado cannot delete it. */
  deletable?: boolean
}

export interface Item extends Required<Omit<SeedItem, 'statusText' | 'outcome'>> {
  statusText: string | null
  outcomes: ItemOutcome[]
  /** Order of arrival, over all points of sale. */
  arrival: number
  cae: string
  vencimiento_cae: string
  vencimiento_pago: string
}

/** The strings that one failure of ARCA's typically yields (documentation of the asynchronous sale). */
const documentedErrorTexts = [
  ' AFIP Factura electronica, informa el siguiente error: Cod. Error: #6661145.0 - AFIP rechazo la generacion del comprobante. Si necesitas ayuda, contactanos en hola@tusfacturas.app',
  ' AFIP Factura electronica, informa el siguiente error: Cod. Error: #6661145.10036 - El campo FchVtoPago no puede ser anterior a la fecha del comprobante. Si necesitas ayuda, contactanos en hola@tusfacturas.app',
  'AFIP No devolvio el CAE asociado. (Cod. Error #6661141.S1254)',
  'AFIP No devolvio el CAE asociado. (Cod. Error #6661141.S1278)',
]

const push = <K, V>(map: Map<K, V[]>, key: K, value: V) => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

const drop = <K, V>(map: Map<K, V[]>, key: K, value: V) => {
  const list = map.get(key)
  list?.splice(list.indexOf(value), 1)
  if (list?.length === 0) map.delete(key)
}

const key = (apikey: string, rest: string) => `${apikey}\n${rest}`

/** Descending by emission date, then by arrival: the documented order of consulta_avanzada. */
export const newestFirst = (a: Item, b: Item) => (dayNumber(b.fecha) ?? 0) - (dayNumber(a.fecha) ?? 0) || b.arrival - a.arrival

export class Queue {
  readonly #now: () => number
  readonly #seed: number
  readonly #all = new Set<Item>()
  readonly #byReference = new Map<string, Item[]>()
  readonly #byDate = new Map<string, Item[]>()
  /** Items that `process` may move on, in the order in which they entered the queue. */
  readonly #waiting = new Set<Item>()
  readonly #numbers = new Map<string, number>()
  #arrivals = 0
  #caes = 0

  constructor(now: () => number, seed: number) {
    this.#now = now
    this.#seed = seed
  }

  add(given: SeedItem): Item {
    const arrival = ++this.#arrivals
    const fecha = given.fecha ?? fechaOf(this.#now())
    if (dayNumber(fecha) === null) throw new Error(`not a date: ${fecha}`)
    const { outcome = 'issue', ...rest } = given
    const item: Item = {
      status: 'error',
      statusText: null,
      tipo: 'FACTURA B',
      punto_venta: 10,
      numero: 0,
      total: 1000 + arrival,
      moneda: 'PES',
      razon_social: `Cliente ${arrival}`,
      documento_nro: String(20_000_000_000 + arrival),
      email: `cliente${arrival}@correo.example`,
      domicilio: 'Av Sta Fe 123',
      afip_observaciones: '',
      errorTexts: documentedErrorTexts,
      deletable: true,
      ...rest,
      fecha,
      outcomes: Array.isArray(outcome) ? [...outcome] : [outcome],
      arrival,
      cae: '',
      vencimiento_cae: '',
      vencimiento_pago: fecha,
    }
    this.#all.add(item)
    push(this.#byReference, key(item.apikey, item.external_reference), item)
    push(this.#byDate, key(item.apikey, fecha), item)
    if (item.status === 'issued') this.#issue(item)
    else if (item.status !== 'error') this.#waiting.add(item)
    return item
  }

  /** Every comprobante of the reference, oldest arrival first. */
  withReference(apikey: string, reference: string): readonly Item[] {
    return this.#byReference.get(key(apikey, reference)) ?? []
  }

  /** One page, newest first; costs no more than the page. */
  ofDate(apikey: string, fecha: string, offset: number, limit: number): { total: number; items: Item[] } {
    const list = this.#byDate.get(key(apikey, fecha)) ?? []
    const end = Math.max(list.length - offset, 0)
    return { total: list.length, items: list.slice(Math.max(end - limit, 0), end).toReversed() }
  }

  /** Newest first; looks at every comprobante. */
  withNumber(apikey: string, tipo: string, puntoVenta: number, from: number, to: number): Item[] {
    return [...this.#all]
      .filter(
        (item) =>
          item.apikey === apikey &&
          item.status === 'issued' &&
          item.tipo === tipo &&
          item.punto_venta === puntoVenta &&
          item.numero >= from &&
          item.numero <= to,
      )
      .toSorted(newestFirst)
  }

  /** Last number issued, 0 when none. */
  lastNumber(apikey: string, tipo: string, puntoVenta: number): number {
    return this.#numbers.get(key(apikey, `${tipo}\n${puntoVenta}`)) ?? 0
  }

  requeue(item: Item, status: 'queued' | 'scheduled'): void {
    item.status = status
    item.statusText = null
    this.#waiting.add(item)
  }

  changeDate(item: Item, fecha: string, vencimiento: string): void {
    drop(this.#byDate, key(item.apikey, item.fecha), item)
    item.fecha = fecha
    item.vencimiento_pago = vencimiento
    // The index is kept in order of arrival, which is what a page of one date shows.
    push(this.#byDate, key(item.apikey, fecha), item)
    this.#byDate.get(key(item.apikey, fecha))?.sort((a, b) => a.arrival - b.arrival)
  }

  remove(item: Item): void {
    this.#all.delete(item)
    this.#waiting.delete(item)
    drop(this.#byReference, key(item.apikey, item.external_reference), item)
    drop(this.#byDate, key(item.apikey, item.fecha), item)
  }

  /** Moves an item on by its outcome, if it may move: queued, or scheduled, and its date has come. */
  process(item: Item): ItemOutcome | null {
    const today = dayNumber(fechaOf(this.#now())) ?? 0
    const due = (item.status === 'queued' || item.status === 'scheduled') && (dayNumber(item.fecha) ?? 0) <= today
    if (!due || !this.#waiting.delete(item)) return null
    const outcome = (item.outcomes.length > 1 ? item.outcomes.shift() : item.outcomes[0]) ?? 'issue'
    item.statusText = null
    if (outcome === 'issue') this.#issue(item)
    else item.status = 'error'
    return outcome
  }

  /** Items that may move on, in the order in which they entered the queue. */
  waiting(): Item[] {
    return [...this.#waiting]
  }

  all(): Item[] {
    return [...this.#all]
  }

  #issue(item: Item): void {
    const numbering = key(item.apikey, `${item.tipo}\n${item.punto_venta}`)
    const last = this.#numbers.get(numbering) ?? 0
    item.numero ||= last + 1
    this.#numbers.set(numbering, Math.max(last, item.numero))
    item.status = 'issued'
    item.cae = String(70_000_000_000_000 + (this.#seed % 1_000_000) * 1_000_000 + ++this.#caes)
    item.vencimiento_cae = fechaOf(this.#now() + 10 * day)
  }
}
