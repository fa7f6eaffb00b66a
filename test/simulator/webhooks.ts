/** Sends the documented webhooks, well or badly. */
import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { creadoOf } from './dates.ts'
import type { Notice } from './endpoints.ts'
import type { PointOfSale } from './world.ts'

export interface WebhookBehaviour {
  /** 2 sends every webhook twice, with the same `hook_id`. 0 sends none. */
  copies: number
  /** `held`: kept until `releaseWebhooks`. `before-answer`: delivered before the API answers the request that caused it. */
  timing: 'after-answer' | 'before-answer' | 'held'
  /** Milliseconds to wait before each. */
  delayMs: number
  /** `forged`: another token; `absent`: no token, as the older documentation has it. */
  token: 'right' | 'forged' | 'absent'
}

const documentedWebhooks: Readonly<WebhookBehaviour> = {
  copies: 1,
  timing: 'after-answer',
  delayMs: 0,
  token: 'right',
}

export interface WebhookDelivery {
  hook_id: string
  apikey: string
  evento: Notice['evento']
  external_reference: string
  intento: number
  /** HTTP status of the receiver; null when there was no answer. */
  status: number | null
}

interface Pending {
  point: PointOfSale
  notice: Notice
  hook_id: string
  creado: string
  intento: number
}

/** The documented wait for the first attempt. */
const answerTimeout = 20_000

export class Webhooks {
  behaviour: WebhookBehaviour = { ...documentedWebhooks }
  readonly deliveries: WebhookDelivery[] = []
  readonly #seed: number
  readonly #now: () => number
  readonly #wait: (ms: number) => Promise<void>
  readonly #stopped = new AbortController()
  #sent = 0
  #held: Pending[] = []
  #failed: Pending[] = []
  /** One after the other, in order. */
  #tail: Promise<void> = Promise.resolve()

  constructor(seed: number, now: () => number, wait: (ms: number) => Promise<void>) {
    this.#seed = seed
    this.#now = now
    this.#wait = wait
  }

  /** Settles when it was delivered or failed; at once when it is held or the point of sale has no URL. */
  send(point: PointOfSale, notice: Notice): Promise<void> {
    if (!point.webhookUrl) return Promise.resolve()
    const hook_id = createHash('sha256').update(`${this.#seed}:${++this.#sent}`).digest('hex').slice(0, 20)
    const pending = { point, notice, hook_id, creado: creadoOf(this.#now()), intento: 1 }
    const copies = Array.from({ length: this.behaviour.copies }, () => pending)
    if (this.behaviour.timing !== 'held') return this.#deliver(copies)
    this.#held.push(...copies)
    return Promise.resolve()
  }

  /** Sends what was held; settles when it was delivered. */
  release(order: 'in-order' | 'reversed'): Promise<void> {
    const held = this.#held
    this.#held = []
    return this.#deliver(order === 'reversed' ? held.toReversed() : held)
  }

  /** Sends again, with the next `intento`, what no receiver answered with 200. */
  retry(): Promise<void> {
    const failed = this.#failed
    this.#failed = []
    return this.#deliver(failed.map((pending) => ({ ...pending, intento: pending.intento + 1 })))
  }

  /** Settles when nothing is being delivered. */
  idle(): Promise<void> {
    return this.#tail
  }

  stop(): void {
    this.#stopped.abort()
    this.#held = []
  }

  #deliver(list: readonly Pending[]): Promise<void> {
    for (const pending of list) this.#tail = this.#tail.then(() => this.#deliverOne(pending))
    return this.#tail
  }

  async #deliverOne(pending: Pending): Promise<void> {
    if (this.behaviour.delayMs > 0) await this.#wait(this.behaviour.delayMs)
    if (this.#stopped.signal.aborted) return
    const status = await this.#post(pending)
    const { notice, hook_id, intento } = pending
    const { apikey, evento, external_reference } = notice
    this.deliveries.push({ hook_id, apikey, evento, external_reference, intento, status })
    if (status !== 200) this.#failed.push(pending)
  }

  #post({ point, notice, hook_id, creado, intento }: Pending): Promise<number | null> {
    const { evento, external_reference, msg } = notice
    const recurso = evento === 'test' ? 'test' : 'facturacion'
    const body = JSON.stringify({ creado, evento, recurso, external_reference, intento, msg, hook_id })
    const { token } = this.behaviour
    const headers: Record<string, string | number> = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'TusFacturasAPP-webhook/1.0',
    }
    if (token === 'forged') headers['TF-WebhookToken'] = 'forged-token'
    else if (token === 'right' && point.webhookToken !== undefined) headers['TF-WebhookToken'] = point.webhookToken
    const url = new URL(point.webhookUrl ?? '')
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((resolve) => {
      const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(answerTimeout)])
      const request = start(url, { method: 'POST', headers, signal, agent: false }, (response) => {
        response.resume()
        response.once('close', () => resolve(response.statusCode ?? null))
      })
      request.once('error', () => resolve(null))
      request.end(body)
    })
  }
}
