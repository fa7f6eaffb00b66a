/** The simulator's answers against the documentation's own examples. */
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Simulator, type SeedItem } from '../../simulator/simulator.ts'

const point = { apikey: '1134', apitoken: 'aaaa', usertoken: 'uuuu' }
const other = { apikey: '2268', apitoken: 'bbbb', usertoken: 'vvvv' }
/** 18/03/2022 15:58:11 in Argentina. */
const noon = Date.UTC(2022, 2, 18, 18, 58, 11)
const documentedNotFound = { error: 'S', errores: ['No se han encontrado comprobantes.'] }

let simulator: Simulator

beforeEach(async () => {
  simulator = await Simulator.start({ seed: 7, now: () => noon })
  simulator.addPointOfSale({ ...point, quota: { reenviar_encolado: 3 } })
  simulator.addPointOfSale(other)
})
afterEach(() => simulator.stop())

async function callRaw(path: string, body: string, verb = 'POST') {
  const answer = await request(`${simulator.url}/${path}`, { method: verb, ...(verb === 'POST' && { body }) })
  return { status: answer.statusCode, type: answer.headers['content-type'], text: await answer.body.text() }
}

async function call(path: string, fields: object = {}, credentials: object = point): Promise<unknown> {
  const { status, text } = await callRaw(path, JSON.stringify({ ...credentials, ...fields }))
  expect(status).toBe(200)
  return JSON.parse(text)
}

const seed = (...items: Array<Omit<SeedItem, 'apikey'>>) => simulator.seed(items.map((item) => ({ ...point, ...item })))
const resend = (external_reference: string, credentials?: object) => call('facturacion/reenviar_encolado', { external_reference }, credentials)

interface Found {
  total: number
  comprobantes: Array<{ cliente: Record<string, unknown>; comprobante: Record<string, unknown> }>
}
const query = async (busqueda_tipo: string, comprobante: object, page: object = {}, credentials?: object) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests check what matters of it
  (await call(
    'facturacion/consulta_avanzada',
    { busqueda_tipo, pagina: 0, limite: 100, ...page, comprobante: { operacion: 'V', ...comprobante } },
    credentials,
  )) as Found
const references = ({ comprobantes }: Found) => comprobantes.map((each) => each.comprobante['external_reference'])
const statusOf = async (external_reference: string) => (await query('EXT_REF', { external_reference })).comprobantes.map((each) => each.comprobante['status'])

describe('reenviar_encolado', () => {
  test('answers as documented and counts what it put back', async () => {
    seed({ external_reference: 'mi_ext_rf' })
    expect(await resend('mi_ext_rf')).toEqual({ error: 'N', errores: [] })
    expect(await statusOf('mi_ext_rf')).toEqual(['EN COLA, ESPERANDO APROBACION'])
    expect(await resend('mi_ext_rf')).toEqual(documentedNotFound)
    expect(await resend('otra')).toEqual(documentedNotFound)
    expect(simulator.executions('mi_ext_rf')).toBe(1)
    expect(simulator.executions('otra')).toBe(0)
    expect(simulator.counted('reenviar_encolado', point.apikey)).toBe(3)
  })

  test('takes the first match of a repeated reference', async () => {
    seed({ external_reference: 'x', total: 1 }, { external_reference: 'x', total: 2 })
    await resend('x')
    expect(simulator.items().map(({ total, status }) => [total, status])).toEqual([
      [1, 'queued'],
      [2, 'error'],
    ])
    await resend('x')
    expect(simulator.items().map(({ status }) => status)).toEqual(['queued', 'queued'])
    expect(simulator.executions('x')).toBe(2)
  })

  test('sees only its own point of sale', async () => {
    seed({ external_reference: 'x' })
    expect(await resend('x', other)).toEqual(documentedNotFound)
    expect((await query('EXT_REF', { external_reference: 'x' }, {}, other)).total).toBe(0)
  })

  test('without quota refuses, executes nothing and counts nothing more', async () => {
    seed(...['a', 'b', 'c', 'd'].map((external_reference) => ({ external_reference })))
    for (const reference of ['a', 'b', 'c']) await resend(reference)
    expect(await resend('d')).toEqual({ error: 'S', errores: [simulator.quirks.quotaText] })
    expect(simulator.executions('d')).toBe(0)
    expect(simulator.counted('reenviar_encolado', point.apikey)).toBe(3)
    expect(simulator.executionOrder().map((each) => each.external_reference)).toEqual(['a', 'b', 'c'])
  })
})

