/** Answers as servers and integrators really show them: where the reasons stand, how yes and no are written, what the bytes went through. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { judgePost } from '../../../../electron/core/outbox/asking/verdict.ts'
import { explain } from '../../../../electron/core/guidance/explain.ts'
import { stopped } from '../../../../electron/core/outbox/asking/stopped.ts'
import { decodeBody } from '../../../../electron/core/tusfacturas/answers.ts'
import { readWebhooks } from '../../../../electron/core/webhooks/payload.ts'
import { readFound } from '../../../../electron/core/tusfacturas/found.ts'
import { legible } from '../../../../electron/core/tusfacturas/legible.ts'
import { readReply } from '../../../../electron/core/tusfacturas/replies.ts'
import { readAccepted, type Reading } from '../../../../electron/core/tusfacturas/schemas.ts'
import { readStatus } from '../../../../electron/core/tusfacturas/statuses.ts'
import type { Answer } from '../../../../electron/core/tusfacturas/answers.ts'
import type { Classify } from '../../../../electron/core/tusfacturas/api.ts'

function reply<T>(body: string | Buffer, read: (answer: Answer, classify: Classify) => Reading<T>, status = 200) {
  const exchange = { sent: true, status, headers: {}, body: Buffer.from(body as string), trouble: null }
  return readReply(exchange, { read, classify: classifyRefusal, secrets: [], maxBytes: 2 ** 20, now: Date.UTC(2026, 10, 29) })
}
const resend = (body: unknown, status = 200) => reply(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body), readAccepted, status)
const find = (body: unknown) => reply(typeof body === 'string' ? body : JSON.stringify(body), readFound)
const landed = (body: unknown, status = 200) => judgePost(resend(body, status)).to
const textsOf = (body: unknown) => {
  const answer = resend(body)
  return answer.kind === 'refused' ? answer.texts : answer.kind
}

const bad = 'La external reference enviada, posee caracteres no validos.'

describe('the reason is told, wherever it stands', () => {
  test.each<[string, object, string[]]>([
    ['nested once', { errores: [['msg1', 'msg2']] }, ['msg1', 'msg2']],
    ['nested often', { errores: [[[['a']], 'b'], [[]]] }, ['a', 'b']],
    ['code and text', { errores: [{ code: 'TFC-8002', text: bad }] }, [`TFC-8002: ${bad}`]],
    ['codigo and mensaje', { errores: [{ codigo: 10016, mensaje: 'fecha' }] }, ['10016: fecha']],
    ['as ARCA writes it', { errores: { Err: [{ Code: 600, Msg: 'ValidacionDeToken' }] } }, ['600: ValidacionDeToken']],
    ['only a code', { errores: [{ code: 'TFC-8002' }] }, ['TFC-8002']],
    ['no code', { errores: [{ code: '0', message: 'uno', detail: 'dos' }] }, ['uno', 'dos']],
    ['a code that the text names', { errores: [{ code: '600', text: '600: token' }] }, ['600: token']],
    ['a field with what is wrong with it', { errores: { external_reference: ['no es valida'], 0: 'otro' } }, ['otro', 'external_reference: no es valida']],
    ['a list with gaps', { errores: { 0: 'uno', 3: 'dos' } }, ['uno', 'dos']],
    ['JSON in a text', { errores: '["uno","dos"]' }, ['uno', 'dos']],
    ['JSON in a text that is none', { errores: ['[uno] dos]', '{x}'] }, ['[uno] dos]', '{x}']],
    [
      'a whole answer or webhook in a text, for the explanation to look at',
      { errores: ['{"error":"N","errores":[]}', '{"evento":"error","msg":[]}'] },
      ['{"error":"N","errores":[]}', '{"evento":"error","msg":[]}'],
    ],
    ['error_details', { errores: [], error_cod: [], error_details: [{ code: 'TFC-8002', text: bad }] }, [`TFC-8002: ${bad}`]],
    ['error_details beside an errores of one empty string', { errores: [''], error_details: { code: 'TFC-8002', text: bad } }, [`TFC-8002: ${bad}`]],
    ['error_details beside a word that says nothing', { errores: ['Error'], error_details: [{ text: bad }] }, [bad]],
    ['error_message', { error_message: 'Credenciales invalidas' }, ['Credenciales invalidas']],
    ['mensaje', { errores: null, mensaje: bad }, [bad]],
    ['mensaje, nested', { mensaje: [[{ texto: bad }]] }, [bad]],
    ['message', { message: bad }, [bad]],
    ['msg', { msg: [bad] }, [bad]],
    ['rta', { errores: [''], rta: bad }, [bad]],
    ['rta, nested', { rta: { mensaje: bad } }, [bad]],
    ['inside of what carries it', { data: { errores: [bad] } }, [bad]],
    ['deeper inside', { respuesta: { resultado: { Mensaje: bad } } }, [bad]],
    ['a text twice', { errores: [bad, bad] }, [bad]],
    ['a lone code', { errores: [], error_cod: ['TFC-8002'] }, ['TFC-8002']],
    ['nothing but a word', { errores: ['Error'], rta: 'ERROR' }, ['Error']],
    ['nothing', { errores: [[], {}, [{ code: '' }]], error_details: [], rta: 'ERROR' }, []],
  ])('%s', (_name, fields, texts) => {
    expect(textsOf({ error: 'S', ...fields })).toEqual(texts)
  })

  test('names in other letters', () => {
    expect(textsOf({ Error: 'S', ERRORES: [{ Code: 'TFC-8002', Text: bad }] })).toEqual([`TFC-8002: ${bad}`])
    expect(landed({ ERROR: 'N', Errores: [] })).toBe('accepted')
  })

  test('and reaches whoever explains it', () => {
    const [text = ''] = textsOf({ error: 'S', errores: [], error_details: [{ code: 'TFC-8002', text: bad }] }) as string[]
    expect(explain([text])).toMatchObject({ code: 'TFC-8002', kind: 'datos' })
    expect(judgePost(resend({ error: 'S', error_message: 'Credenciales invalidas' }))).toMatchObject({
      to: 'held',
      effect: { type: 'gate', reason: 'credenciales' },
    })
    expect(judgePost(resend({ error: 'S', errores: [[{ text: 'No se han encontrado comprobantes.' }]] }))).toMatchObject({ to: 'not_found' })
  })

  test('the texts of the corpus are explained alike by themselves, out of an answer and out of a webhook', () => {
    const corpus = JSON.parse(readFileSync(new URL('../../../fixtures/error-texts.json', import.meta.url), 'utf8')) as { input: string | string[] }[]
    for (const { input } of corpus) {
      const texts = [input].flat()
      const [webhook] = readWebhooks(JSON.stringify({ evento: 'error', hook_id: 'h', msg: texts }))
      const { code, kind, resendHelps } = explain(texts)
      for (const read of [textsOf({ error: 'S', errores: [texts] }), webhook?.msg])
        if (Array.isArray(read)) expect(explain(read), texts.join('|')).toMatchObject({ code, kind, resendHelps })
    }
  })

  test('nested without end it is still an answer', () => {
    expect(textsOf(`{"error":"S","errores":${'['.repeat(4_000)}"x"${']'.repeat(4_000)}}`)).toEqual([])
  })
})

describe('yes and no', () => {
  test.each<unknown>([true, 'true', 'TRUE', 1, '1', 's', 'S ', 'SI', 'sí', 'Yes', 'error', 'Error'])('error %j is a no, with its reason', (error) => {
    expect(textsOf({ error, errores: [bad] })).toEqual([bad])
    expect(landed({ error, errores: [bad] })).toBe('rejected')
  })

  test.each<unknown>([false, 'false', 0, '0', 'NO', 'no', 'n'])('error %j is a yes, where nothing speaks against it', (error) => {
    for (const fields of [{}, { errores: [] }, { errores: [''] }, { errores: null, rta: 'OK' }, { error_details: [], mensaje: '' }])
      expect(landed({ error, ...fields })).toBe('accepted')
    for (const fields of [
      { errores: [bad] },
      { errores: bad },
      { errores: { a: bad } },
      { error_details: [{ text: bad }] },
      { error_message: bad },
      { rta: 'ERROR' },
    ])
      expect(landed({ error, ...fields })).toBe('unknown')
  })

  test('a yes that is not as documented is none beside a maintenance or words', () => {
    for (const fields of [{ mantenimiento: 1 }, { mensaje: bad }, { msg: [bad] }]) expect(landed({ error: false, ...fields })).toBe('unknown')
    expect(landed({ error: 'N', mensaje: 'Reencolado', rta: 'El comprobante se ha guardado correctamente' })).toBe('accepted')
  })

  test.each<[string, object, string[]]>([
    ['the sentence itself', { error: bad }, [bad]],
    ['an object', { error: { code: 'TFC-8002', text: bad } }, [`TFC-8002: ${bad}`]],
    ['a list', { error: [bad] }, [bad]],
    ['a word that nobody knows, with a reason elsewhere', { error: 'invalid_reference', mensaje: bad }, [bad]],
    ['not there, and reasons', { errores: [bad] }, [bad]],
    ['null, and reasons', { error: null, error_details: [{ text: bad }] }, [bad]],
  ])('error is %s', (_name, fields, texts) => {
    expect(textsOf(fields)).toEqual(texts)
  })

  test.each<object>([
    { error: 'X' },
    { error: null },
    { error: '' },
    { error: { code: 1 } },
    { error: [] },
    { errores: [] },
    { message: 'Forbidden' },
    { mensaje: bad },
    { rta: 'OK' },
    { error: 'N', Error: 'S' },
  ])('neither: %j', (fields) => {
    expect(landed(fields)).toBe('unknown')
  })
})

describe('one document and more', () => {
  const no = JSON.stringify({ error: 'S', errores: [bad] })
  const yes = '{"error":"N","errores":[]}'

  test.each([
    ['twice the same', no + no],
    ['with lines between', `${no}\n\n${no}`],
    ['two refusals', `{"error":"S","errores":[]}${no}`],
    ['behind a notice', `<br />\n<b>Notice</b>: x in <b>a.php</b><br />\n${no}${no}`],
    ['a notice with braces behind it', `${no}\n<b>Warning</b>: unexpected {x} in a.php`],
    ['a JSON text', JSON.stringify(no)],
    ['a JSON text of a JSON text', JSON.stringify(JSON.stringify(no))],
    ['in a list', `[${no}]`],
    ['JSONP', `callback(${no});`],
    ['in <pre>', `<pre style="word-wrap: break-word;">${no}</pre>`],
    ['a comma too many and a raw line end', `{"error":"S","errores":["${bad}\n"],}`],
  ])('no: %s', (_name, body) => {
    expect(textsOf(body)).toEqual([bad])
  })

  test('yes, twice, is one yes', () => {
    expect(landed(yes + yes)).toBe('accepted')
  })

  test.each([
    ['yes and no', yes + no],
    ['no and yes', no + yes],
    ['no and yes behind a notice', `Notice: x\n${no}${yes}`],
    ['no and yes in a list', `[${no},${yes}]`],
    ['yes, and half another', `${yes}{"error":"S`],
    ['yes, and one that is damaged', `${yes}{"error":"S" x}`],
    ['no, damaged, and yes', `{"error":"S" x}${yes}`],
    ['two different yeses', `${yes}{"error":"N","total":0}`],
  ])('neither: %s', (_name, body) => {
    expect(landed(body)).toBe('unknown')
  })
})

describe('damage', () => {
  test.each([
    ['line ends', 'Primera línea\nsegunda', 'Primera línea\nsegunda'],
    ['Windows line ends and tabs', 'a\r\n\tb', 'a\r\n\tb'],
    ['other control characters', 'a\u0001b\u001fc', 'a b c'],
    ['backslashes that escape nothing', 'C:\\Afip\\Soap', 'C:\\Afip\\Soap'],
    ['half an escape', 'x\\u12', 'x\\u12'],
    ['apostrophes escaped as in JavaScript', "d\\'or", "d\\'or"],
  ])('raw in a text: %s', (_name, raw, told) => {
    expect(textsOf(`{"error":"S","errores":["${raw}"]}`)).toEqual([told])
  })

  test.each<[string, (text: string) => Buffer]>([
    ['UTF-16 with its mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16, the other way round', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16, the other way round, without', (text) => Buffer.from(text, 'utf16le').swap16()],
    ['UTF-8 with its mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['Windows-1252', (text) => Buffer.from(text, 'latin1')],
    ['encoded twice', (text) => Buffer.from(Buffer.from(text).toString('latin1'))],
  ])('%s', (_name, encode) => {
    expect(textsOf(encode('{"error":"S","errores":["Razón social inválida: MUÑOZ"]}'))).toEqual(['Razón social inválida: MUÑOZ'])
  })

  test('a single byte is no UTF-16', () => {
    expect(decodeBody(Buffer.from('x'), '', 10)).toBe('x')
    expect(decodeBody(Buffer.from([0]), '', 10)).toBe('\0')
  })

  test.each([
    ['MU\u00c3\u0091OZ HNOS', 'MUÑOZ HNOS'],
    ['MUÃ‘OZ', 'MUÑOZ'],
    ['Ã\u0081RBOL Ã“SCAR Ã‰L Ã\u008dÃ\u008d Ãš Ãœ', 'ÁRBOL ÓSCAR ÉL ÍÍ Ú Ü'],
    ['categorÃ\u00ada Ã±andÃº', 'categoría ñandú'],
    ['Ñandú y MUÃ‘OZ', 'Ñandú y MUÑOZ'],
    ['MUÃƒâ€˜OZ', 'MUÑOZ'],
    ['MU\u00c3\u0083\u00c2\u0091OZ', 'MUÑOZ'],
    ['NÂº 3 â€“ â€œunoâ€\u009d â‚¬ 5', 'Nº 3 – “uno” € 5'],
    ['Peña &amp; Hijos', 'Peña & Hijos'],
    ['inv&aacute;lida &Ntilde; &#209; &#xd1; &amp;eacute;', 'inválida Ñ Ñ Ñ é'],
    ['A\u0000B\u0091C', 'ABC'],
  ])('%j reads %j', (written, read) => {
    expect(legible(written)).toBe(read)
  })

  test('as long as an answer may be, in no time worth naming', () => {
    expect(legible('Ã”'.repeat(300_000))).toBe('Ô'.repeat(300_000))
  })

  test.each(['MUÑOZ', 'AVIÃO', 'Nº 3 “CONCEIÇÃ”', 'Âncora', 'Été »', 'MAÇÃ', 'a & b &c; &#1114112;', 'ÑÂ', 'Fa\u00e7ade â x'])(
    'nothing is done to %j',
    (text) => {
      expect(legible(text)).toBe(text)
    },
  )
})

describe('comprobantes', () => {
  test('names that were encoded twice are mended; references are not touched', () => {
    expect(
      find({
        error: 'N',
        total: 1,
        comprobantes: [
          {
            cliente: { razon_social: 'MU\u00c3\u0091OZ\nHNOS &amp; C\u00eda' },
            comprobante: { external_reference: 'MUÃ‘OZ&amp;1', status: 'ENVIADO A PROCESAR - CON ERROR' },
          },
        ],
      }),
    ).toMatchObject({
      value: { comprobantes: [{ external_reference: 'MUÃ‘OZ&amp;1', razon_social: 'MUÑOZ HNOS & Cía', status: 'error' }] },
    })
  })

  test('names of fields in other letters', () => {
    const body = { Error: 'N', Total: 1, Comprobantes: [{ Comprobante: { External_Reference: 'f-1', Status: 'EMITIDO' } }] }
    expect(find(body)).toMatchObject({ kind: 'done', value: { total: 1, comprobantes: [{ external_reference: 'f-1', status: 'issued' }] } })
  })

  test('two that differ in nothing but letters and contradict each other are not read', () => {
    expect(find({ error: 'N', total: 1, comprobantes: [{ comprobante: { status: 'EMITIDO', Status: 'CON ERROR' } }] })).toMatchObject({ kind: 'failed' })
  })

  test('a status that was encoded twice', () => {
    expect(readStatus('EN COLA, ESPERANDO APROBACIÃ“N')).toBe('queued')
  })

  test.each<object>([
    { error: 'N', total: 0, comprobantes: [], errores: ['No fue posible conectar con el servicio'] },
    { error: false, total: 0, comprobantes: [], errores: ['No fue posible conectar con el servicio'] },
    { total: 0, comprobantes: [] },
    { error: 'N', rta: 'OK' },
  ])('"none" is not made up: %j', (body) => {
    expect(find(body)).toMatchObject({ kind: 'failed', failure: { code: 'answer-unexpected' } })
  })

  test('"none" beside the words for it is none', () => {
    expect(find({ error: 'N', total: 0, comprobantes: [], errores: ['No se han encontrado comprobantes.'] })).toMatchObject({
      kind: 'done',
      value: { total: 0 },
    })
    expect(find({ error: false, total: 0, comprobantes: [] })).toMatchObject({ kind: 'done', value: { total: 0 } })
  })
})

describe('a maintenance', () => {
  test.each<[object, number | null]>([
    [{ mantenimiento: 1 }, null],
    [{ mantenimiento: true, mantenimiento_hasta: '26/07/2027 05:25' }, Date.UTC(2027, 6, 26, 8, 25)],
    [{ mantenimiento: 'true', mantenimiento_hasta: '2027-07-26 05:25:00' }, Date.UTC(2027, 6, 26, 8, 25)],
    [{ mantenimiento: 'SI', mantenimiento_hasta: '2027-07-26T05:25:00-03:00' }, Date.UTC(2027, 6, 26, 8, 25)],
    [{ mantenimiento: 'sí', mantenimiento_hasta: '2027-07-26T08:25:00.000Z' }, Date.UTC(2027, 6, 26, 8, 25)],
    [{ Mantenimiento: '1', mantenimiento_hasta: '26/07/2020 05:25' }, Date.UTC(2020, 6, 26, 8, 25)],
    [{ mantenimiento: 1, mantenimiento_hasta: '2027-13-26 05:25' }, null],
    [{ mantenimiento: 1, mantenimiento_hasta: null, errores: ['Volvemos 05:25'] }, null],
    [{ error: true, mantenimiento: true }, null],
    [{ error: '', mantenimiento: 's' }, null],
    [{ error: null, mantenimiento: 1 }, null],
  ])('%j, also with 503', (body, until) => {
    for (const status of [200, 503, 403]) {
      expect(resend(body, status)).toMatchObject({ kind: 'refused', refusal: 'maintenance', until })
      expect(judgePost(resend(body, status))).toMatchObject({ to: 'queued', effect: { type: 'wait', kind: 'maintenance' } })
    }
  })

  test.each<unknown>([0, '0', false, 'false', 'no', '', null, {}, 'N'])('mantenimiento %j is none', (mantenimiento) => {
    expect(landed({ error: 'N', mantenimiento })).toBe('accepted')
    expect(landed({ mantenimiento })).toBe('unknown')
  })
})

const page = '<html><head><title>403 Forbidden</title></head><body>nginx</body></html>'
const own = JSON.stringify({ error: 'S', errores: [] })
const refusing = [400, 401, 403, 404, 405, 407, 410, 413, 422]

describe('a page of something in between is nobody’s no', () => {
  test.each([...refusing, 402, 406, 418, 451, 500, 502, 503, 504, 520, 524])('%i', (status) => {
    for (const body of [page, '', 'Forbidden', '{"message":"Forbidden"}', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', '[]', 'null']) {
      const answer = resend(body, status)
      expect(judgePost(answer), body).toMatchObject({ to: 'unknown', certain: false, effect: { type: 'trouble' } })
      expect(answer.kind === 'failed' && stopped(answer), body).toMatchObject({ kind: 'stopped', effect: { type: 'no-connection' } })
    }
  })

  test.each(refusing)('%i in JSON that a framework or a gateway writes by itself', (status) => {
    for (const body of [
      '{"timestamp":"2026-11-20T10:00:00","status":404,"error":"Not Found","message":"No message available","path":"/app/api/v2/x"}',
      '{"error":"Forbidden","message":"Access Denied"}',
      '{"error":"Bad Request"}',
      '{"errors":["Unauthorized"]}',
      '{"statusCode":413,"error":"Payload Too Large","message":"request entity too large"}',
    ]) {
      const answer = resend(body, status)
      expect(judgePost(answer), body).toMatchObject({ to: 'unknown', certain: false, effect: { type: 'trouble' } })
      expect(answer.kind === 'failed' && stopped(answer), body).toMatchObject({ kind: 'stopped', effect: { type: 'no-connection' } })
    }
    expect(judgePost(resend({ error: 'S', errores: ['Forbidden'] }, status)).to, 'with the flag of TusFacturasAPP it is its word').not.toBe('unknown')
  })

  test('a page with 200 neither', () => {
    expect(judgePost(resend(page))).toMatchObject({ to: 'unknown', certain: false })
  })

  test.each([400, 404, 405, 413, 422])('%i in the API’s own words rejects', (status) => {
    expect(judgePost(resend(own, status))).toMatchObject({ to: 'rejected', certain: true })
    const explained = judgePost(resend({ error: 'S', errores: [bad] }, status))
    expect(explained).toMatchObject({ to: 'rejected', certain: true, outcome: { type: 'refused', refusal: 'other', texts: [bad] } })
  })

  test.each([401, 403])('%i in the API’s own words closes the gate', (status) => {
    for (const body of [own, { error: 'S', errores: ['Las credenciales de acceso no son correctas.'] }, { error: 'S', errores: ['Acceso no permitido'] }])
      expect(judgePost(resend(body, status))).toMatchObject({ to: 'held', certain: true, effect: { type: 'gate', reason: 'credenciales' } })
    expect(judgePost(resend({ error: 'S', errores: ['No tiene cupo o no se encuentra vigente'] }, status))).toMatchObject({
      effect: { type: 'gate', reason: 'cupo' },
    })
  })

  test('a 404 that speaks of nothing found says nothing about the comprobante', () => {
    const answer = reply('{"error":"S","errores":["No se han encontrado comprobantes."]}', readFound, 404)
    expect(answer).toMatchObject({ kind: 'refused', refusal: 'other' })
    expect(judgePost(answer)).toMatchObject({ to: 'rejected' })
  })

  test.each([429])('%i means the same whoever says it', (status) => {
    expect(judgePost(resend(page, status))).toMatchObject({ to: 'queued', effect: { type: 'wait' } })
  })
})
