/** A TusFacturasAPP that behaves as documented, misbehaves on demand and counts what it really did. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Quirks } from './answers.ts'
import { basePath } from './calls.ts'
import { pdfAddress } from './comprobante.ts'
import { answerControl } from './control.ts'
import { fechaOf } from './dates.ts'
import { seedExample, type DemoCredentials } from './example-queue.ts'
import type { Fault, InjectedFault } from './faults.ts'
import { Journal, type RecordedRequest, type RequestFilter } from './journal.ts'
import { Listener } from './listener.ts'
import type { OddAnswers } from './odd-answers.ts'
import type { Item, SeedItem } from './queue.ts'
import { Service, type Life } from './service.ts'
import { Webhooks, type WebhookBehaviour, type WebhookDelivery } from './webhooks.ts'
import { World, type Method, type PlannedMaintenance, type PointOfSale } from './world.ts'

export type { Quirks } from './answers.ts'
export type { DemoCredentials } from './example-queue.ts'
export type { Fault, InjectedFault } from './faults.ts'
export type { RecordedRequest, RequestFilter } from './journal.ts'
export type { SeedItem } from './queue.ts'
export type { WebhookBehaviour, WebhookDelivery } from './webhooks.ts'
export type { Method, PointOfSale } from './world.ts'

export interface SimulatorOptions {
  /** Default: a free one. */
  port?: number
  /** CAE numbers and hook ids follow from it. Default 1. */
  seed?: number
  /** Milliseconds since the epoch; default the system's. */
  now?: () => number
  /** PEM. */
  tls?: { key: string; cert: string }
  /** Added before every answer, in real time. */
  latencyMs?: number
  host?: '127.0.0.1' | '::1'
  /** Answer under /control/ too, here and on a port of its own that survives `link('down')`. */
  control?: boolean
  /** Queued comprobantes move on by themselves after this many milliseconds of real time. Default: only by `process`. */
  processAfterMs?: number
  quirks?: Partial<Quirks>
  webhooks?: Partial<WebhookBehaviour>
}

export interface ProcessOptions {
  apikey?: string
  references?: readonly string[]
  /** At most this many, in the order in which they entered the queue. */
  max?: number
}

export class Simulator {
  readonly #options: SimulatorOptions
  readonly #seed: number
  readonly #host: string
  readonly #listener: Listener
  readonly #controlListener: Listener | null
  readonly #service: Service
  #advanced = 0

