/** The connections to TusFacturasAPP: how they are made, through which proxy, whom they trust, when they are renewed. */
import { isDeepStrictEqual } from 'node:util'
import { createSecureContext, type SecureContext } from 'node:tls'
import { Agent, Pool, ProxyAgent, type buildConnector, type Dispatcher } from 'undici'
import { systemClock, type Clock } from '../clock.ts'
import { ProxyUnreachable, troubleOf } from './failures.ts'
import { parseProxyUrl } from './proxy.ts'

/** What the office's network asks for. */
export interface NetworkRoute {
  /** Null: a direct connection. Basic authentication is the only kind that undici's ProxyAgent knows. */
  proxy: { url: string; user?: string; password?: string } | null
  /** PEM, e.g. of officeCertificates(); null leaves the choice to Node. */
  ca: string[] | null
}

/**
 * How long a connection may idle, in milliseconds, and still carry a paid POST. A connection that the server closes while
 * it idles can fail a POST after the marker, so none is kept longer than any server would let it wait; before each reuse
 * undici lets a close or reset that has already arrived be noticed. Fresh connections only (`pipelining: 0`) would halve
 * the speed of draining an outbox (0.6 ms a POST instead of 0.3 ms on loopback, and a TLS handshake each).
 */
const reuseWindow = 500

/** More than the outbox's lanes and a person's clicks can use: a call never waits for another one's connection. */
const connections = 8

export class Dispatchers {
  /** Milliseconds for TCP, TLS and the proxy's answer, each. */
  readonly connectTimeout: number
  readonly #clock: Clock
  #route: NetworkRoute
  /** Made once a route: reading hundreds of certificates takes some 100 ms. */
  #trust: SecureContext | null = null
  #paid: Dispatcher | null = null
  #free: Dispatcher | null = null
  #paidAt = 0
  readonly #retired = new Set<Dispatcher>()

  constructor(route: NetworkRoute, { connectTimeout = 10_000, clock = systemClock }: { connectTimeout?: number; clock?: Clock } = {}) {
    this.connectTimeout = connectTimeout
    this.#clock = clock
    this.#route = route
  }

  /** New calls use the new route; calls under way end on the old one. */
  update(route: NetworkRoute): void {
    if (isDeepStrictEqual(route, this.#route)) return
    this.#route = route
    this.#trust = null
    this.#retire(this.#paid)
    this.#retire(this.#free)
    this.#paid = null
    this.#free = null
  }

  /** For what costs nothing. */
  free(): Dispatcher {
    this.#free ??= this.#build({})
    return this.#free
  }

  /** For one request that the subscription pays. No pipelining, no HTTP/2, no retry, redirect or dns interceptor. */
  async paid<T>(use: (dispatcher: Dispatcher) => Promise<T>): Promise<T> {
    this.#dropIdle()
    this.#paid ??= this.#build({ keepAliveTimeout: reuseWindow, keepAliveMaxTimeout: reuseWindow })
    try {
      return await use(this.#paid)
    } finally {
      this.#paidAt = this.#clock.now()
    }
  }

  /** Cuts every connection, calls under way included. */
  async dispose(): Promise<void> {
    const all = [this.#paid, this.#free, ...this.#retired].filter((dispatcher) => dispatcher !== null)
    await Promise.all(all.map((dispatcher) => dispatcher.destroy()))
  }

  /** Timers stand still while the machine sleeps, so an idle connection can outlive its own; the wall clock tells. */
  #dropIdle(): void {
    const idle = this.#clock.now() - this.#paidAt
    this.#paidAt = this.#clock.now()
    if (idle >= 0 && idle <= reuseWindow) return
    this.#retire(this.#paid)
    this.#paid = null
  }

  #retire(dispatcher: Dispatcher | null): void {
    if (!dispatcher) return
    this.#retired.add(dispatcher)
    void dispatcher.close().finally(() => this.#retired.delete(dispatcher))
  }

  #build(keepAlive: Pick<Agent.Options, 'keepAliveTimeout' | 'keepAliveMaxTimeout'>): Dispatcher {
    const { proxy, ca } = this.#route
    const { connectTimeout } = this
    this.#trust ??= createSecureContext({ minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) })
    const tls = { secureContext: this.#trust }
    const options = { ...keepAlive, allowH2: false, pipelining: 1, connections, connectTimeout, headersTimeout: 0, bodyTimeout: 0 }
    if (!proxy) return new Agent({ ...options, connect: tls })
    const uri = parseProxyUrl(proxy.url)
    if (!uri) return new Agent({ ...options, connect: (_, callback) => callback(new ProxyUnreachable('not an address'), null) })
    return new ProxyAgent({
      ...options,
      uri: uri.href,
      ...(proxy.user ? { token: basic(proxy.user, proxy.password ?? '') } : {}),
      // Through a tunnel the marker belongs to the request itself, never to what is said to the proxy.
      proxyTunnel: true,
      // Plain http stays on this machine (parseBaseUrl), so what it carries is not shown to a proxy either.
      factory: (origin, given) => new Pool(origin, new URL(origin).protocol === 'http:' ? { ...options, connect: tls } : given),
      requestTls: tls,
      proxyTls: tls,
      clientFactory: (origin, given) => proxyPool(origin, given, connectTimeout),
    })
  }
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** Connections to the proxy itself: what fails here is told apart from what fails beyond it. */
function proxyPool(origin: URL, options: Pool.Options, timeout: number): Pool {
  const connect = options.connect as buildConnector.connector
  return new Pool(origin, {
    ...options,
    headersTimeout: timeout,
    connect: (target, callback) => {
      connect(target, (...[error, socket]) => {
        if (!error) callback(null, socket)
        else callback(troubleOf(error, false).code.startsWith('tls-') ? error : new ProxyUnreachable(error.message, { cause: error }), null)
      })
    },
  })
}
