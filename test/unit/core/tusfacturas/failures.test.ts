/** Errors of undici, Node, OpenSSL and the system, by the code that each carries. */
import { describe, expect, test } from 'vitest'
import type { CallFailureCode } from '../../../../electron/core/tusfacturas/api.ts'
import { ProxyUnreachable, troubleOf } from '../../../../electron/core/tusfacturas/failures.ts'

const error = (code: string, message = 'words') => Object.assign(new Error(message), { code })

/** What is told whether or not bytes have left. */
const either: Record<string, CallFailureCode> = {
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
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  ENETRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'body-cut',
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
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-failed',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'tls-failed',
  PROXY_UNREACHABLE: 'proxy-unreachable',
  UND_ERR_PRX_CONN: 'proxy-unreachable',
  UND_ERR_PRX_TLS: 'tls-wrong-host',
}

test.each(Object.entries(either))('%s is %s, before and after the first byte', (code, expected) => {
  for (const sent of [false, true]) expect(troubleOf(error(code), sent)).toEqual({ code: expected, detail: code })
})

describe('the same word means another thing while there is no connection yet', () => {
  test.each([
    ['ETIMEDOUT', 'connect-timeout', 'answer-timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'proxy-unreachable', 'answer-timeout'],
  ])('%s: %s before, %s after', (code, before, after) => {
    expect(troubleOf(error(code), false)).toEqual({ code: before, detail: code })
    expect(troubleOf(error(code), true)).toEqual({ code: after, detail: code })
  })

  test('bytes that are no HTTP: before the first byte only a proxy has answered', () => {
    const garbage = Object.assign(new Error('Expected HTTP/'), { name: 'HTTPParserError' })
    expect(troubleOf(garbage, false)).toEqual({ code: 'proxy-unreachable', detail: 'Expected HTTP/' })
    expect(troubleOf(garbage, true)).toEqual({ code: 'answer-unreadable', detail: 'Expected HTTP/' })
  })
})

describe('a proxy', () => {
  test.each([
    ['407', 'proxy-credentials'],
    ['503', 'proxy-refused'],
    ['403', 'proxy-refused'],
  ])('that refuses with %s', (status, code) => {
    expect(troubleOf(error('UND_ERR_ABORTED', `Proxy response (${status}) !== 200 when HTTP Tunneling`), false)).toEqual({
      code,
      detail: `proxy answered ${status}`,
    })
  })

  test('words about a proxy that stand elsewhere are no answer of one', () => {
    expect(troubleOf(new Error('after Proxy response (407)'), false).code).toBe('unknown')
    expect(troubleOf(new Error('Proxy response (4077)'), false).code).toBe('unknown')
  })

  test('that cannot be reached', () => {
    expect(troubleOf(new ProxyUnreachable('connect ECONNREFUSED'), false)).toEqual({ code: 'proxy-unreachable', detail: 'PROXY_UNREACHABLE' })
  })
})

describe('what nobody knows', () => {
  test.each<[unknown, string]>([
    [error('E_NEW', 'something else'), 'E_NEW something else'],
    [new Error('only words'), 'only words'],
    [Object.assign(new Error('a number'), { code: 7 }), 'a number'],
    [error('X_ERR_SSL_Y', 'not a prefix'), 'X_ERR_SSL_Y not a prefix'],
    ['thrown text', 'thrown text'],
    [undefined, 'undefined'],
  ])('%o', (thrown, detail) => {
    expect(troubleOf(thrown, true)).toEqual({ code: 'unknown', detail })
  })
})
