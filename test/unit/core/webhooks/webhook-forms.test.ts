/** Webhooks as senders and services between really hand them on: forms, other names, words in other places. */
import { describe, expect, test } from 'vitest'
import { readWebhooks } from '../../../../electron/core/webhooks/payload.ts'

const payload = {
  creado: '18/03/2022 15:58:11',
  evento: 'error',
  recurso: 'facturacion',
  external_reference: '17032',
  intento: 1,
  msg: [] as unknown,
  hook_id: 'gancho-1',
}
const read = (change: object) => readWebhooks(JSON.stringify({ ...payload, ...change }))
const event = { hook_id: 'gancho-1', evento: 'error', external_reference: '17032', creado: Date.UTC(2022, 2, 18, 18, 58, 11), msg: ['uno'] }
const bad = 'La external reference enviada, posee caracteres no validos.'

test('the reason under another name is not lost, whatever else the payload carries', () => {
  const given = {
    hook_id: 'h4',
    evento: 'error',
    external_reference: 'REF-1',
    error: 'S',
    mensaje: bad,
    datos: { comprobante_tipo: 'FACTURA A', detalle: [{ descripcion: 'Zapatos' }] },
  }
  expect(readWebhooks(JSON.stringify(given))).toEqual([expect.objectContaining({ hook_id: 'h4', external_reference: 'REF-1', msg: [bad] })])
})

describe('what an error says', () => {
  test.each<[string, object, string[]]>([
    ['a text', { msg: bad }, [bad]],
    ['nested', { msg: [[bad, ['dos']]] }, [bad, 'dos']],
    ['an object', { msg: { code: 10016, text: 'fecha' } }, ['10016: fecha']],
    ['objects', { msg: [{ codigo: 'TFC-8002', mensaje: bad }] }, [`TFC-8002: ${bad}`]],
    ['JSON in a text', { msg: '["uno","dos"]' }, ['uno', 'dos']],
    ['JSON in a text of a list', { msg: ['{"code":"600","text":"token"}'] }, ['600: token']],
    ['encoded twice, with entities', { msg: ['RazÃ³n social inv&aacute;lida'] }, ['Razón social inválida']],
    ['an object with a number of its own', { msg: { 0: 'uno', 1: 'dos' } }, ['uno', 'dos']],
    ['msg goes first', { msg: ['uno'], errores: ['dos'] }, ['uno']],
    ['errores', { msg: [''], errores: [[bad]] }, [bad]],
    ['error', { msg: null, error: bad }, [bad]],
    ['error_details', { error_details: [{ code: 'TFC-8002', text: bad }] }, [`TFC-8002: ${bad}`]],
    ['inside', { data: { errores: [bad] } }, [bad]],
    ['a flag is no reason', { error: 'S', rta: 'ERROR' }, []],
  ])('%s', (_name, change, msg) => {
    expect(read(change)).toEqual([expect.objectContaining({ msg })])
  })

  test('other events have no reasons but those in msg', () => {
    expect(read({ evento: 'emitido', mensaje: 'Todo bien', error: bad })).toEqual([expect.objectContaining({ evento: 'emitido', msg: [] })])
  })
})

describe('a form', () => {
  const { msg: _none, intento, ...fields } = payload
  const form = new URLSearchParams({ ...fields, intento: String(intento) }).toString()

  test.each([
    ['a list as PHP writes it', `${form}&msg%5B%5D=uno`],
    ['a list with places', `${form}&msg[0]=uno`],
    ['one text', `${form}&msg=uno`],
    ['a list as JSON', `${form}&msg=%5B%22uno%22%5D`],
    ['the payload in one field', `payload=${encodeURIComponent(JSON.stringify({ ...payload, msg: ['uno'] }))}`],
    ['the payload in any field', `a=1&data=${encodeURIComponent(JSON.stringify({ ...payload, msg: ['uno'] }))}`],
    ['the payload as it is', `payload=${JSON.stringify({ ...payload, msg: ['uno'] })}`],
  ])('%s', (_name, text) => {
    expect(readWebhooks(text)).toEqual([event])
  })

  test('several msg', () => {
    expect(readWebhooks(`${form}&msg[]=uno&msg[]=dos`)).toEqual([{ ...event, msg: ['uno', 'dos'] }])
  })

  test.each(['a=1&b=2', 'evento', '=', 'payload=hola', '__proto__=1', '<a href="x=evento">', 'hola mundo evento=error'])('%j is none', (text) => {
    expect(readWebhooks(text)).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['emido', 'emitido'],
    ['EMITIDO', 'emitido'],
    ['Emitida', 'emitido'],
    ['Cambio Fecha', 'cambio_fecha'],
    ['cambio-fecha', 'cambio_fecha'],
    ['encolada', 'encolado'],
    // What only looks alike is something else.
    ['omitido', 'omitido'],
    ['remitido', 'remitido'],
    ['no emitido', 'no_emitido'],
  ])('%s is %s', (evento, name) => {
    expect(read({ evento })).toEqual([expect.objectContaining({ evento: name })])
  })

  test('of fields, in other letters', () => {
    const text = JSON.stringify({
      Creado: payload.creado,
      Evento: 'ERROR',
      Recurso: 'facturacion',
      External_Reference: 17032,
      MSG: ['uno'],
      Hook_Id: 'gancho-1',
    })
    expect(readWebhooks(text)).toEqual([event])
  })

  test('several in a list, and a reference that is a number', () => {
    expect(readWebhooks(`[${JSON.stringify(payload)},${JSON.stringify({ ...payload, hook_id: 'dos', external_reference: 17032 })}]`)).toMatchObject([
      { hook_id: 'gancho-1' },
      { hook_id: 'dos', external_reference: '17032' },
    ])
  })
})

test.each([
  ['2022-03-18T15:58:11-03:00', event.creado],
  ['2022-03-18T18:58:11Z', event.creado],
  ['2022-03-18T18:58:11.123+0000', event.creado],
  ['2022-03-18 15:58:11', event.creado],
  ['2022-02-30 15:58:11', null],
])('creado as %s', (creado, at) => {
  expect(read({ creado })).toEqual([expect.objectContaining({ creado: at })])
})

test('raw line ends in a text', () => {
  expect(readWebhooks(JSON.stringify({ ...payload, msg: ['a b'] }).replace('a b', 'a\nb'))).toEqual([expect.objectContaining({ msg: ['a\nb'] })])
})
