/** How connections to TusFacturasAPP are made. Apart from routes.ts because undici weighs on every start and is needed at the first call. */
import { createSecureContext, type SecureContext } from 'node:tls'
import { Agent, Pool, ProxyAgent, type buildConnector, type Dispatcher } from 'undici'
import type { NetworkRoute, Way } from './routes.ts'
import { ProxyUnreachable, troubleOf } from './failures.ts'
import { parseProxyUrl } from './proxy.ts'

/** More than the outbox's lanes and a person's clicks can use: a call never waits for another one's connection. */
const connections = 8

/** Reading hundreds of certificates takes some 100 ms: to be made once a route. */
export function trustOf(certificates: NetworkRoute['certificates']): SecureContext {
  const ca = certificates?.()
  return createSecureContext({ minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) })
}

/**
 * @param connectTimeout milliseconds for TCP, TLS and the proxy's answer, each
 * @param keepAlive how long a connection may idle; undici's own choice when empty
 */
export function poolsOf(
  proxy: Way,
  secureContext: SecureContext,
  connectTimeout: number,
  keepAlive: Pick<Agent.Options, 'keepAliveTimeout' | 'keepAliveMaxTimeout'>,
): Dispatcher {
  const tls = { secureContext }
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
