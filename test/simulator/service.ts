/** What happens to a connection and to a request: faults strike, calls are carried out, answers and webhooks leave. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { encodeAnswer, type EncodedAnswer } from './answers.ts'
import { execute, maintenanceAnswer } from './calls.ts'
import type { Notice } from './endpoints.ts'
import { Faults, type ActiveFault } from './faults.ts'
import type { Journal, RecordedRequest } from './journal.ts'
import type { Connection } from './listener.ts'
import { misbehave, send } from './misbehaviour.ts'
import type { Item } from './queue.ts'
import { Waits } from './waits.ts'
import type { Webhooks } from './webhooks.ts'
import type { World } from './world.ts'

/** Everything that `reset` starts afresh. */
export interface Life {
  world: World
  webhooks: Webhooks
  journal: Journal
}

const hour = 3_600_000

export class Service {
  /** Added before every answer, in real time. */
  latencyMs: number
  life: Life
  readonly faults = new Faults()
  readonly waits = new Waits()
  readonly #processAfterMs: number | undefined
  readonly #settling = new Set<Promise<unknown>>()
  #stopped = false

  constructor(life: Life, latencyMs: number, processAfterMs: number | undefined) {
    this.life = life
    this.latencyMs = latencyMs
    this.#processAfterMs = processAfterMs
  }

  /** @returns whether the connection may go on to HTTP */
  accept({ raw }: Connection): boolean {
    const [struck] = this.faults.take('accept', { method: '' })
    if (!struck) return true
    if (struck.fault.phase === 'accept-reset') raw.resetAndDestroy()
    if (struck.fault.phase === 'accept-end') raw.end().resume()
    struck.signal()
    return false
  }

  serve(request: IncomingMessage, response: ServerResponse, path: string, connection: Connection | null): void {
    this.#settle(this.#serve(request, response, path, connection))
  }

  notify(notices: readonly Notice[], { world, webhooks }: Life = this.life): Promise<void> {
    let delivered = Promise.resolve()
    for (const notice of notices) {
      const point = world.points.get(notice.apikey)
      if (point) delivered = webhooks.send(point, notice)
    }
    return delivered
  }

  /** Moves one item on by its outcome. @returns whether it moved */
  process(item: Item): boolean {
    const { world } = this.life
    const outcome = world.arcaAlert === null ? world.queue.process(item) : null
    if (!outcome) return false
    const { apikey, external_reference, errorTexts } = item
    const evento = outcome === 'issue' ? 'emitido' : 'error'
    this.#settle(this.notify([{ apikey, evento, external_reference, msg: outcome === 'issue' ? [] : errorTexts }]))
    return true
  }

  /** Moves an item on after `processAfterMs`, if that was asked for. */
  processLater(item: Item): void {
    const after = this.#processAfterMs
    if (after === undefined) return
    const later = async () => {
      await this.waits.wait(after)
      if (!this.#stopped) this.process(item)
    }
    this.#settle(later())
  }

  /** Lets go everything that is held back; settles when no request is being worked on. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.faults.clear()
    this.waits.endAll()
    await Promise.allSettled(this.#settling)
  }

  #settle(work: Promise<unknown>): void {
    this.#settling.add(work)
    void work.finally(() => this.#settling.delete(work))
  }

  async #serve(request: IncomingMessage, response: ServerResponse, path: string, connection: Connection | null): Promise<void> {
    const { journal, world } = this.life
    const { method: verb = '', headers } = request
    const recorded = journal.open({ connection: connection?.id ?? 0, verb, path, headers, time: world.now() })
    response.once('close', () => {
      if (!response.writableFinished) journal.close(recorded, 'client-left')
    })
    const [torn] = this.faults.take('body', { method: recorded.method })
    const body = await readBody(request, torn ? (torn.fault.bytes ?? 1) : Infinity)
    journal.read(recorded, body ?? '')
    if (torn) {
      journal.close(recorded, torn.fault.phase)
      if (torn.fault.phase === 'partial-reset') connection?.raw.resetAndDestroy()
      else request.socket.end()
      torn.signal()
    } else if (body !== null) {
      await this.#answer(recorded, response, connection)
    }
  }

  async #answer(recorded: RecordedRequest, response: ServerResponse, connection: Connection | null): Promise<void> {
    const { life } = this
    const seen = { method: recorded.method, reference: recorded.external_reference, apikey: recorded.apikey }
    const waits = this.faults.take('wait', seen)
    const [struck] = this.faults.take('answer', seen)
    await this.#holdBack(waits.filter((wait) => !wait.executed))
    const { answer, notices } = this.#execute(recorded, struck, life)
    await this.#holdBack(waits.filter((wait) => wait.executed))
    if (this.latencyMs > 0) await this.waits.wait(this.latencyMs)
    const early = life.webhooks.behaviour.timing === 'before-answer'
    if (early) await this.notify(notices, life)
    if (struck) {
      life.journal.close(recorded, struck.fault.phase)
      const maintenance = (until = life.world.now() + hour) => encodeAnswer(maintenanceAnswer(until), life.world.quirks)
      const acted = misbehave({ response, connection, answer, maintenance }, struck.fault)
      recorded.status = response.headersSent ? response.statusCode : null
      struck.signal()
      await acted
    } else {
      recorded.status = answer.status
      // Closed before the last byte leaves: whoever has the answer finds the request finished.
      life.journal.close(recorded, 'answered')
      if (!(await send(response, answer))) recorded.done = 'client-left'
    }
    if (!early) await this.notify(notices, life)
  }

  #execute(recorded: RecordedRequest, struck: ActiveFault | undefined, { world }: Life): { answer: EncodedAnswer; notices: Notice[] } {
    if (struck && !struck.executed) {
      return { answer: encodeAnswer({ status: 200, body: { error: 'N', errores: [] } }, world.quirks), notices: [] }
    }
    const { notices, ...answer } = execute(world, recorded.verb, recorded.path, recorded.json)
    recorded.executed = true
    for (const notice of notices) {
      const moved = notice.evento === 'encolado' || notice.evento === 'cambio_fecha'
      if (moved) for (const item of world.queue.withReference(notice.apikey, notice.external_reference)) this.processLater(item)
    }
    return { answer: encodeAnswer(answer, world.quirks), notices }
  }

  async #holdBack(waits: readonly ActiveFault[]): Promise<void> {
    for (const wait of waits) {
      const over = wait.fault.phase === 'pause' ? wait.hold() : this.waits.wait(wait.fault.ms ?? 0)
      wait.signal()
      await over
    }
  }
}

/** @returns the body, or its first `limit` bytes; null when the client left before */
function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve) => {
    const finish = () => resolve(Buffer.concat(chunks).subarray(0, limit).toString('utf8'))
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length >= limit) finish()
    })
    request.once('end', finish)
    request.once('close', () => resolve(null))
    request.once('error', () => resolve(null))
  })
}
