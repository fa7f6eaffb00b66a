/** The connections to TusFacturasAPP: through which proxy, whom they trust, when they are renewed. */
import { isDeepStrictEqual } from 'node:util'
import type { SecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
import { systemClock, type Clock } from '../clock.ts'

/** What the office's network asks for. */
export interface NetworkRoute {
  /** Null: a direct connection. Basic authentication is the only kind that undici's ProxyAgent knows. */
  proxy: { url: string; user?: string; password?: string } | null
  /** Gives PEM, e.g. officeCertificates; asked once, at the first call. Null leaves the choice to Node. */
  certificates: (() => string[] | null) | null
}

/**
 * How long a connection may idle, in milliseconds, and still carry a paid POST. A connection that the server closes while
 * it idles can fail a POST after the marker, so none is kept longer than any server would let it wait; before each reuse
 * undici lets a close or reset that has already arrived be noticed. Fresh connections only (`pipelining: 0`) would halve
 * the speed of draining an outbox (0.6 ms a POST instead of 0.3 ms on loopback, and a TLS handshake each).
 */
const reuseWindow = 500

/** Loaded at the first call, not at the start. */
const load = () => import('./connections.ts')
type Connections = Awaited<ReturnType<typeof load>>

export class Dispatchers {
  /** Milliseconds for TCP, TLS and the proxy's answer, each. */
  readonly connectTimeout: number
  readonly #clock: Clock
  #route: NetworkRoute
  #connections: Connections | null = null
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
  async free(): Promise<Dispatcher> {
    const connections = (this.#connections ??= await load())
    this.#free ??= this.#build(connections, {})
    return this.#free
  }

  /** For one request that the subscription pays. No pipelining, no HTTP/2, no retry, redirect or dns interceptor. */
  async paid<T>(use: (dispatcher: Dispatcher) => Promise<T>): Promise<T> {
    const connections = (this.#connections ??= await load())
    this.#dropIdle()
    this.#paid ??= this.#build(connections, { keepAliveTimeout: reuseWindow, keepAliveMaxTimeout: reuseWindow })
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

  #build({ trustOf, connectionsOf }: Connections, keepAlive: Parameters<Connections['connectionsOf']>[3]): Dispatcher {
    this.#trust ??= trustOf(this.#route)
    return connectionsOf(this.#route, this.#trust, this.connectTimeout, keepAlive)
  }
}
