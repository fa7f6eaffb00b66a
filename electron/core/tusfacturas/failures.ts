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

/** Their words for each, as `error.code` gives them, whatever the phase. Seen with undici 8.12 on Node 24, or named in their sources. */
const wordsFor: Partial<Record<CallFailureCode, readonly string[]>> = {
  'dns-not-found': ['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA'],
  'dns-temporary': ['EAI_AGAIN', 'EAI_FAIL', 'EAI_SYSTEM', 'ESERVFAIL', 'ETIMEOUT'],
  refused: ['ECONNREFUSED'],
  // With the last two a local firewall says no.
  unreachable: ['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM'],
  'connect-timeout': ['UND_ERR_CONNECT_TIMEOUT'],
  reset: ['ECONNRESET', 'ECONNABORTED', 'ENETRESET', 'EPIPE'],
  closed: ['UND_ERR_SOCKET'],
  'body-cut': ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH'],
  'answer-timeout': ['UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT', 'UND_ERR_BODY_TIMEOUT'],
  'answer-unreadable': ['UND_ERR_HEADERS_OVERFLOW'],
  aborted: ['UND_ERR_DESTROYED', 'UND_ERR_CLOSED'],
  'tls-expired': ['CERT_HAS_EXPIRED', 'CRL_HAS_EXPIRED'],
  'tls-not-yet-valid': ['CERT_NOT_YET_VALID'],
  'tls-wrong-host': ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH', 'UND_ERR_PRX_TLS'],
  'tls-untrusted': [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_SIGNATURE_FAILURE',
    'CERT_CHAIN_TOO_LONG',
    'CERT_REVOKED',
    'CERT_UNTRUSTED',
    'CERT_REJECTED',
    'INVALID_CA',
    'INVALID_PURPOSE',
  ],
  'tls-failed': ['EPROTO'],
  'proxy-unreachable': ['PROXY_UNREACHABLE', 'UND_ERR_PRX_CONN'],
}
const byCode = new Map(Object.entries(wordsFor).flatMap(([code, words]) => words.map((word): [string, CallFailureCode] => [word, code as CallFailureCode])))

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
  const code = (sent ? undefined : beforeSending[own]) ?? byCode.get(own) ?? byPrefix.find(([prefix]) => own.startsWith(prefix))?.[1] ?? 'unknown'
  return { code, detail: own === '' || code === 'unknown' ? `${own} ${error.message}`.trim() : own }
}
