/** The client against the simulator: what it asks, and what it understands. */
import { expect, test } from 'vitest'
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'
import type { Quirks } from '../../../simulator/simulator.ts'
import { answering, baseOf, credentials, httpAnswer, startClient, startRaw, startSimulator } from './client-setup.ts'

test('reenviar_encolado: the four fields as strings and nothing else', async () => {
  const simulator = await startSimulator()
  const { api, paid, markers } = startClient(simulator.url)
  const reference = '007 ñandú "X" \\ 漢'
  simulator.seed([{ ...credentials, external_reference: reference }])

  expect(await api.resend(credentials, reference, paid())).toEqual({ kind: 'done', value: null })

  const [request, ...others] = simulator.requests()
  expect(others).toEqual([])
  expect(request).toMatchObject({ verb: 'POST', path: '/app/api/v2/facturacion/reenviar_encolado' })
  expect(request?.json).toEqual({ ...credentials, external_reference: reference })
  expect(request?.headers).toEqual({
    host: `127.0.0.1:${simulator.port}`,
    connection: 'keep-alive',
    'user-agent': 'Reencola/9.8.7',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(request?.body ?? '')),
  })
  expect(markers()).toBe(1)
  expect(simulator.executions(reference)).toBe(1)
})

test('a base URL with a slash at its end means the same', async () => {
  const simulator = await startSimulator()
  const { api, paid } = startClient(`${simulator.url}//`)
  await api.resend(credentials, 'FC-1', paid())
  expect(simulator.requests()[0]?.path).toBe('/app/api/v2/facturacion/reenviar_encolado')
})

test('a refusal: not found', async () => {
  const simulator = await startSimulator()
  const { api, paid } = startClient(simulator.url)
  expect(await api.resend(credentials, 'FC-404', paid())).toEqual({
    kind: 'refused',
    refusal: 'not-found',
    texts: ['No se han encontrado comprobantes.'],
    until: null,
    original: '{"error":"S","errores":["No se han encontrado comprobantes."]}',
  })
})

test('a refusal: quota', async () => {
  const simulator = await startSimulator()
  simulator.addPointOfSale({ ...credentials, quota: { reenviar_encolado: 0 } })
  simulator.quirks.quotaText = 'No posee cupo disponible para este método'
  const { api, paid } = startClient(simulator.url)
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'refused', refusal: 'quota' })
})

test.each(['http-401', 'http-403', 'error-S'] as const)('wrong credentials as %s', async (badCredentials) => {
  const simulator = await startSimulator({ quirks: { badCredentials } })
  simulator.quirks.credentialsText = 'Las credenciales informadas no son válidas.'
  const { api, paid } = startClient(simulator.url)
  const reply = await api.resend({ ...credentials, apitoken: 'wrong' }, 'FC-1', paid())
  expect(reply).toMatchObject(
    badCredentials === 'error-S'
      ? { kind: 'refused', refusal: 'credentials', texts: ['Las credenciales informadas no son válidas.'] }
      : { kind: 'failed', sent: true, failure: { code: 'http-status', httpStatus: Number(badCredentials.slice(5)) } },
  )
})

const seen: FoundComprobante = {
  external_reference: 'FC-2',
  status: 'issued',
  statusText: 'EMITIDO',
  tipo: 'FACTURA A',
  punto_venta: 10,
  numero: 123,
  fecha: '21/11/2026',
  vencimiento_pago: '21/11/2026',
  total: 1210.5,
  moneda: 'PES',
  cae: '71234567890123',
  vencimiento_cae: '01/12/2026',
  comprobante_pdf_url: expect.stringMatching(/^https:\/\/www\.dominio\.example\/\d{8}\/00010-00000123\.pdf$/u),
  afip_observaciones: '',
  razon_social: 'Ferretería Ñandú S.A.',
  documento_nro: '30712345671',
}

const issuedItem = {
  ...credentials,
  external_reference: 'FC-2',
  status: 'issued',
  tipo: 'FACTURA A',
  punto_venta: 10,
  numero: 123,
  fecha: '21/11/2026',
  total: 1210.5,
  moneda: 'PES',
  razon_social: 'Ferretería Ñandú S.A.',
  documento_nro: '30712345671',
} as const

const bends: Array<Partial<Quirks>> = [
  {},
  { contentType: 'text/html' },
  { bom: true },
  { phpNotice: true },
  { bom: true, phpNotice: true, contentType: 'text/html; charset=UTF-8' },
  { errorCase: 'lower' },
  { errores: 'empty-string' },
  { errores: 'string' },
  { errores: 'absent' },
  { numbersAsStrings: true },
]

