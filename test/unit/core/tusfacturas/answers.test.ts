/** How answers are read: by content, forgiving what PHP does to JSON and nothing that would change a meaning. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { decodeBody, readAnswer, readMoment, type Answer } from '../../../../electron/core/tusfacturas/answers.ts'
import { readFound } from '../../../../electron/core/tusfacturas/found.ts'
import { readAccepted, readDeletion, readServiceState, readUsage } from '../../../../electron/core/tusfacturas/schemas.ts'

function answer(body: string): Answer {
  const read = readAnswer(body)
  if (!read.ok) throw new Error(read.problem)
  return read.answer
}
const answerOf = (fields: Record<string, unknown>) => answer(JSON.stringify(fields))

describe('the shared part', () => {
  test.each([
    ['as documented', '{"error":"N","errores":[]}'],
    ['a BOM', '\uFEFF{"error":"N"}'],
    ['spaces and lines around', '\r\n\t {"error":"N"}\n\n'],
    ['lower case', '{"error":"n"}'],
    ['spaces inside', '{"error":" N "}'],
    ['one empty string', '{"error":"N","errores":[""]}'],
    ['an empty string', '{"error":"N","errores":""}'],
    ['null', '{"error":"N","errores":null}'],
    ['an object', '{"error":"N","errores":{}}'],
    ['a PHP notice before', '<br />\n<b>Notice</b>:  Undefined index: x in <b>/var/www/a.php</b> on line <b>2</b><br />\n{"error":"N"}'],
    ['a notice with a brace', '<b>Parse error</b>: unexpected \'{\', expecting {x} in a.php {"error":"N"}'],
    ['a notice after', '{"error":"N"}\n<br />\n<b>Warning</b>: Unknown: write failed'],
    ['a trailing comma in an object', '{"error":"N","errores":[],}'],
    ['a trailing comma in a list', '{"error":"N","errores":["",\n]}'],
  ])('ok: %s', (_name, body) => {
    expect(answer(body)).toMatchObject({ error: 'N', texts: [], maintenance: null })
  })

  test.each([
    ['as documented', { errores: ['No se han encontrado comprobantes.'] }, ['No se han encontrado comprobantes.']],
    ['empty ones and spaces', { errores: [' uno ', '', '  ', 'dos'] }, ['uno', 'dos']],
    ['one string', { errores: 'uno' }, ['uno']],
    ['a number among them', { errores: ['uno', 2, null] }, ['uno', '2']],
    ['code and text', { errores: [{ code: 'TFC-8002', text: 'mal' }] }, ['TFC-8002: mal']],
    ['none, but rta in words', { errores: [], rta: 'Eror. No se procesara' }, ['Eror. No se procesara']],
    ['none, and rta without words', { errores: [''], rta: 'ERROR' }, []],
    ['absent', {}, []],
  ])('errors: %s', (_name, fields, texts) => {
    expect(answerOf({ error: 'S', ...fields })).toMatchObject({ error: 'S', texts })
  })

  test('a comma that belongs to a text stays there', () => {
    expect(answer('{"error":"S","errores":["a ,] b ,} \\",]"],}').texts).toEqual(['a ,] b ,} ",]'])
  })

  test.each([
    ['nothing', '', 'answer-empty'],
    ['spaces and a BOM', ' \uFEFF\r\n', 'answer-empty'],
    ['a page', '<!DOCTYPE html>\n<html><body>{"error":"N"}</body></html>', 'answer-html'],
    ['a page in capitals', ' <HTML><HEAD></HEAD></HTML>', 'answer-html'],
    ['a page with a BOM', '\uFEFF<html><script>x = {"error":"N"}</script></html>', 'answer-html'],
    ['words', 'Service Unavailable', 'answer-unreadable'],
    ['a list', '[{"x":1}]', 'answer-unexpected'],
    ['a number', '7', 'answer-unreadable'],
    ['half an answer', '{"error":"N","errores":[', 'answer-unreadable'],
    ['half an answer with a whole one inside', '{"x":{"error":"N"}', 'answer-unreadable'],
    ['an error nobody knows', '{"error":"X"}', 'answer-unexpected'],
    ['an error that is no text', '{"error":{"code":1}}', 'answer-unexpected'],
    ['no error at all', '{"rta":"OK"}', 'answer-unexpected'],
    ['an empty object', '{}', 'answer-unexpected'],
  ])('not an answer: %s', (_name, body, problem) => {
    expect(readAnswer(body)).toEqual({ ok: false, problem })
  })

  test('never throws, and never takes something else for success', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom('{', '}', '{"', '"error"')), (body) => {
        const read = readAnswer(body)
        expect(read.ok && read.answer.error === 'N' && !/"error"\s*:\s*"\s*n\s*"/iu.test(body)).toBe(false)
      }),
    )
  })

  test.each([
    [{ mantenimiento: 1, mantenimiento_hasta: '26/07/2026 05:25' }, { until: Date.UTC(2026, 6, 26, 8, 25) }],
    [{ mantenimiento: '1', mantenimiento_hasta: ' 31/12/2026 23:30 ' }, { until: Date.UTC(2027, 0, 1, 2, 30) }],
    [{ mantenimiento: 1 }, { until: null }],
    [{ mantenimiento: 1, mantenimiento_hasta: 'mañana' }, { until: null }],
    [{ mantenimiento: 0, mantenimiento_hasta: '26/07/2026 05:25' }, null],
    [{ mantenimiento: '' }, null],
    [{}, null],
  ])('maintenance: %o', (fields, maintenance) => {
    expect(answerOf({ error: 'S', ...fields }).maintenance).toEqual(maintenance)
  })

  test.each(['31/02/2026 10:00', '00/01/2026 10:00', '01/13/2026 10:00', '01/01/2026 24:00', '01/01/2026 10:60', '01/01/2026', '2026-01-01 10:00', ''])(
    'no such moment: %s',
    (text) => {
      expect(readMoment(text)).toBeNull()
    },
  )

  test('a moment with seconds', () => {
    expect(readMoment('18/03/2022 15:58:11')).toBe(Date.UTC(2022, 2, 18, 18, 58, 11))
  })
})

describe('bytes', () => {
  const text = '{"error":"S","errores":["Categoría ñandú"]}'

  test.each([
    ['as they are', Buffer.from(text), ''],
    ['gzip', gzipSync(text), 'gzip'],
    ['gzip in capitals', gzipSync(text), ' GZIP '],
    ['deflate', deflateSync(text), 'deflate'],
    ['brotli', brotliCompressSync(text), 'br'],
    ['Latin-1', Buffer.from(text, 'latin1'), 'identity'],
  ])('%s', (_name, body, encoding) => {
    expect(decodeBody(body, encoding, 1000)).toBe(text)
  })

  test('damaged, or more than there may be', () => {
    expect(decodeBody(gzipSync(text).subarray(0, 30), 'gzip', 1000)).toBeNull()
    expect(decodeBody(deflateSync(text).subarray(0, 30), 'deflate', 1000)).toBeNull()
    expect(decodeBody(gzipSync(Buffer.alloc(1001)), 'gzip', 1000)).toBeNull()
  })
})

const whole = {
  cliente: { razon_social: ' ACME S.A. ', documento_nro: '30712345671 ' },
  comprobante: {
    external_reference: '00123',
    status: 'EMITIDO',
    tipo: 'FACTURA A',
    punto_venta: 10,
    numero: '123',
    fecha: '21/11/2026',
    vencimiento_pago: '21/11/2026 ',
    total: '1210.50',
    moneda: 'PES',
    cae: '71234567890123 ',
    vencimiento_cae: '01/12/2026',
    comprobante_pdf_url: 'https://www.dominio.example/a.pdf',
    afip_observaciones: '',
  },
}
const found = {
  external_reference: '00123',
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
  comprobante_pdf_url: 'https://www.dominio.example/a.pdf',
  afip_observaciones: '',
  razon_social: 'ACME S.A.',
  documento_nro: '30712345671',
}
const findIn = (fields: Record<string, unknown>) => readFound(answerOf({ error: 'N', errores: [], ...fields }), classifyRefusal)

describe('consulta_avanzada', () => {
  test('numbers as strings, trailing spaces', () => {
    expect(findIn({ total: '1', comprobantes: [whole] })).toEqual({ is: 'done', value: { total: 1, comprobantes: [found] } })
  })

  test.each([
    ['external_reference', { a: 1 }, { external_reference: '' }],
    ['status', null, { status: 'unknown', statusText: '' }],
    ['status', 'EN REVISION', { status: 'unknown', statusText: 'EN REVISION' }],
    ['punto_venta', 'x', { punto_venta: 0 }],
    ['numero', null, { numero: 0 }],
    ['total', 'mucho', { total: null }],
    ['total', '', { total: null }],
    ['cae', ' ', { cae: '' }],
    ['cae', 71234567890123, { cae: '71234567890123' }],
    ['moneda', undefined, { moneda: '' }],
    ['comprobante_pdf_url', 'http://www.dominio.example/a.pdf', { comprobante_pdf_url: '' }],
    ['comprobante_pdf_url', 'javascript:alert(1)', { comprobante_pdf_url: '' }],
  ])('a bad %s (%o) falls back alone', (field, value, expected) => {
    const comprobantes = [{ ...whole, comprobante: { ...whole.comprobante, [field]: value } }]
    expect(findIn({ total: 1, comprobantes })).toEqual({ is: 'done', value: { total: 1, comprobantes: [{ ...found, ...expected }] } })
  })

  test('one bad element among a thousand loses nothing but what it would have said', () => {
    const comprobantes = Array.from({ length: 1000 }, (_, index) => (index === 500 ? { cliente: {} } : whole))
    const reading = findIn({ total: 1000, comprobantes })
    if (reading.is !== 'done') throw new Error(reading.is)
    expect(reading.value.comprobantes).toHaveLength(1000)
    expect(reading.value.comprobantes[500]).toMatchObject({ external_reference: '', status: 'unknown', statusText: '' })
    expect(reading.value.comprobantes[501]).toEqual(found)
  })

  test('without a client', () => {
    expect(findIn({ total: 1, comprobantes: [{ comprobante: whole.comprobante }] })).toMatchObject({
      is: 'done',
      value: { comprobantes: [{ external_reference: '00123', razon_social: '', documento_nro: '' }] },
    })
  })

  test('a reference that comes as a number keeps every digit and its zeros', () => {
    for (const digits of ['17032', '12345678901234567890123', '00017']) {
      const body = `{"error":"N","total":1,"comprobantes":[{"comprobante":{"external_reference" : ${digits},"status":"EMITIDO"}}]}`
      expect(readFound(answer(body), classifyRefusal)).toMatchObject({ value: { comprobantes: [{ external_reference: digits }] } })
    }
  })

  test('a list that PHP wrote as an object', () => {
    expect(findIn({ total: 2, comprobantes: { 0: whole, 2: whole } })).toEqual({ is: 'done', value: { total: 2, comprobantes: [found, found] } })
  })

  test.each([
    ['an empty list', { total: 0, comprobantes: [] }],
    ['no list, and a total of 0', { total: 0 }],
  ])('none: %s', (_name, fields) => {
    expect(findIn(fields)).toEqual({ is: 'done', value: { total: 0, comprobantes: [] } })
  })

  test('a total that is not said is not made up', () => {
    expect(findIn({ comprobantes: [] })).toEqual({ is: 'done', value: { total: null, comprobantes: [] } })
    expect(findIn({ comprobantes: [whole] })).toEqual({ is: 'done', value: { total: null, comprobantes: [found] } })
  })

  test.each([
    ['no list', {}],
    ['no list, but a total', { total: 3 }],
    ['a list that is none', { total: 1, comprobantes: 'FC-1' }],
    ['nothing usable in the list', { total: 2, comprobantes: [{}, null] }],
  ])('"none" is not made up: %s', (_name, fields) => {
    expect(findIn(fields)).toEqual({ is: 'unexpected' })
  })

  test('a refusal', () => {
    expect(readFound(answerOf({ error: 'S' }), classifyRefusal)).toEqual({ is: 'refused' })
    expect(readFound(answerOf({ error: 'PARCIAL', comprobantes: [] }), classifyRefusal)).toEqual({ is: 'unexpected' })
  })
})

test('reenviar_encolado: yes, no, and nothing between', () => {
  expect(readAccepted(answerOf({ error: 'N' }))).toEqual({ is: 'done', value: null })
  expect(readAccepted(answerOf({ error: 'S' }))).toEqual({ is: 'refused' })
  expect(readAccepted(answerOf({ error: 'PARCIAL' }))).toEqual({ is: 'unexpected' })
})

test('eliminar_encolado', () => {
  const gone = 'El comprobante FACTURA A 00010-00000000 se ha eliminado correctamente. '
  expect(readDeletion(answerOf({ error: 'Parcial', errores: ['no'], procesados_cant: 1, procesados: [gone] }))).toEqual({
    is: 'done',
    value: { complete: false, procesados: [gone.trim()], errores: ['no'] },
  })
  expect(readDeletion(answerOf({ error: 'N', errores: [] }))).toEqual({ is: 'done', value: { complete: true, procesados: [], errores: [] } })
  expect(readDeletion(answerOf({ error: 'S', procesados: [] }))).toEqual({ is: 'refused' })
})

test('estado_servicios: the newest example, trailing comma and all', () => {
  const body = `{"error":"N","errores":[""],"rta":"OK","facturacion":"OK","novedades":" Hola ",
    "prox_mantenimientos_programados":[{"desde":"30/05/2026 08:29","hasta":"30/05/2026 11:29","titulo":"T","texto":"X"}, null],}`
  expect(readServiceState(answer(body))).toEqual({
    is: 'done',
    value: {
      working: true,
      facturacion: '',
      novedades: 'Hola',
      prox_mantenimientos_programados: [{ desde: Date.UTC(2026, 4, 30, 11, 29), hasta: Date.UTC(2026, 4, 30, 14, 29), titulo: 'T', texto: 'X' }],
    },
  })
})

test('estado_servicios: an outage, and a refusal', () => {
  expect(readServiceState(answerOf({ error: 'S', errores: [], rta: 'ERROR', facturacion: 'ARCA no responde | ' }))).toMatchObject({
    is: 'done',
    value: { working: false, facturacion: 'ARCA no responde', prox_mantenimientos_programados: [] },
  })
  expect(readServiceState(answerOf({ error: 'S', errores: ['sin cupo'] }))).toEqual({ is: 'refused' })
  expect(readServiceState(answerOf({ error: 'N' }))).toEqual({ is: 'unexpected' })
})

test('micuenta/consumo: numbers as they come, never computed', () => {
  const usage = { abonos_pendientes: '21', comprobantes_generados: 12, comprobantes_cupo: 100 }
  expect(readUsage(answerOf({ error: 'N', ...usage }))).toEqual({
    is: 'done',
    value: { abonos_pendientes: 21, comprobantes_generados: 12, comprobantes_cupo: 100, comprobantes_disponibles: null },
  })
  expect(readUsage(answerOf({ error: 'N' }))).toEqual({ is: 'unexpected' })
  expect(readUsage(answerOf({ error: 'S' }))).toEqual({ is: 'refused' })
})
