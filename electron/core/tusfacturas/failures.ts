/** Errors of undici, Node, OpenSSL and the operating system, as the product's codes. */
import type { CallFailureCode } from './api.ts'

/** Why there is no complete answer. */
export interface Trouble {
  code: CallFailureCode
  /** The library's or system's own word, for the log. */
  detail: string
}

/** What goes wrong between this machine and the proxy; made by pools.ts. */
export class ProxyUnreachable extends Error {
  readonly code = 'PROXY_UNREACHABLE'
}

/** By `error.code`, whatever the phase. Seen with undici 8.12 on Node 24, or named in their sources. */
const byCode: Record<string, CallFailureCode> = {
  ENOTFOUND: 'dns-not-found',
  ENODATA: 'dns-not-found',
  EAI_NONAME: 'dns-not-found',
  EAI_NODATA: 'dns-not-found',
  EAI_AGAIN: 'dns-temporary',
  EAI_FAIL: 'dns-temporary',
  EAI_SYSTEM: 'dns-temporary',
  ESERVFAIL: 'dns-temporary',
  ETIMEOUT: 'dns-temporary',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  // A local firewall says no.
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  ENETRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'body-cut',
  UND_ERR_HEADERS_TIMEOUT: 'answer-timeout',
  ETIMEDOUT: 'answer-timeout',
  UND_ERR_BODY_TIMEOUT: 'answer-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'answer-unreadable',
  UND_ERR_DESTROYED: 'aborted',
  UND_ERR_CLOSED: 'aborted',
  CERT_HAS_EXPIRED: 'tls-expired',
  CRL_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  CERT_CHAIN_TOO_LONG: 'tls-untrusted',
  CERT_REVOKED: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REJECTED: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  INVALID_PURPOSE: 'tls-untrusted',
  EPROTO: 'tls-failed',
  PROXY_UNREACHABLE: 'proxy-unreachable',
  UND_ERR_PRX_CONN: 'proxy-unreachable',
  UND_ERR_PRX_TLS: 'tls-wrong-host',
}

/** What the same word means while there is no connection yet: the system gave up connecting, the proxy gave no answer. */
const beforeSending: Record<string, CallFailureCode> = {
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'proxy-unreachable',
}

const byPrefix: ReadonlyArray<readonly [prefix: string, code: CallFailureCode]> = [
  ['ERR_SSL_', 'tls-failed'],
  ['ERR_TLS_', 'tls-failed'],
]

/** How undici's ProxyAgent words a refused CONNECT; it has no code of its own. */
const proxyAnswer = /^Proxy response \((\d{3})\)/u

/**
 * Reads an error that ended a call.
 * @param error whatever was thrown or emitted
 * @param sent the marker was set
 */
export function troubleOf(error: unknown, sent: boolean): Trouble {
  if (!(error instanceof Error)) return { code: 'unknown', detail: String(error) }
  const proxyStatus = proxyAnswer.exec(error.message)?.[1]
  if (proxyStatus) return { code: proxyStatus === '407' ? 'proxy-credentials' : 'proxy-refused', detail: `proxy answered ${proxyStatus}` }
  // Its code is missing for some kinds of garbage. Before sending, only a proxy has answered anything.
  if (error.name === 'HTTPParserError') return { code: sent ? 'answer-unreadable' : 'proxy-unreachable', detail: error.message }
  const own = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const code = (sent ? undefined : beforeSending[own]) ?? byCode[own] ?? byPrefix.find(([prefix]) => own.startsWith(prefix))?.[1] ?? 'unknown'
  return { code, detail: own === '' || code === 'unknown' ? `${own} ${error.message}`.trim() : own }
}