test.each(bends)('every method understands an answer bent by %o', async (quirks) => {
  const simulator = await startSimulator({ quirks })
  simulator.seed([issuedItem])
  const { api, paid } = startClient(simulator.url)
  const found = await api.findByReference(credentials, 'FC-2')
  expect(found).toEqual({
    kind: 'done',
    value: { total: 1, comprobantes: [{ ...seen, cae: expect.stringMatching(/^\d{14}$/u), vencimiento_cae: expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/u) }] },
  })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  const refusal = await api.resend(credentials, 'FC-404', paid())
  expect(refusal).toMatchObject({ kind: 'refused', refusal: quirks.errores === 'absent' ? 'other' : 'not-found' })
  expect(await api.usage(credentials, paid())).toMatchObject({ kind: 'done', value: { comprobantes_disponibles: 79 } })
  expect(await api.serviceState(credentials, paid())).toMatchObject({ kind: 'done', value: { working: true } })
})

test('EXT_REF_LIST, EXT_REF and F, as documented', async () => {
  const simulator = await startSimulator()
  const { api, markers } = startClient(simulator.url)
  simulator.seed([issuedItem])
  const references = Array.from({ length: 100 }, (_, index) => `FC-${index}`)
  const list = await api.findByReferences(credentials, references)
  expect(list.kind === 'done' && list.value.comprobantes.map(({ external_reference, status }) => [external_reference, status])).toEqual([
    ['FC-1', 'error'],
    ['FC-2', 'issued'],
  ])
  await api.findByReference(credentials, 'FC-1')
  const second = await api.findByDate(credentials, '21/11/2026', 1, 5000)
  expect(second).toEqual({ kind: 'done', value: { total: 1, comprobantes: [] } })
  expect(markers()).toBe(0)
  const [byList, byReference, byDate] = simulator.requests().map(({ json }) => json)
  const shared = { ...credentials, pagina: 0, limite: 1000 }
  expect(byList).toEqual({ ...shared, busqueda_tipo: 'EXT_REF_LIST', comprobante: { external_reference_list: references, operacion: 'V' } })
  expect(byReference).toEqual({ ...shared, busqueda_tipo: 'EXT_REF', comprobante: { external_reference: 'FC-1', operacion: 'V' } })
  expect(byDate).toEqual({ ...shared, pagina: 1, busqueda_tipo: 'F', comprobante: { fecha: '21/11/2026', operacion: 'V' } })
})

test.each(['N', 'S'] as const)('nothing found, said with error "%s"', async (emptyResult) => {
  const simulator = await startSimulator({ quirks: { emptyResult } })
  const { api } = startClient(simulator.url)
  const none = { kind: 'done', value: { total: 0, comprobantes: [] } }
  expect(await api.findByReferences(credentials, ['nada'])).toEqual(none)
  expect(await api.findByReference(credentials, 'nada')).toEqual(none)
  expect(await api.findByDate(credentials, '01/01/2001', 0, 10)).toEqual(none)
})

test('a search that the API does not know is refused, not empty', async () => {
  const simulator = await startSimulator({ quirks: { refuseReferenceList: true } })
  const { api } = startClient(simulator.url)
  expect(await api.findByReferences(credentials, ['FC-1'])).toMatchObject({ kind: 'refused', refusal: 'other', texts: ['El tipo de busqueda no es valido.'] })
})

test('maintenance with its end in Argentina’s time', async () => {
  const simulator = await startSimulator()
  const until = Date.UTC(2026, 10, 24, 8, 25)
  simulator.maintenance(until)
  simulator.advance(until - 60_000 - simulator.now())
  const { api, paid } = startClient(simulator.url)
  const refusal = { kind: 'refused', refusal: 'maintenance', until }
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(refusal)
  expect(await api.findByReference(credentials, 'FC-1')).toMatchObject(refusal)
  expect(await api.serviceState(credentials, paid())).toMatchObject(refusal)
})

test('cambiar_fecha_encolado', async () => {
  const simulator = await startSimulator()
  const { api, paid, markers } = startClient(simulator.url)
  expect(await api.changeDate(credentials, 'FC-1', '24/11/2026', '04/12/2026', paid())).toEqual({ kind: 'done', value: null })
  expect(simulator.requests()[0]?.json).toEqual({ ...credentials, external_reference: 'FC-1', fecha: '24/11/2026', vencimiento: '04/12/2026' })
  expect(await api.changeDate(credentials, 'FC-404', '24/11/2026', '04/12/2026', paid())).toMatchObject({ kind: 'refused', refusal: 'not-found' })
  expect(markers()).toBe(2)
})