describe('the queue', () => {
  test('moves on by outcome, one outcome after the other', async () => {
    seed(
      { external_reference: 'ok', status: 'queued' },
      { external_reference: 'twice', outcome: ['fail', 'issue'] },
      { external_reference: 'later', status: 'scheduled', fecha: '19/03/2022' },
      { external_reference: 'approve', status: 'waiting' },
    )
    await resend('twice')
    await simulator.process()
    expect(await statusOf('ok')).toEqual(['EMITIDO'])
    expect(await statusOf('twice')).toEqual(['ENVIADO A PROCESAR - CON ERROR'])
    expect(await statusOf('later')).toEqual(['APROBADO Y EN COLA. SE EMITE EL 19/03/2022'])
    await resend('twice')
    simulator.advance(86_400_000)
    await simulator.process()
    expect(await statusOf('twice')).toEqual(['EMITIDO'])
    expect(await statusOf('later')).toEqual(['EMITIDO'])
    expect(await statusOf('approve')).toEqual(['EN COLA, ESPERANDO APROBACION'])
  })

  test('moves on by itself when asked to', async () => {
    const quick = await Simulator.start({ processAfterMs: 0 })
    quick.addPointOfSale(point)
    quick.seed([{ ...point, external_reference: 'x' }])
    await request(`${quick.url}/facturacion/reenviar_encolado`, {
      method: 'POST',
      body: JSON.stringify({ ...point, external_reference: 'x' }),
    })
    await expect.poll(() => quick.items()[0]?.status).toBe('issued')
    await quick.stop()
  })
})

describe('consulta_avanzada', () => {
  // Keys of the documented example ("Consulta simple de ventas"), in its order.
  const documentedKeys =
    'fecha tipo moneda idioma cotizacion operacion punto_venta numero periodo_facturado_desde periodo_facturado_hasta rubro rubro_grupo_contable detalle bonificacion leyenda_gral percepciones_iibb percepciones_iva tributos exentos nogravados impuestos_internos impuestos_internos_base impuestos_internos_alicuota total cae external_reference micrositios tags ctacte_status status afip_codigo_barras afip_observaciones afip_qr vencimiento_cae vencimiento_pago comprobante_pdf_url comprobante_ticket_url'

  test('shows every documented field, with the documented oddities', async () => {
    seed({ external_reference: 'e', status: 'issued', numero: 6, documento_nro: '1292963535' }, { external_reference: 'q' })
    const found = await query('EXT_REF_LIST', { external_reference_list: ['e', 'q', 'none'] })
    expect(found).toMatchObject({ rta: 'OK', error: 'N', total: 2, errores: [] })
    const [queued, issued] = found.comprobantes
    expect(Object.keys(issued?.comprobante ?? {}).toSorted()).toEqual(documentedKeys.split(' ').toSorted())
    expect(issued?.cliente).toMatchObject({ documento_tipo: 'CUIT', documento_nro: '1292963535 ' })
    expect(issued?.comprobante).toMatchObject({ numero: 6, status: 'EMITIDO', vencimiento_cae: '28/03/2022' })
    expect(issued?.comprobante['cae']).toMatch(/^\d{14} $/u)
    expect(issued?.comprobante['afip_qr']).toMatch(/^https:\S+ $/u)
    expect(issued?.comprobante['comprobante_pdf_url']).toMatch(/^https:.*\.pdf$/u)
    expect(queued?.comprobante).toMatchObject({ numero: 0, cae: ' ', vencimiento_cae: '', comprobante_pdf_url: '' })
    expect(queued?.comprobante['status']).toBe('ENVIADO A PROCESAR - CON ERROR')
  })

  test('by date: exact, newest arrival first, paged', async () => {
    seed(...['1', '2', '3', '4', '5'].map((external_reference) => ({ external_reference })), {
      external_reference: 'old',
      fecha: '17/03/2022',
    })
    const pages = await Promise.all([0, 1, 2, 3].map((pagina) => query('F', { fecha: '18/03/2022' }, { pagina, limite: 2 })))
    expect(pages.map((page) => page.total)).toEqual([5, 5, 5, 5])
    expect(pages.map(references)).toEqual([['5', '4'], ['3', '2'], ['1'], []])
    expect((await query('F', { fecha: '18/03/2022', operacion: 'C' })).total).toBe(0)
  })

  test('by reference: newest date first, then newest arrival; by number: issued ones only', async () => {
    seed(
      { external_reference: 'r', fecha: '17/03/2022', tipo: 'FACTURA A', status: 'issued' },
      { external_reference: 'r', fecha: '18/03/2022' },
      { external_reference: 'r', fecha: '01/03/2022' },
      { external_reference: 'r', fecha: '18/03/2022', status: 'queued' },
    )
    const found = await query('EXT_REF', { external_reference: 'r' })
    expect(found.comprobantes.map((each) => each.comprobante['fecha'])).toEqual(['18/03/2022', '18/03/2022', '17/03/2022', '01/03/2022'])
    expect(found.comprobantes[0]?.comprobante['status']).toBe('EN COLA, ESPERANDO APROBACION')
    const range = { tipo: 'FACTURA A', punto_venta: 10, numero_desde: 0, numero_hasta: 99 }
    expect(references(await query('TN', range))).toEqual(['r'])
  })

  test('refuses more than 100 references and more than 1000 a page, and never costs a request', async () => {
    const list = Array.from({ length: 101 }, (_, i) => String(i))
    expect(await query('EXT_REF_LIST', { external_reference_list: list })).toMatchObject({ error: 'S' })
    expect(await query('F', { fecha: '18/03/2022' }, { limite: 1001 })).toMatchObject({ error: 'S' })
    expect(await query('EXT_REF_LIST', { external_reference_list: list.slice(1) })).toMatchObject({ error: 'N', total: 0 })
    expect(simulator.counted('consulta_avanzada', point.apikey)).toBe(0)
  })
})

