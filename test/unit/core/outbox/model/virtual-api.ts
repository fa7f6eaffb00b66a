import type {
  CallFailureCode,
  ComprobanteStatus,
  Found,
  FoundComprobante,
  PaidCall,
  Reply,
  TusFacturasAccount,
} from '../../../../../electron/core/tusfacturas/api.ts'

/** What the next paid call does; `ok` when the list is empty. */
export type Weather =
  | 'ok'
  | 'refused-connection'
  | 'hang-connecting'
  | 'lost-before-execution'
  | 'lost-after-execution'
  | 'hang'
  | 'server-error'
  | 'slow-down'
  | 'retry-after-0'
  | 'maintenance'
  | 'past-maintenance'
  | 'quota'
  | 'credentials'
  | 'proxy'
  | 'reject'

/** Answers to queries that are not what was asked: fewer rows than there are, with the true total or their own; none; rows of others. */
export type OddQueries = 'short' | 'capped' | 'none' | 'foreign'

/** An answer to a question about several references. */
export interface Told {
  /** It was what was asked, in the promised order. */
  plain: boolean
  /** All that were asked about together. */
  together: ReadonlySet<string>
}

const failed = (code: CallFailureCode, sent: boolean, httpStatus: number | null = null, retryAfter: number | null = null): Reply<never> => ({
  kind: 'failed',
  sent,
  failure: { code, httpStatus, retryAfter, detail: code, original: '' },
})

/** TusFacturasAPP as a data structure, for property tests that run thousands of lives in memory. */
export class VirtualApi implements TusFacturasAccount {
  readonly status = new Map<string, ComprobanteStatus>()
  readonly executions = new Map<string, number>()
  /** POSTs of which the server saw at least something, per reference. */
  readonly posts = new Map<string, number>()
  offline = false
  /** How the free query is refused: as one that it does not know, or for a reason that has nothing to do with it. */
  refuseQueries: false | 'query' | 'account' = false
  /** In which order a list answers. The documentation promises newest first. */
  listing: 'newest-first' | 'oldest-first' | 'as-asked' = 'newest-first'
  /** Told each POST as its first byte leaves. */
  onPost: (lane: string, reference: string) => void = () => {}
  /** Told each question before it is answered. @param references null: about a whole day */
  onQuestion: (lane: string, references: string[] | null) => void = () => {}
  /** By reference: what the last query about it by the sender or the follower told of its place. */
  readonly told = new Map<string, Told>()
  /** By point of sale and date: whether the last query of that day told all of it, as promised. */
  readonly toldDays = new Map<string, boolean>()
  /** A query was ever refused, or answered oddly. */
  everOdd = false
  /** Emission date of a comprobante, dd/mm/aaaa. What was first sent comes first by its reference, and is of no later day. */
  fechaOf: (reference: string) => string = () => '20/11/2026'
  /** References that were POSTed although the last query about them had been refused for a reason that has nothing to do with it. */
  readonly unasked: string[] = []
  readonly #refused = new Set<string>()
  refuseList = false
  /** The query by date, which tells a whole day, is not accepted. */
  refuseDay = false
  oddQueries: OddQueries | null = null
  /** The credentials are no longer good for a query. */
  refuseCredentials = false
  weather: Weather[] = []
  /** References that were POSTed again by the same order, although the free query since then had not shown them in error. */
  readonly unsure: string[] = []
  /** By reference: POSTed since its newest order was placed, and how the last query since that POST showed it. */
  readonly #posted = new Map<string, ComprobanteStatus | null>()
  queries = 0
  /** Most POSTs in flight at once per apikey; must stay 1. */
  mostInFlight = 0
  readonly #inFlight = new Map<string, number>()

  /** A new order of this reference begins. */
  forgetPosts(reference: string): void {
    this.#posted.delete(reference)
  }

  /** The client died: its connections are gone. */
  forgetConnections(): void {
    this.#inFlight.clear()
  }

