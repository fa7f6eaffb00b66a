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

const under = (encoding: string, body: string | Buffer) => replyTo(body, { headers: { 'content-encoding': encoding } })

describe('bytes that are not packed as their header says', () => {
  test.each(['br', 'deflate', 'gzip', 'x-gzip'])('plain JSON under %s', (encoding) => {
    expect(under(encoding, accepted)).toEqual({ kind: 'done', value: null })
    expect(under(encoding, `<br />\n<b>Notice</b>: a {"b"} in c.php on line 1\n${accepted}`)).toEqual({ kind: 'done', value: null })
    expect(codeOf(under(encoding, '<html><body>No</body></html>'))).toBe('answer-html')
  })

  test('Brotli that begins as gzip does', () => {
    const likeGzip = Buffer.from('H4sAAMTylurvspC+C0k0wb9HYIxoYANOBLKEA7EF5V4k68RDFzACHNMuOMIP0jX3WbLS/KQsWqy27iJ9', 'base64')
    expect([...likeGzip.subarray(0, 2)]).toEqual([0x1f, 0x8b])
    expect(under('br', likeGzip)).toMatchObject({ kind: 'refused', texts: [expect.stringMatching(/^El comprobante/u)] })
  })

  test('neither packed nor an answer: it stays unreadable, and nothing of it is kept', () => {
    for (const encoding of ['br', 'deflate'])
      expect(under(encoding, Buffer.from([7, 200, 13, 1, 99, 250, 3]))).toMatchObject({ kind: 'failed', failure: { code: 'answer-unreadable', original: '' } })
  })
})

/** One line of what replyTo says. */
function said(body: unknown, status: number): string {
  const reply = replyTo(JSON.stringify(body), { status })
  if (reply.kind === 'failed') return reply.failure.code
  return reply.kind === 'refused' ? reply.refusal : reply.kind
}

describe('words under the API’s own names with a status of success are its own, however few they are', () => {
  test.each<[unknown, string]>([
    [{ error: true, message: 'Limite excedido' }, 'other'],
    [{ error: true, message: 'Punto venta inactivo' }, 'other'],
    [{ error: true, message: 'Suscripci?n inactiva' }, 'other'],
    [{ error: 'Suscripcion inactiva' }, 'other'],
    [{ errors: ['AFIP no responde'] }, 'other'],
    [{ error: true, message: 'AFIP: Service Unavailable' }, 'other'],
    [{ error: true, message: 'Database error' }, 'other'],
    [{ error: true, message: 'Apikey inexistente' }, 'credentials'],
    [{ error: { status: 'ERROR', message: 'Limite excedido' } }, 'other'],
    [{ error: { code: 'DatosInvalidos', message: 'CUIT inexistente' } }, 'other'],
    [{ error: 'S', errores: ['Too many requests'] }, 'other'],
  ])('%j', (body, refusal) => {
    expect(said(body, 200)).toBe(refusal)
  })

  test.each<unknown>([
    { error: { code: 403, message: 'The caller does not have permission', status: 'PERMISSION_DENIED' } },
    { error: { code: 'AuthenticationFailed', message: 'Server failed to authenticate the request.' } },
    { success: false, errors: [{ code: 10_000, message: 'Authentication error' }], messages: [], result: null },
    { error: 'invalid_token', error_description: 'The access token expired' },
    { error: true, message: 'Request blocked by security policy' },
    { error: true, message: 'Forbidden' },
    { error: 'Rate limit exceeded' },
    { fault: { faultstring: 'Rate limit quota violation' }, errors: ['Rate limit quota violation'] },
  ])('unless a vendor is known by them: %j', (body) => {
    expect(said(body, 200)).toBe('answer-foreign')
  })
})

test.each<[unknown, string]>([
  [{ error: true, message: 'Limite excedido' }, 'other'],
  [{ error: 'Punto venta inactivo' }, 'other'],
  [{ error: 'The request is not valid' }, 'answer-foreign'],
])('few words with 400: %j', (body, refusal) => {
  expect(said(body, 400)).toBe(refusal)
})

describe('unsigned words with a status that denies', () => {
  test.each<unknown>([
    { error: true, message: 'Token inválido' },
    { error: true, message: 'Apikey inexistente' },
    { error: true, message: 'Apitoken vencido' },
    { error: 'usertoken incorrecto' },
    { error: 'Invalid apikey' },
    { error: 'No autenticado' },
    { error: 'Autenticación requerida' },
    { error: 'Punto de venta deshabilitado' },
    { error: true },
  ])('are about the credentials: %j', (body) => {
    for (const status of [401, 403]) expect(said(body, status)).toBe('http-status')
  })

  test.each<unknown>([
    { error: 'Sitio bloqueado por la politica de navegacion' },
    { error: 'Usuario no autenticado en el proxy' },
    { error: 'Debe autenticarse en el portal cautivo' },
    { error: 'Cupo de navegación agotado' },
    { error: 'Limite excedido' },
    { error: true, message: 'Missing Authentication Token' },
    { error: 'invalid_token', error_description: 'The access token expired' },
    { error: { code: 401, message: 'Request had invalid authentication token.', status: 'UNAUTHENTICATED' } },
    { error: 'Access denied: token blocked by security policy' },
  ])('are of somebody in between: %j', (body) => {
    for (const status of [401, 403]) expect(said(body, status)).toBe('answer-foreign')
  })
})

test.each<[unknown]>([[{ message: 'no Route matched with those values' }], [{}], [{ code: 7 }]])(
  'what is no answer of the API at all is somebody else’s with a status of failure, and odd with one of success: %j',
  (body) => {
    for (const status of [400, 401, 403, 404, 405, 413, 422]) expect(said(body, status)).toBe('answer-foreign')
    expect(said(body, 200)).toBe('answer-unexpected')
  },
)