describe('the other methods', () => {
  const asked = { tipo: 'NOTA DE DEBITO B', operacion: 'V', punto_venta: '2' }

  test('consulta and numeracion', async () => {
    seed({ external_reference: 'Lun141', tipo: asked.tipo, punto_venta: 2, numero: 6, status: 'issued', total: 138.9 })
    expect(await call('facturacion/consulta', { comprobante: { ...asked, numero: 6 } })).toMatchObject({
      error: 'N',
      errores: [''],
      rta: 'OK',
      comprobante: { external_reference: 'Lun141', numero: 6, total: 138.9 },
    })
    expect(await call('facturacion/numeracion', { comprobante: asked })).toEqual({
      error: 'N',
      errores: [''],
      rta: 'OK',
      comprobante: { tipo: 'NOTA DE DEBITO B', operacion: 'V', punto_venta: 2, numero: 6 },
    })
  })

  test('eliminar_encolado: all matches of reference and date, some of them, none', async () => {
    const fecha = '18/03/2022'
    const remove = (external_reference: string) => call('facturacion/eliminar_encolado', { external_reference, fecha })
    seed(
      { external_reference: 'a', tipo: 'FACTURA A' },
      { external_reference: 'a', fecha: '17/03/2022' },
      { external_reference: 'b', tipo: 'FACTURA A' },
      { external_reference: 'b', tipo: 'FACTURA A', deletable: false },
    )
    const deleted = 'El comprobante FACTURA A 00010-00000000 se ha eliminado correctamente. '
    expect(await remove('a')).toEqual({ error: 'N', errores: [], procesados_cant: 1, procesados: [deleted] })
    expect(await remove('b')).toMatchObject({ error: 'PARCIAL', errores: [expect.any(String)], procesados: [deleted] })
    expect(await remove('b')).toEqual({ ...documentedNotFound, procesados_cant: 0, procesados: [] })
    expect((await query('F', { fecha })).total).toBe(1)
    expect(simulator.items().map((item) => item.fecha)).toEqual(['17/03/2022', fecha])
  })

  test('cambiar_fecha_encolado: the first match, without leaving the error', async () => {
    seed({ external_reference: 'a' }, { external_reference: 'a' })
    const change = { external_reference: 'a', fecha: '20/03/2022', vencimiento: '30/03/2022' }
    expect(await call('facturacion/cambiar_fecha_encolado', change)).toEqual({ error: 'N', errores: [] })
    expect(await call('facturacion/cambiar_fecha_encolado', { ...change, fecha: '31/02/2022' })).toMatchObject({ error: 'S' })
    expect(simulator.items().map(({ fecha, status }) => [fecha, status])).toEqual([
      ['20/03/2022', 'error'],
      ['18/03/2022', 'error'],
    ])
    expect((await query('F', { fecha: '20/03/2022' })).total).toBe(1)
  })

  test('alertas: well, and while ARCA is down', async () => {
    expect(await call('estado_servicios/alertas')).toMatchObject({ error: 'N', errores: [''], rta: 'OK', facturacion: 'OK' })
    seed({ external_reference: 'x', status: 'queued' })
    simulator.arcaAlert('Los servicios de facturacion de AFIP estan presentando errores.')
    await simulator.process()
    expect(await call('estado_servicios/alertas')).toEqual({
      error: 'S',
      errores: [],
      facturacion: 'Los servicios de facturacion de AFIP estan presentando errores. | ',
      novedades: '',
      prox_mantenimientos_programados: [],
      rta: 'ERROR',
    })
    expect(await statusOf('x')).toEqual(['EN COLA, ESPERANDO APROBACION'])
  })

  test('consumo: the documented example', async () => {
    expect(await call('micuenta/consumo')).toEqual({
      error: 'N',
      errores: [],
      abonos_pendientes: 21,
      comprobantes_generados: 12,
      comprobantes_cupo: 100,
      comprobantes_disponibles: 79,
    })
  })

  test('maintenance: the documented answer to every method, until its end', async () => {
    const until = Date.UTC(2026, 6, 26, 8, 25)
    simulator.advance(until - noon - 1)
    simulator.maintenance(until)
    seed({ external_reference: 'x' })
    const documented = {
      error: 'S',
      mantenimiento: 1,
      mantenimiento_hasta: '26/07/2026 05:25',
      errores: ['Estaremos realizando tareas de mantenimiento hasta las 05:25'],
    }
    expect(await resend('x')).toEqual(documented)
    expect(await call('estado_servicios/alertas')).toEqual(documented)
    expect(simulator.executions('x')).toBe(0)
    simulator.advance(1)
    expect(await resend('x')).toEqual({ error: 'N', errores: [] })
  })
})