  async resend({ apikey }: { apikey: string }, external_reference: string, call: PaidCall): Promise<Reply<null>> {
    const count = (this.#inFlight.get(apikey) ?? 0) + 1
    this.#inFlight.set(apikey, count)
    this.mostInFlight = Math.max(this.mostInFlight, count)
    try {
      return await this.#resend(apikey, external_reference, call)
    } finally {
      this.#inFlight.set(apikey, Math.max(0, (this.#inFlight.get(apikey) ?? 0) - 1))
    }
  }

  async #resend(apikey: string, reference: string, { onMarker, signal }: PaidCall): Promise<Reply<null>> {
    await Promise.resolve()
    if (this.offline) return failed('refused', false)
    const weather = this.weather.shift() ?? 'ok'
    if (weather === 'refused-connection') return failed('refused', false)
    if (weather === 'hang-connecting') {
      if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve))
      return failed('aborted', false)
    }
    try {
      onMarker()
    } catch {
      return failed('marker-failed', false)
    }
    this.onPost(apikey, reference)
    if (this.#refused.has(reference)) this.unasked.push(reference)
    if (this.#posted.has(reference) && this.#posted.get(reference) !== 'error') this.unsure.push(reference)
    this.#posted.set(reference, null)
    this.posts.set(reference, (this.posts.get(reference) ?? 0) + 1)
    await Promise.resolve()
    switch (weather) {
      case 'ok':
        return this.#execute(reference)
      case 'lost-before-execution':
        return failed('reset', true)
      case 'lost-after-execution':
        this.#execute(reference)
        return failed('closed', true)
      case 'hang':
        if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        return failed('aborted', true)
      case 'server-error':
        return failed('http-status', true, 500)
      case 'slow-down':
        return failed('http-status', true, 429)
      case 'retry-after-0':
        return failed('http-status', true, 429, 0)
      case 'past-maintenance':
        return { kind: 'refused', refusal: 'maintenance', texts: ['mantenimiento'], until: Date.UTC(2026, 10, 23), original: '' }
      case 'maintenance':
        return { kind: 'refused', refusal: 'maintenance', texts: ['mantenimiento'], until: null, original: '' }
      case 'quota':
        return { kind: 'refused', refusal: 'quota', texts: ['sin requests'], until: null, original: '' }
      case 'credentials':
        return failed('http-status', true, 401)
      case 'proxy':
        return failed('http-status', true, 407)
      case 'reject':
        return { kind: 'refused', refusal: 'other', texts: ['algo'], until: null, original: '' }
    }
  }

  #execute(reference: string): Reply<null> {
    if (this.status.get(reference) !== 'error')
      return { kind: 'refused', refusal: 'not-found', texts: ['No se han encontrado comprobantes.'], until: null, original: '' }
    this.executions.set(reference, (this.executions.get(reference) ?? 0) + 1)
    this.status.set(reference, 'queued')
    return { kind: 'done', value: null }
  }

  findByReferences({ apikey }: { apikey: string }, references: string[]): Promise<Reply<Found>> {
    this.onQuestion(apikey, references)
    return Promise.resolve(this.refuseList ? this.#refusal() : this.#find(references))
  }

  findByReference({ apikey }: { apikey: string }, external_reference: string): Promise<Reply<Found>> {
    this.onQuestion(apikey, [external_reference])
    return Promise.resolve(this.#find([external_reference]))
  }

  findByDate({ apikey }: { apikey: string }, fecha: string, page: number, limit: number): Promise<Reply<Found>> {
    this.onQuestion(apikey, null)
    const known = this.#dayKnown
    this.queries++
    this.toldDays.set(`${apikey} ${fecha}`, known)
    if (this.offline) return Promise.resolve(failed('refused', false))
    if (this.refuseCredentials) return Promise.resolve(failed('http-status', true, 401))
    if (this.refuseQueries || this.refuseDay) return Promise.resolve(this.#refusal())
    const all = [...this.status.keys()].filter((reference) => reference.startsWith(`${apikey}-`) && this.fechaOf(reference) === fecha)
    const oldest = this.listing === 'oldest-first'
    const rows = all.toSorted((a, b) => (a < b === oldest ? -1 : 1)).flatMap((reference) => this.#rows([reference]))
    return Promise.resolve({ kind: 'done', value: this.#bend({ total: rows.length, comprobantes: rows.slice(page * limit, (page + 1) * limit) }) })
  }

  get #dayKnown(): boolean {
    return !this.offline && !this.refuseCredentials && this.refuseQueries === false && !this.refuseDay && this.oddQueries === null
  }

  changeDate(): Promise<Reply<null>> {
    return Promise.resolve(this.#refusal())
  }

  deleteQueued(): Promise<Reply<never>> {
    return Promise.resolve(this.#refusal())
  }

  serviceState(): Promise<Reply<never>> {
    return Promise.resolve(this.#refusal())
  }

  usage(): Promise<Reply<never>> {
    return Promise.resolve(this.#refusal())
  }

  #find(references: string[]): Reply<Found> {
    this.queries++
    if (this.offline) return failed('refused', false)
    if (this.refuseCredentials) return failed('http-status', true, 401)
    this.everOdd ||= this.oddQueries !== null || this.refuseQueries !== false
    for (const reference of references)
      if (this.refuseQueries === 'account') this.#refused.add(reference)
      else this.#refused.delete(reference)
    if (this.refuseQueries) for (const reference of references) this.told.set(reference, { plain: false, together: new Set(references) })
    if (this.refuseQueries === 'account') return { kind: 'refused', refusal: 'other', texts: ['Su cuenta se encuentra suspendida.'], until: null, original: '' }
    if (this.refuseQueries) return this.#refusal()
    for (const reference of references) if (this.#posted.has(reference)) this.#posted.set(reference, this.status.get(reference) ?? null)
    // References are named in the order in which they were first sent.
    const comprobantes = this.#rows(references)
    const plain = this.oddQueries === null
    for (const reference of references) this.told.set(reference, { plain, together: new Set(references) })
    return { kind: 'done', value: this.#bend({ total: comprobantes.length, comprobantes }) }
  }

  #rows(references: string[]): FoundComprobante[] {
    return this.#listed(references).flatMap((reference) => {
      const status = this.status.get(reference)
      return status ? [comprobante(reference, status, this.fechaOf(reference))] : []
    })
  }

  #listed(references: string[]): string[] {
    if (this.listing === 'as-asked') return references
    return this.listing === 'newest-first' ? references.toSorted().toReversed() : references.toSorted()
  }

  #bend({ total, comprobantes }: { total: number; comprobantes: FoundComprobante[] }): Found {
    const few = comprobantes.slice(0, 2)
    switch (this.oddQueries) {
      case 'short':
        return { total, comprobantes: few }
      case 'capped':
        return { total: few.length, comprobantes: few }
      case 'none':
        return { total, comprobantes: [] }
      case 'foreign':
        return { total: total + 1, comprobantes: [comprobante('AJENA', 'issued'), ...comprobantes] }
      case null:
        return { total, comprobantes }
    }
  }

  #refusal(): Reply<never> {
    return { kind: 'refused', refusal: 'other', texts: ['No se acepta esa búsqueda.'], until: null, original: '' }
  }
}

const comprobante = (external_reference: string, status: ComprobanteStatus, fecha = '20/11/2026'): FoundComprobante => ({
  external_reference,
  status,
  statusText: status,
  tipo: 'FACTURA B',
  punto_venta: 10,
  numero: status === 'issued' ? 7 : 0,
  fecha,
  vencimiento_pago: '',
  total: 1210,
  moneda: 'PES',
  cae: status === 'issued' ? '76000000000000' : '',
  vencimiento_cae: '',
  comprobante_pdf_url: '',
  afip_observaciones: '',
  razon_social: 'Cliente de prueba',
  documento_nro: '20000000001',
})