test('eliminar_encolado: all, some, none', async () => {
  const simulator = await startSimulator()
  const { api, paid, markers } = startClient(simulator.url)
  const fecha = '20/11/2026'
  simulator.seed([
    { ...credentials, external_reference: 'A', fecha },
    { ...credentials, external_reference: 'B', fecha },
    { ...credentials, external_reference: 'B', fecha, deletable: false },
  ])
  const gone = expect.stringMatching(/se ha eliminado correctamente\.$/u)
  const stays = expect.stringMatching(/^El comprobante FACTURA B 00010-000000 no se ha podido eliminar\.$/u)
  expect(await api.deleteQueued(credentials, 'A', fecha, paid())).toEqual({ kind: 'done', value: { complete: true, procesados: [gone], errores: [] } })
  expect(await api.deleteQueued(credentials, 'B', fecha, paid())).toEqual({ kind: 'done', value: { complete: false, procesados: [gone], errores: [stays] } })
  expect(await api.deleteQueued(credentials, 'A', fecha, paid())).toMatchObject({ kind: 'refused', refusal: 'not-found' })
  expect(simulator.requests()[0]?.json).toEqual({ ...credentials, external_reference: 'A', fecha })
  expect(markers()).toBe(3)
})

test('estado_servicios: an outage of ARCA is an answer', async () => {
  const simulator = await startSimulator()
  simulator.arcaAlert('ARCA no responde desde las 10:15')
  const { api, paid, markers } = startClient(simulator.url)
  const value = { working: false, facturacion: 'ARCA no responde desde las 10:15', novedades: '', prox_mantenimientos_programados: [] }
  expect(await api.serviceState(credentials, paid())).toEqual({ kind: 'done', value })
  expect(simulator.requests()[0]?.path).toBe('/app/api/v2/estado_servicios/alertas')
  expect(simulator.requests()[0]?.json).toEqual(credentials)
  expect(markers()).toBe(1)
})

test('micuenta/consumo', async () => {
  const simulator = await startSimulator()
  const { api, paid, markers } = startClient(simulator.url)
  const value = { abonos_pendientes: 21, comprobantes_generados: 12, comprobantes_cupo: 100, comprobantes_disponibles: 79 }
  expect(await api.usage(credentials, paid())).toEqual({ kind: 'done', value })
  expect(simulator.requests()[0]?.path).toBe('/app/api/v2/micuenta/consumo')
  expect(markers()).toBe(1)
})

test.each([
  [
    { status: 429, headers: { 'Retry-After': '7' } },
    { code: 'http-status', httpStatus: 429, retryAfter: 7000 },
  ],
  [
    { status: 503, headers: { Date: 'Mon, 23 Nov 2026 10:00:00 GMT', 'Retry-After': 'Mon, 23 Nov 2026 10:02:00 GMT' } },
    { code: 'http-status', httpStatus: 503, retryAfter: 120_000 },
  ],
  [
    { status: 500, headers: { 'retry-after': 'later' } },
    { code: 'http-status', httpStatus: 500, retryAfter: null },
  ],
  [{ status: 404 }, { code: 'answer-html', httpStatus: 404 }],
  [{ status: 524 }, { code: 'http-status', httpStatus: 524 }],
  [
    { status: 302, headers: { location: '/app/login.html' } },
    { code: 'redirected', httpStatus: 302 },
  ],
  [
    { status: 307, headers: { location: '/app/api/v2/otro' } },
    { code: 'redirected', httpStatus: 307 },
  ],
])('status %o', async (answer, failure) => {
  const server = await startRaw(answering(httpAnswer('<html><body>Ups</body></html>', answer)))
  const { api, paid, markers } = startClient(baseOf(server.port))
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({
    kind: 'failed',
    sent: true,
    failure: { ...failure, original: '<html><body>Ups</body></html>' },
  })
  expect(markers()).toBe(1)
  expect(server.received().toString().match(/POST /gu)).toHaveLength(1)
})

test('maintenance under a 503 is still announced; any other readable body is not believed there', async () => {
  const maintenance = '{"error":"S","mantenimiento":"1","mantenimiento_hasta":"26/07/2026 05:25","errores":["Volvemos 05:25"]}'
  const announced = await startRaw(answering(httpAnswer(maintenance, { status: 503 })))
  const first = startClient(baseOf(announced.port))
  expect(await first.api.resend(credentials, 'FC-1', first.paid())).toMatchObject({
    kind: 'refused',
    refusal: 'maintenance',
    until: Date.UTC(2026, 6, 26, 8, 25),
  })
  const lying = await startRaw(answering(httpAnswer('{"error":"N","errores":[]}', { status: 500 })))
  const second = startClient(baseOf(lying.port))
  expect(await second.api.resend(credentials, 'FC-1', second.paid())).toMatchObject({ kind: 'failed', failure: { code: 'http-status', httpStatus: 500 } })
})