describe('what the documentation leaves open', () => {
  test('wrong credentials', async () => {
    const wrong = JSON.stringify({ ...point, usertoken: 'wrong', external_reference: 'x' })
    seed({ external_reference: 'x' })
    for (const [quirk, status] of [
      ['http-401', 401],
      ['http-403', 403],
      ['error-S', 200],
    ] as const) {
      simulator.quirks.badCredentials = quirk
      const answer = await callRaw('facturacion/reenviar_encolado', wrong)
      expect(answer.status).toBe(status)
      expect(JSON.parse(answer.text)).toMatchObject({ error: 'S', errores: [simulator.quirks.credentialsText] })
    }
    expect(simulator.counted('reenviar_encolado', point.apikey)).toBe(0)
    expect(await resend('x', { ...point, apikey: 1134 })).toEqual({ error: 'N', errores: [] })
  })

  test('unknown resource, other verb, no JSON', async () => {
    expect((await callRaw('facturacion/nada', '{}')).status).toBe(404)
    expect((await callRaw('facturacion/reenviar_encolado', '', 'GET')).status).toBe(405)
    expect((await callRaw('facturacion/reenviar_encolado', '{')).status).toBe(400)
  })

  test('bytes: content type, BOM, notice, escapes, case, errores', async () => {
    seed({ external_reference: 'x', razon_social: 'Ñandú' })
    const body = JSON.stringify({ ...point, external_reference: 'none' })
    const raw = () => callRaw('facturacion/reenviar_encolado', body)
    Object.assign(simulator.quirks, { contentType: 'text/html; charset=UTF-8', bom: true, phpNotice: true })
    const odd = await raw()
    expect(odd.type).toBe('text/html; charset=UTF-8')
    expect(odd.text).toMatch(/^\uFEFF?<br \/>\n<b>Notice<\/b>.*\n\{"error":"S"/su)
    Object.assign(simulator.quirks, { bom: false, phpNotice: false, errorCase: 'lower', errores: 'string' })
    expect((await raw()).text).toBe('{"error":"s","errores":"No se han encontrado comprobantes."}')
    simulator.quirks.errores = 'absent'
    simulator.addPointOfSale(point)
    expect((await raw()).text).toBe('{"error":"s"}')
    const search = { ...point, busqueda_tipo: 'EXT_REF', comprobante: { external_reference: 'x' } }
    expect((await callRaw('facturacion/consulta_avanzada', JSON.stringify(search))).text).toContain(String.raw`"razon_social":"\u00d1and\u00fa"`)
  })

  test('numbers, empty results, the list search, a resend without error', async () => {
    seed({ external_reference: '17032', status: 'queued', total: 138.9 })
    simulator.quirks.referencesAsNumbers = true
    expect(references(await query('EXT_REF', { external_reference: '17032' }))).toEqual([17032])
    simulator.quirks.numbersAsStrings = true
    const found = await query('EXT_REF', { external_reference: '17032' })
    expect(found.total).toBe('1')
    expect(found.comprobantes[0]?.comprobante).toMatchObject({ punto_venta: '10', numero: '0', total: '138.9' })
    simulator.quirks.emptyResult = 'S'
    expect(await query('EXT_REF', { external_reference: 'none' })).toEqual(documentedNotFound)
    simulator.quirks.refuseReferenceList = true
    expect(await query('EXT_REF_LIST', { external_reference_list: ['17032'] })).toMatchObject({ error: 'S' })
    simulator.quirks.resendOfNonError = 'accept'
    expect(await resend('17032')).toEqual({ error: 'N', errores: [] })
  })
})

test('two simulators with one seed and clock answer alike', async () => {
  const twin = await Simulator.start({ seed: 7, now: () => noon })
  simulator.seedExample()
  twin.seedExample()
  const [first, second] = [simulator.items(), twin.items()]
  expect(first).toEqual(second)
  expect(new Set(first.map((item) => item.status))).toEqual(new Set(['error', 'queued', 'waiting', 'scheduled', 'issued']))
  await twin.stop()
})
