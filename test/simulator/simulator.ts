/** A TusFacturasAPP that behaves as documented, misbehaves on demand and counts what it really did. */
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { encodeAnswer, type EncodedAnswer, type Quirks } from './answers.ts'
import { answerControl } from './control.ts'
import { execute, maintenanceAnswer, methodAt, type Notice } from './endpoints.ts'
import { seedExample, type DemoCredentials } from './example-queue.ts'
import { Faults, type ActiveFault, type Fault, type InjectedFault } from './faults.ts'
import { Journal, type RecordedRequest, type RequestFilter } from './journal.ts'
import { Listener, type Connection } from './listener.ts'
import { misbehave, send } from './misbehaviour.ts'
import type { Item, SeedItem } from './queue.ts'
import { Waits } from './waits.ts'
import { Webhooks, type WebhookBehaviour, type WebhookDelivery } from './webhooks.ts'
import { World, type Method, type PointOfSale } from './world.ts'

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

const basePath = '/app/api/v2/'
const hour = 3_600_000

export class Simulator {
  latencyMs: number
  readonly #options: SimulatorOptions
  readonly #seed: number
  readonly #host: string
  readonly #listener: Listener
  readonly #controlListener: Listener | null
  readonly #server: Server
  readonly #faults = new Faults()
  readonly #waits = new Waits()
  readonly #settling = new Set<Promise<unknown>>()
  #journal = new Journal()
  #world: World
  #webhooks: Webhooks
  #advanced = 0
  #stopped = false

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
    this.latencyMs = options.latencyMs ?? 0
    const onRequest = (request: IncomingMessage, response: ServerResponse) => {
      this.#settle(this.#serve(request, response))
    }
    // Never closes an idle connection by itself: that would be a fault nobody asked for.
    const settings = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }
    this.#server = options.tls
      ? createHttpsServer({ ...settings, ...options.tls, minVersion: 'TLSv1.2' }, onRequest)
      : createHttpServer(settings, onRequest)
    this.#server.on('clientError', (_error, socket) => socket.destroy())
    this.#listener = new Listener(this.#host, (connection) => this.#accept(connection))
    const controlServer = options.control ? createHttpServer(settings, onRequest) : null
    this.#controlListener = controlServer && new Listener(this.#host, ({ raw }) => controlServer.emit('connection', raw))
    this.#world = this.#newWorld()
    this.#webhooks = this.#newWebhooks()
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
    return this.#world.quirks
  }

  /** How webhooks are sent; assign to its fields. */
  get webhooks(): WebhookBehaviour {
    return this.#webhooks.behaviour
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
    this.#world.points.set(point.apikey, { ...point })
  }

  seed(items: readonly SeedItem[]): void {
    for (const item of items) {
      const added = this.#world.queue.add(item)
      if (added.status === 'queued' || added.status === 'scheduled') this.#processLater(added)
    }
  }

  /** An example queue of the last 30 days. @returns invented credentials of its point of sale, already added */
  seedExample(): DemoCredentials {
    return seedExample(this)
  }

  /** Every comprobante, in order of arrival; a copy. */
  items(apikey?: string): Item[] {
    const items = this.#world.queue.all().filter((item) => apikey === undefined || item.apikey === apikey)
    return items.map((item) => ({ ...item }))
  }

  inject(fault: Fault): InjectedFault {
    return this.#faults.inject(fault)
  }

  clearFaults(): void {
    this.#faults.clear()
  }

  /** How many times a comprobante of this reference was really put back into the queue. */
  executions(external_reference: string): number {
    return this.#world.executions(external_reference)
  }

  /** Every such time, in order. */
  executionOrder(): ReadonlyArray<{ apikey: string; external_reference: string; at: number }> {
    return this.#world.executionOrder()
  }

  /** Requests of the method counted against the subscription. */
  counted(method: Method, apikey: string): number {
    return this.#world.counted(method, apikey)
  }

  /** In order of arrival. */
  requests(filter?: RequestFilter): RecordedRequest[] {
    return this.#journal.list(filter)
  }

  forgetRequests(): void {
    this.#journal.clear()
  }

  connections(): { accepted: number; open: number } {
    return { accepted: this.#listener.accepted, open: this.#listener.open }
  }

  /** Until then every method answers the documented maintenance answer. */
  maintenance(until: number | null): void {
    this.#world.maintenanceUntil = until
  }

  /** ARCA is down: estado_servicios/alertas says so in these words and the queue stands still. Null: it is back. */
  arcaAlert(text: string | null): void {
    this.#world.arcaAlert = text
  }

  /** Moves the queue on, each comprobante by its outcome; settles when the webhooks were delivered (or held). */
  async process({ apikey, references, max = Infinity }: ProcessOptions = {}): Promise<void> {
    const wanted = this.#world.queue
      .waiting()
      .filter((item) => (apikey === undefined || item.apikey === apikey) && (references?.includes(item.external_reference) ?? true))
    let left = max
    for (const item of wanted) if (left > 0 && this.#processOne(item)) left--
    await this.#webhooks.idle()
  }

  /** `down` refuses connections and resets the open ones; `up` listens on the same port again. */
  async link(state: 'up' | 'down'): Promise<void> {
    await this.#listener.close()
    if (state === 'up') await this.#listener.listen()
  }

  releaseWebhooks(order: 'in-order' | 'reversed' = 'in-order'): Promise<void> {
    return this.#webhooks.release(order)
  }

  /** Sends again, with the next `intento`, what no receiver answered with 200. */
  retryWebhooks(): Promise<void> {
    return this.#webhooks.retry()
  }

  webhookDeliveries(): readonly WebhookDelivery[] {
    return this.#webhooks.deliveries
  }

  /** The event `test`, as the platform's own test of the URL. */
  testWebhook(apikey: string): Promise<void> {
    const notice: Notice = { apikey, evento: 'test', external_reference: 'test', msg: [] }
    return this.#notify([notice])
  }

  /** Settles when no webhook is on its way. */
  idle(): Promise<void> {
    return this.#webhooks.idle()
  }

  /** Forgets everything but the port and the options. */
  reset(): void {
    this.#faults.clear()
    this.#waits.endAll()
    this.#webhooks.stop()
    this.#journal = new Journal()
    this.#advanced = 0
    this.#world = this.#newWorld()
    this.#webhooks = this.#newWebhooks()
  }

  /** Closes everything at once, hanging connections too; settles when nothing of it is left running. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#webhooks.stop()
    await this.#listener.close()
    await this.#controlListener?.close()
    this.#faults.clear()
    this.#waits.endAll()
    await Promise.allSettled(this.#settling)
    await this.#webhooks.idle()
  }

  #authority(port: number): string {
    return this.#host === '::1' ? `[::1]:${port}` : `${this.#host}:${port}`
  }

  #newWorld(): World {
    const world = new World(() => this.now(), this.#seed)
    Object.assign(world.quirks, this.#options.quirks)
    return world
  }

  #newWebhooks(): Webhooks {
    const webhooks = new Webhooks(this.#seed, () => this.now(), (ms) => this.#waits.wait(ms))
    Object.assign(webhooks.behaviour, this.#options.webhooks)
    return webhooks
  }

  #settle(work: Promise<unknown>): void {
    this.#settling.add(work)
    void work.finally(() => this.#settling.delete(work))
  }

  #accept(connection: Connection): void {
    const [struck] = this.#faults.take('accept', { method: '' })
    if (!struck) {
      this.#server.emit('connection', connection.raw)
      return
    }
    struck.signal()
    if (struck.fault.phase === 'accept-reset') connection.raw.resetAndDestroy()
    if (struck.fault.phase === 'accept-end') connection.raw.end().resume()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (this.#options.control && path.startsWith('/control/')) {
      await answerControl(this, path.slice('/control/'.length), request, response)
      return
    }
    const connection = this.#listener.connectionOf(request.socket)
    const { method: verb = '', headers } = request
    const recorded = this.#journal.open({ connection: connection?.id ?? 0, verb, path, headers, time: this.now() })
    const journal = this.#journal
    response.once('close', () => {
      if (!response.writableFinished) journal.close(recorded, 'client-left')
    })
    const [torn] = this.#faults.take('body', { method: recorded.method })
    const body = await readBody(request, torn ? (torn.fault.bytes ?? 1) : Infinity)
    journal.read(recorded, body ?? '')
    if (torn) {
      journal.close(recorded, torn.fault.phase)
      torn.signal()
      if (torn.fault.phase === 'partial-reset') connection?.raw.resetAndDestroy()
      else request.socket.end()
      return
    }
    if (body !== null) await this.#answer(recorded, response, connection)
  }

  async #answer(recorded: RecordedRequest, response: ServerResponse, connection: Connection | null): Promise<void> {
    const seen = { method: recorded.method, reference: recorded.external_reference, apikey: recorded.apikey }
    const waits = this.#faults.take('wait', seen)
    const [struck] = this.#faults.take('answer', seen)
    await this.#holdBack(waits.filter((wait) => !wait.executed))
    const journal = this.#journal
    const webhooks = this.#webhooks
    const { answer, notices } = this.#execute(recorded, struck)
    await this.#holdBack(waits.filter((wait) => wait.executed))
    if (this.latencyMs > 0) await this.#waits.wait(this.latencyMs)
    if (webhooks.behaviour.timing === 'before-answer') await this.#notify(notices)
    if (struck) {
      journal.close(recorded, struck.fault.phase)
      const maintenance = (until = this.now() + hour) => encodeAnswer(maintenanceAnswer(until), this.quirks)
      const acted = misbehave({ response, connection, answer, maintenance }, struck.fault)
      struck.signal()
      await acted
      recorded.status = response.headersSent ? response.statusCode : null
    } else {
      recorded.status = answer.status
      // Closed before the last byte leaves: whoever has the answer finds the request finished.
      journal.close(recorded, 'answered')
      if (!(await send(response, answer))) recorded.done = 'client-left'
    }
    if (webhooks.behaviour.timing !== 'before-answer') await this.#notify(notices)
  }

  #execute(recorded: RecordedRequest, struck: ActiveFault | undefined): { answer: EncodedAnswer; notices: Notice[] } {
    if (struck && !struck.executed) {
      return { answer: encodeAnswer({ status: 200, body: { error: 'N', errores: [] } }, this.quirks), notices: [] }
    }
    const method = recorded.path.startsWith(basePath) ? methodAt(recorded.path.slice(basePath.length)) : null
    const { notices, ...answer } = execute(this.#world, recorded.verb, method, recorded.json)
    recorded.executed = true
    for (const notice of notices) {
      if (notice.evento === 'eliminado') continue
      for (const item of this.#world.queue.withReference(notice.apikey, notice.external_reference)) this.#processLater(item)
    }
    return { answer: encodeAnswer(answer, this.quirks), notices }
  }

  async #holdBack(waits: readonly ActiveFault[]): Promise<void> {
    for (const wait of waits) {
      const over = wait.fault.phase === 'pause' ? wait.hold() : this.#waits.wait(wait.fault.ms ?? 0)
      wait.signal()
      await over
    }
  }

  async #notify(notices: readonly Notice[]): Promise<void> {
    for (const notice of notices) {
      const point = this.#world.points.get(notice.apikey)
      if (point) await this.#webhooks.send(point, [notice])
    }
  }

  #processLater(item: Item): void {
    const after = this.#options.processAfterMs
    if (after === undefined) return
    this.#settle(
      this.#waits.wait(after).then(() => {
        if (!this.#stopped) this.#processOne(item)
      }),
    )
  }

  #processOne(item: Item): boolean {
    const outcome = this.#world.arcaAlert === null ? this.#world.queue.process(item) : null
    if (!outcome) return false
    const { apikey, external_reference, errorTexts } = item
    const evento = outcome === 'issue' ? 'emitido' : 'error'
    this.#settle(this.#notify([{ apikey, evento, external_reference, msg: outcome === 'issue' ? [] : errorTexts }]))
    return true
  }
}

/** @returns the body as far as `limit` asks for it, or null when the client left before its end */
async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  const text = () => Buffer.concat(chunks).toString('utf8')
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk.subarray(0, limit - length))
      length += chunk.length
      if (length >= limit) resolve(text())
    })
    request.once('end', () => resolve(text()))
    request.once('close', () => resolve(null))
    request.once('error', () => resolve(null))
  })
}
