/** From a finished exchange to a reply, where a status, a header or a cut decides. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import type { CallFailureCode } from '../../../../electron/core/tusfacturas/api.ts'
import type { Exchange } from '../../../../electron/core/tusfacturas/exchange.ts'
import { readReply } from '../../../../electron/core/tusfacturas/replies.ts'
import { readAccepted } from '../../../../electron/core/tusfacturas/schemas.ts'

const now = Date.UTC(2026, 10, 23)
const accepted = '{"error":"N","errores":[]}'
const maintenance = (error: string) => `{"error":"${error}","mantenimiento":1,"mantenimiento_hasta":"24/11/2026 05:25"}`

function replyTo(body: string | Buffer, exchange: Partial<Exchange> = {}) {
  return readReply(
    { sent: true, status: 200, headers: {}, trouble: null, ...exchange, body: Buffer.from(body) },
    { read: readAccepted, classify: classifyRefusal, secrets: [], maxBytes: 1000, now },
  )
}

const codeOf = (reply: ReturnType<typeof replyTo>) => (reply.kind === 'failed' ? reply.failure.code : reply.kind)

test.each([
  [150, 'redirected'],
  [199, 'redirected'],
  [200, 'done'],
  [299, 'done'],
  [300, 'redirected'],
  [399, 'redirected'],
  [400, 'http-status'],
  [599, 'http-status'],
])('status %i is %s', (status, code) => {
  expect(codeOf(replyTo(accepted, { status }))).toBe(code)
})

test('no status and no trouble: nobody knows', () => {
  expect(replyTo('', { status: null })).toMatchObject({ kind: 'failed', failure: { code: 'unknown', httpStatus: null } })
})

test.each<[CallFailureCode, CallFailureCode]>([
  ['reset', 'body-cut'],
  ['closed', 'body-cut'],
  ['unreachable', 'body-cut'],
  ['body-cut', 'body-cut'],
  ['unknown', 'body-cut'],
  ['answer-timeout', 'answer-timeout'],
  ['answer-too-large', 'answer-too-large'],
  ['aborted', 'aborted'],
])('headers of a success, then %s: %s, however whole the body looks', (trouble, code) => {
  expect(codeOf(replyTo(accepted, { trouble: { code: trouble, detail: '' } }))).toBe(code)
})

test('given up by us is told as that, whatever the status', () => {
  expect(codeOf(replyTo('', { status: 500, trouble: { code: 'aborted', detail: '' } }))).toBe('aborted')
})

describe('a maintenance', () => {
  const until = Date.UTC(2026, 10, 24, 8, 25)

  test.each([200, 503])('announced with %i and error "S"', (status) => {
    expect(replyTo(maintenance('S'), { status })).toMatchObject({ kind: 'refused', refusal: 'maintenance', until })
  })

  test('announced beside a success: it is one', () => {
    expect(replyTo(maintenance('N'))).toEqual({ kind: 'done', value: null })
  })

  test('is not believed where the status says no and the answer says yes, nor when it was cut', () => {
    expect(codeOf(replyTo(maintenance('N'), { status: 503 }))).toBe('http-status')
    expect(codeOf(replyTo(maintenance('S'), { status: 503, trouble: { code: 'reset', detail: '' } }))).toBe('http-status')
  })
})

test('an answer between yes and no', () => {
  expect(replyTo('{"error":"PARCIAL"}')).toMatchObject({ kind: 'failed', failure: { code: 'answer-unexpected' } })
})

test('packed bytes are unpacked by the header, and damaged ones are unreadable', () => {
  const headers = { 'content-encoding': 'gzip' }
  expect(replyTo(gzipSync(accepted), { headers })).toEqual({ kind: 'done', value: null })
  expect(replyTo(gzipSync(accepted).subarray(0, 20), { headers })).toMatchObject({ kind: 'failed', failure: { code: 'answer-unreadable', original: '' } })
})

test.each([
  [undefined, null],
  ['', null],
  [' 120 ', 120_000],
  ['0', 0],
  ['999999999', 999_999_999_000],
  [['7', '8'], 7_000],
  ['120 s', null],
  ['in 120', null],
  ['-5', null],
  ['1.5', null],
  ['Mon, in a while', null],
  ['Monday, 23-Nov-26 00:10:00 GMT', 600_000],
  ['Mon, 23 Nov 2026 00:10:00 GMT', 600_000],
  ['Mon, 23 Nov 2020 00:10:00 GMT', 0],
])('Retry-After %j: %j ms', (written, retryAfter) => {
  expect(replyTo('', { status: 429, headers: { 'retry-after': written } })).toMatchObject({ failure: { retryAfter } })
})

test('a Retry-After by date is measured against the server’s clock, where it tells it', () => {
  const headers = { 'retry-after': 'Mon, 23 Nov 2026 12:10:00 GMT', date: 'Mon, 23 Nov 2026 12:00:00 GMT' }
  expect(replyTo('', { status: 429, headers })).toMatchObject({ failure: { retryAfter: 600_000 } })
})