  /** Starts listening; `seed` and `now` given, everything it shows is reproducible. */
  static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options)
    await simulator.#listener.listen(options.port ?? 0)
    await simulator.#controlListener?.listen(0)
    return simulator
  }

  private constructor(options: SimulatorOptions) {
    this.#options = options
    this.#seed = options.seed ?? 1
    this.#host = options.host ?? '127.0.0.1'
    this.#service = new Service(this.#newLife(), options.latencyMs ?? 0, options.processAfterMs)
    const onRequest = (request: IncomingMessage, response: ServerResponse) => this.#onRequest(request, response)
    // Never closes an idle connection by itself: that would be a fault nobody asked for.
    const settings = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }
    const server = options.tls
      ? createHttpsServer({ ...settings, key: options.tls.key, cert: options.tls.cert, minVersion: 'TLSv1.2' }, onRequest)
      : createHttpServer(settings, onRequest)
    server.on('clientError', (_error, socket) => socket.destroy())
    this.#listener = new Listener(this.#host, (connection) => {
      if (this.#service.accept(connection)) server.emit('connection', connection.raw)
    })
    const controlServer = options.control ? createHttpServer(settings, onRequest) : null
    this.#controlListener = controlServer && new Listener(this.#host, ({ raw }) => controlServer.emit('connection', raw))
  }

  /** Base URL of the API, without a slash at its end. */
  get url(): string {
    return `${this.#options.tls ? 'https' : 'http'}://${this.#authority(this.port)}${basePath.slice(0, -1)}`
  }

  /** Base URL of the control API; commands are POSTed below it. */
  get controlUrl(): string {
    if (!this.#controlListener) throw new Error('started without control')
    return `http://${this.#authority(this.#controlListener.port)}/control`
  }

  get port(): number {
    return this.#listener.port
  }

  /** Switches for what the documentation leaves open; assign to its fields. */
  get quirks(): Quirks {
    return this.#life.world.quirks
  }

  /** How webhooks are sent; assign to its fields. */
  get webhooks(): WebhookBehaviour {
    return this.#life.webhooks.behaviour
  }

  /** Milliseconds added before every answer, in real time. */
  get latencyMs(): number {
    return this.#service.latencyMs
  }

  set latencyMs(ms: number) {
    this.#service.latencyMs = ms
  }

  /** The simulator's clock, milliseconds since the epoch. */
  now(): number {
    return (this.#options.now ?? Date.now)() + this.#advanced
  }

  /** Moves the clock; delays and latency stay in real time. */
  advance(ms: number): void {
    this.#advanced += ms
  }

  /** Replaces the point of sale with this apikey, if there is one. */
  addPointOfSale(point: PointOfSale): void {
    this.#life.world.points.set(point.apikey, { ...point })
  }

  /** Where the webhooks of every point of sale go from here on, and the token they carry. Settles once a test was delivered there. */
  async sendWebhooksTo(url: string, token?: string): Promise<void> {
    for (const point of this.#life.world.points.values()) {
      Object.assign(point, { webhookUrl: url, webhookToken: token })
      await this.testWebhook(point.apikey)
    }
  }

  seed(items: readonly SeedItem[]): void {
    for (const item of items) {
      const added = this.#life.world.queue.add(item)
      if (added.status === 'queued' || added.status === 'scheduled') this.#service.processLater(added)
    }
  }

  /** An example queue of the last 30 days. @returns invented credentials of its point of sale, already added */
  seedExample(): DemoCredentials {
    return seedExample(this)
  }

  /** Every comprobante, in order of arrival; a copy. */
  items(apikey?: string): Item[] {
    const items = this.#life.world.queue.all().filter((item) => apikey === undefined || item.apikey === apikey)
    return items.map((item) => ({ ...item }))
  }

  inject(fault: Fault): InjectedFault {
    return this.#service.faults.inject(fault)
  }

  clearFaults(): void {
    this.#service.faults.clear()
  }

  /** How many times a comprobante of this reference was really put back into the queue. */
  executions(external_reference: string): number {
    return this.#life.world.executions(external_reference)
  }

  /** Every such time, in order. */
  executionOrder(): ReadonlyArray<{ apikey: string; external_reference: string; at: number }> {
    return this.#life.world.executionOrder()
  }

  /** Requests of the method counted against the subscription. */
  counted(method: Method, apikey: string): number {
    return this.#life.world.counted(method, apikey)
  }

  /** In order of arrival. */
  requests(filter?: RequestFilter): RecordedRequest[] {
    return this.#life.journal.list(filter)
  }

  forgetRequests(): void {
    this.#life.journal.clear()
  }

  connections(): { accepted: number; open: number } {
    return { accepted: this.#listener.accepted, open: this.#listener.open }
  }

  /** Until then every method answers the documented maintenance answer. */
  maintenance(until: number | null): void {
    this.#life.world.maintenanceUntil = until
  }

  /** ARCA is down: estado_servicios/alertas says so in these words and the queue stands still. Null: it is back. */
  arcaAlert(text: string | null): void {
    this.#life.world.arcaAlert = text
  }

  /** What estado_servicios/alertas announces from now on. */
  plannedMaintenance(planned: PlannedMaintenance[]): void {
    this.#life.world.plannedMaintenance = planned
  }

  /** From now on consulta_avanzada answers something else than it was asked. Null: as documented. */
  answerOddly(odd: OddAnswers | null): void {
    this.#life.world.answerOddly(odd)
  }

  /** Takes every comprobante of a reference out of the queue, as somebody on the web page would. */
  remove(apikey: string, external_reference: string): void {
    for (const item of this.#life.world.queue.withReference(apikey, external_reference).slice()) this.#life.world.queue.remove(item)
  }

  /** Moves the queue on, each comprobante by its outcome; settles when the webhooks were delivered (or held). */
  async process({ apikey, references, max = Infinity }: ProcessOptions = {}): Promise<void> {
    const wanted = this.#life.world.queue
      .waiting()
      .filter((item) => (apikey === undefined || item.apikey === apikey) && (references?.includes(item.external_reference) ?? true))
    let left = max
    for (const item of wanted) if (left > 0 && this.#service.process(item)) left--
    await this.#life.webhooks.idle()
  }

  /** `down` refuses connections and resets the open ones; `up` listens on the same port again. */
  async link(state: 'up' | 'down'): Promise<void> {
    if (state === 'up') await this.#listener.listen()
    else await this.#listener.close()
  }

  releaseWebhooks(order: 'in-order' | 'reversed' = 'in-order'): Promise<void> {
    return this.#life.webhooks.release(order)
  }

  /** Sends again, with the next `intento`, what no receiver answered with 200. */
  retryWebhooks(): Promise<void> {
    return this.#life.webhooks.retry()
  }

  webhookDeliveries(): readonly WebhookDelivery[] {
    return this.#life.webhooks.deliveries
  }

  /** The event `test`, as the platform's own test of the URL. */
  testWebhook(apikey: string): Promise<void> {
    return this.#service.notify([{ apikey, evento: 'test', external_reference: 'test', msg: [] }])
  }

  /** A new request with this reference is refused at entry: nothing of it is queued, and its error is told all the same. */
  refuseAtEntry(apikey: string, external_reference: string, ...msg: string[]): Promise<void> {
    return this.#service.notify([{ apikey, evento: 'error', external_reference, msg }])
  }

  /** @returns whether a link to a PDF still opens: it does on the day of the query that gave it */
  opensPdf(link: string): boolean {
    return this.items().some((item) => item.status === 'issued' && link === `${pdfAddress(item, this.quirks.pdfBase, fechaOf(this.now()))}.pdf`)
  }

  /** Settles when no webhook is on its way. */
  idle(): Promise<void> {
    return this.#life.webhooks.idle()
  }

  /** Forgets everything but the port and the options. */
  reset(): void {
    this.#service.faults.clear()
    this.#service.waits.endAll()
    this.#life.webhooks.stop()
    this.#advanced = 0
    this.#service.life = this.#newLife()
  }

  /** Closes everything at once, hanging connections too; settles when nothing of it is left running. */
  async stop(): Promise<void> {
    const { webhooks } = this.#life
    webhooks.stop()
    await this.#listener.close()
    await this.#controlListener?.close()
    await this.#service.stop()
    await webhooks.idle()
  }

  get #life(): Life {
    return this.#service.life
  }

  #authority(port: number): string {
    return this.#host === '::1' ? `[::1]:${port}` : `${this.#host}:${port}`
  }

  #newLife(): Life {
    const now = () => this.now()
    const world = new World(now, this.#seed)
    const webhooks = new Webhooks(this.#seed, now, (ms) => this.#service.waits.wait(ms))
    Object.assign(world.quirks, this.#options.quirks)
    Object.assign(webhooks.behaviour, this.#options.webhooks)
    return { world, webhooks, journal: new Journal() }
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (this.#options.control && path.startsWith('/control/')) {
      void answerControl(this, path.slice('/control/'.length), request, response)
    } else {
      this.#service.serve(request, response, path, this.#listener.connectionOf(request.socket))
    }
  }
}
