/** The connections to TusFacturasAPP: through which proxy, whom they trust, when they are renewed. */
import { isDeepStrictEqual } from 'node:util'
import type { SecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
import { systemClock, type Clock } from '../lib/clock.ts'
import { connectPatience, detourFor, reuseWindow } from '../lib/waits.ts'
import type { CallFailureCode, PoolKind } from './api.ts'
import type { Exchange } from './exchange.ts'

/** Null: a direct connection. Basic authentication is the only kind that undici's ProxyAgent knows. */
export type Way = { url: string; user?: string; password?: string } | null

/** What the office's network asks for. */
export interface NetworkRoute {
  proxy: Way
  /** Tried in turn when nobody answers at `proxy`, as a PAC script may list them. */
  fallbacks?: readonly Way[]
  /** Gives PEM, e.g. officeCertificates; asked once, at the first call. Null leaves the choice to Node. */
  certificates: (() => string[] | null) | null
}

/** Nobody answered there, and nothing was said to TusFacturasAPP: what Chromium goes on to the next proxy for as well. */
const deadEnds: ReadonlySet<CallFailureCode> = new Set([
  'proxy-unreachable',
  'connect-timeout',
  'refused',
  'unreachable',
  'dns-not-found',
  'dns-temporary',
  'reset',
  'closed',
])

/** The connections of one way. */
interface Road {
  readonly way: Way
  paid: Dispatcher | null
  free: Dispatcher | null
  paidAt: number
}

/** Loaded at the first call, not at the start. */
const load = () => import('./pools.ts')
type Pools = Awaited<ReturnType<typeof load>>

export class Routes {
  /** Milliseconds for TCP, TLS and the proxy's answer, each. */
  readonly connectTimeout: number
  readonly #clock: Clock
  #route: NetworkRoute
  #pools: Pools | null = null
  #trust: SecureContext | null = null
  #roads: Road[]
  #detour = { place: 0, since: 0 }
  readonly #retired = new Set<Dispatcher>()

  constructor(route: NetworkRoute, { connectTimeout = connectPatience, clock = systemClock }: { connectTimeout?: number; clock?: Clock } = {}) {
    this.connectTimeout = connectTimeout
    this.#clock = clock
    this.#route = route
    this.#roads = roadsOf(route)
  }

  /** New calls use the new route; calls under way end on the old one. */
  update(route: NetworkRoute): void {
    if (isDeepStrictEqual(route, this.#route)) return
    this.#route = route
    this.#trust = null
    for (const { paid, free } of this.#roads) {
      this.#retire(paid)
      this.#retire(free)
    }
    this.#roads = roadsOf(route)
    this.#detour = { place: 0, since: 0 }
  }

  /**
   * Makes one call over the way that works. When nobody answers there and the marker was not set, the same call goes over the
   * next way; once it may have left, it never does.
   * @param pool `paid`: no pipelining, no HTTP/2, no retry, redirect or dns interceptor
   * @param use makes the call, once for each way
   */
  async through(pool: PoolKind, use: (dispatcher: Dispatcher) => Promise<Exchange>): Promise<Exchange> {
    const pools = (this.#pools ??= await load())
    const roads = this.#roads
    const order = this.#inOrder()
    const dead: string[] = []
    for (const [place, road] of order.entries()) {
      const exchange = await this.#over(road, pool, pools, use)
      const { sent, trouble } = exchange
      if (sent || trouble === null || !deadEnds.has(trouble.code)) {
        if (roads === this.#roads) this.#prefer(road)
        return exchange
      }
      dead.push(`${road.way?.url ?? 'direct'}: ${trouble.detail}`)
      // A new route is for new calls, and nothing is built any more for the old one.
      if (place === order.length - 1 || roads !== this.#roads)
        return order.length === 1 ? exchange : { ...exchange, trouble: { ...trouble, detail: dead.join('; ') } }
    }
    throw new Error('a route without any way')
  }

  /** Cuts every connection, calls under way included. */
  async dispose(): Promise<void> {
    const all = [...this.#roads.flatMap(({ paid, free }) => [paid, free]), ...this.#retired].filter((dispatcher) => dispatcher !== null)
    await Promise.all(all.map((dispatcher) => dispatcher.destroy()))
  }

  async #over(road: Road, pool: PoolKind, pools: Pools, use: (dispatcher: Dispatcher) => Promise<Exchange>): Promise<Exchange> {
    if (pool === 'free') return use((road.free ??= this.#build(road.way, pools, {})))
    this.#dropIdle(road)
    road.paid ??= this.#build(road.way, pools, { keepAliveTimeout: reuseWindow, keepAliveMaxTimeout: reuseWindow })
    try {
      return await use(road.paid)
    } finally {
      road.paidAt = this.#clock.now()
    }
  }

  /** The way that was found instead of a dead one comes first for a while. */
  #inOrder(): Road[] {
    const since = this.#clock.now() - this.#detour.since
    const place = since >= 0 && since < detourFor ? this.#detour.place : 0
    return [...this.#roads.slice(place), ...this.#roads.slice(0, place)]
  }

  #prefer(road: Road): void {
    const place = this.#roads.indexOf(road)
    if (this.#inOrder()[0] !== road) this.#detour = { place, since: this.#clock.now() }
  }

  /** Timers stand still while the machine sleeps, so an idle connection can outlive its own; the wall clock tells. */
  #dropIdle(road: Road): void {
    const idle = this.#clock.now() - road.paidAt
    road.paidAt = this.#clock.now()
    if (idle >= 0 && idle <= reuseWindow) return
    this.#retire(road.paid)
    road.paid = null
  }

  #retire(dispatcher: Dispatcher | null): void {
    if (!dispatcher) return
    this.#retired.add(dispatcher)
    void dispatcher.close().finally(() => this.#retired.delete(dispatcher))
  }

  #build(proxy: Way, { trustOf, poolsOf }: Pools, keepAlive: Parameters<Pools['poolsOf']>[3]): Dispatcher {
    const { certificates } = this.#route
    this.#trust ??= trustOf(certificates)
    return poolsOf(proxy, this.#trust, this.connectTimeout, keepAlive)
  }
}

const roadsOf = ({ proxy, fallbacks = [] }: NetworkRoute): Road[] => [proxy, ...fallbacks].map((way) => ({ way, paid: null, free: null, paidAt: 0 }))