test('what is kept of an answer is short and holds no credential in any spelling; neither does the log', async () => {
  const secrets = { apikey: '98765', apitoken: 'to/ken+ñ"&1', usertoken: 'USER-token-zzz' }
  const echo = [
    JSON.stringify(secrets),
    new URLSearchParams(secrets).toString(),
    encodeURIComponent(secrets.apitoken),
    'to\\/ken+\\u00f1\\"&1',
    'to/ken+ñ&quot;&amp;1',
    'user-TOKEN-zzz',
  ].join(' ')
  const body = `${'x'.repeat(2040 - echo.length)}${echo} USER-token-zzz ${'y'.repeat(5000)}`
  const server = await startRaw(answering(httpAnswer(body, { status: 500 })))
  const { api, paid, logged } = startClient(baseOf(server.port))
  const reply = await api.resend(secrets, 'FC-1', paid())
  const original = reply.kind === 'failed' ? reply.failure.original : ''
  expect(original).toHaveLength(2048)
  for (const part of ['98765', 'to/ken', 'to\\/ken', 'to%2Fken', 'USER-', 'user-']) expect(original + logged.join('')).not.toContain(part)
  expect(original).toContain('••••')
  expect(logged).toHaveLength(1)
})

test('many calls at once: each has its own connection', async () => {
  const simulator = await startSimulator()
  const pause = simulator.inject({ phase: 'pause', times: Infinity })
  const { api, paid } = startClient(simulator.url)
  const calls = Array.from({ length: 8 }, (_, index) => api.resend(credentials, `FC-${index}`, paid()))
  await pause.hit(8)
  expect(simulator.connections().open).toBe(8)
  pause()
  expect((await Promise.all(calls)).filter(({ kind }) => kind === 'done')).toHaveLength(1)
})

/** A client of a server that answers everything with this body. */
const clientHearing = async (body: string) => startClient(baseOf((await startRaw(answering(httpAnswer(body)))).port))

test('what a refusal says is kept without the credentials that it repeats, wherever it is shown or stored', async () => {
  const { usertoken } = credentials
  const echo = (where: string) =>
    `No se reconoce ${where} ${usertoken} ni ${JSON.stringify(JSON.stringify(usertoken))} ni ${Buffer.from(usertoken).toString('base64')}`
  const { api, paid } = await clientHearing(JSON.stringify({ error: 'S', errores: [echo('uno'), { detalle: echo('dos') }] }))
  const reply = await api.resend(credentials, 'FC-1', paid())
  expect(reply).toMatchObject({ kind: 'refused', texts: [expect.stringContaining('No se reconoce uno ••••'), expect.stringContaining('dos ••••')] })
  for (const piece of [usertoken, usertoken.slice(0, 12), Buffer.from(usertoken).toString('base64').slice(2, 20)])
    expect(JSON.stringify(reply)).not.toContain(piece)
})

test('so is what an answer to a query or a deletion says', async () => {
  const { apitoken } = credentials
  const queried = await clientHearing(
    JSON.stringify({
      error: 'N',
      total: 1,
      comprobantes: [{ comprobante: { external_reference: 'FC-1', status: `ERROR ${apitoken}`, cae: apitoken }, cliente: { razon_social: `${apitoken} SRL` } }],
    }),
  )
  const found = await queried.api.findByReference(credentials, 'FC-1')
  expect(found).toMatchObject({
    kind: 'done',
    value: { comprobantes: [{ external_reference: 'FC-1', status: 'error', statusText: 'ERROR ••••', cae: '••••', razon_social: '•••• SRL' }] },
  })
  const deleted = await clientHearing(JSON.stringify({ error: 'PARCIAL', procesados: [`Se borró con ${apitoken}`], errores: [`No con ${apitoken}`] }))
  expect(await deleted.api.deleteQueued(credentials, 'FC-1', '25/11/2026', deleted.paid())).toMatchObject({
    value: { procesados: ['Se borró con ••••'], errores: ['No con ••••'] },
  })
})

test('a refusal of a megabyte is kept as far as anybody reads it, and no piece of a credential at its end', async () => {
  const { usertoken } = credentials
  const { api, paid } = await clientHearing(
    JSON.stringify({ error: 'S', errores: [`${'x'.repeat(16_384 - 20)}${usertoken.repeat(5_000)}`, ...Array.from({ length: 1_000 }, () => 'otro')] }),
  )
  const reply = await api.resend(credentials, 'FC-1', paid())
  const texts = reply.kind === 'refused' ? reply.texts : []
  expect(texts.length).toBeGreaterThan(1)
  expect(texts.length).toBeLessThanOrEqual(200)
  expect(texts.join('').length).toBeLessThanOrEqual(65_536)
  expect(texts[0]).not.toContain(usertoken.slice(0, 8))
})
