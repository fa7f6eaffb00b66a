/** What an answer may look like at its edges: the notices before it, the words inside it, the bytes it came in, the moments it names. */
import { brotliCompressSync, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { decodeBody, readAnswer, readMoment, type Answer } from '../../../../electron/core/tusfacturas/answers.ts'
import { readWebhooks } from '../../../../electron/core/webhooks/payload.ts'
import { largestBody } from '../../../../electron/core/webhooks/request.ts'
import { readFound } from '../../../../electron/core/tusfacturas/found.ts'
import { readDeletion, readServiceState, readUsage } from '../../../../electron/core/tusfacturas/schemas.ts'
import { readStatus } from '../../../../electron/core/tusfacturas/statuses.ts'

const read = (body: string) => {
  const result = readAnswer(body)
  return result.ok ? result.answer : result.problem
}

test.each([
  ['a brace in the notice', 'Notice: Undefined index {"x in /var/www/a.php on line 3\n{"error":"N"}'],
  ['an object in the notice that is never closed', 'Notice: {"a":{"b" \n{"error":"N"}'],
  ['space after the brace', 'Notice: x\n{ \n "error":"N"}'],
  ['HTML inside a text', '{"error":"N","rta":"<html><body>ok</body></html>"}'],
])('it is found behind and around: %s', (_name, body) => {
  expect(read(body)).toMatchObject({ error: 'N' })
})

test('`rta` speaks only where `errores` is silent', () => {
  expect(read('{"error":"S","errores":["sin cupo"],"rta":"No se procesara"}')).toMatchObject({ texts: ['sin cupo'] })
})

test.each(['"external_reference"  :  00017  }', '"external_reference" : 00017 ,"x":1}', '"external_reference":\n\t00017\n}'])(
  'a reference of digits keeps its zeros, however much space stands around it: %j',
  (end) => {
    expect(read(`{"error":"N",${end}`)).toMatchObject({ fields: { external_reference: '00017' } })
  },
)

test.each([
  ['texts full of quotes', '{"error":"S","errores":["', '\\"', ']}'],
  ['commas between brackets that are never closed', '{"error":"S","errores":[', '[,', '}'],
  ['notices with braces', '', 'Notice: {"a":1, ', '}'],
  ['a reference of a great many digits', '{"error":"S","external_reference":', '1', '!}'],
])('half a megabyte of %s is read once through, and is no answer', (_name, opening, piece, ending) => {
  // What tries again at each sign takes longer for this than any test may.
  expect(read(opening + piece.repeat(524_288 / piece.length) + ending)).toBe('answer-unreadable')
})

test('so is as much of it as a webhook may hold', () => {
  for (const piece of ['{"evento":', '"', '\\"', '{"a":[', '<br>{"']) expect(readWebhooks(piece.repeat(largestBody / piece.length))).toEqual([])
})

describe('a body that would unpack to more than there may be', () => {
  const large = Buffer.alloc(1001, 32)
  test.each([
    ['deflate', deflateSync(large)],
    ['br', brotliCompressSync(large)],
  ])('%s', (encoding, body) => {
    expect(decodeBody(body, encoding, 1000)).toBeNull()
    expect(decodeBody(body, encoding, 1001)).toHaveLength(1001)
  })
})

describe('moments', () => {
  const at = Date.UTC(2022, 2, 18, 18, 58)

  test.each([' 18/03/2022 15:58 ', '18/03/2022   15:58', '18/03/2022\t15:58:00', '18/3/2022 15:58'])('%j', (written) => {
    expect(readMoment(written)).toBe(at)
  })

  test.each(['x18/03/2022 15:58', '118/03/2022 15:58', '18/03/2022 15:58:11x', '18/03/2022 15:58 hs', '18/03/2022 15:58:60', '18/03/20220 15:58'])(
    'none: %j',
    (written) => {
      expect(readMoment(written)).toBeNull()
    },
  )
})

function answerOf(fields: Record<string, unknown>): Answer {
  const result = readAnswer(JSON.stringify(fields))
  if (!result.ok) throw new Error(result.problem)
  return result.answer
}

const foundOf = (comprobante: Record<string, unknown>) =>
  readFound(answerOf({ error: 'N', total: 1, comprobantes: [{ comprobante: { external_reference: 'A', ...comprobante } }] }), classifyRefusal)

describe('fields', () => {
  test.each([
    [{ total: '  ' }, { total: null }],
    [{ total: 'Infinity' }, { total: null }],
    [{ comprobante_pdf_url: 'no es una dirección' }, { comprobante_pdf_url: '' }],
    [{ afip_observaciones: ' Observado ' }, { afip_observaciones: 'Observado' }],
  ])('of a comprobante: %j', (written, expected) => {
    expect(foundOf(written)).toMatchObject({ is: 'done', value: { comprobantes: [expected] } })
  })

  test('eliminar_encolado: one sentence instead of a list; what a complete deletion says in `errores` is none', () => {
    expect(readDeletion(answerOf({ error: 'N', procesados: ' uno ', errores: ['aviso'] }))).toEqual({
      is: 'done',
      value: { complete: true, procesados: ['uno'], errores: [] },
    })
    expect(readDeletion(answerOf({ error: 'PARCIAL', procesados: [' ', 'dos'], errores: [] }))).toEqual({
      is: 'done',
      value: { complete: false, procesados: ['dos'], errores: [] },
    })
  })

  test.each([
    ['uno | dos || |', 'uno | dos'],
    ['sin separador|', 'sin separador'],
  ])('estado_servicios: separators at the end only are dropped from %j', (facturacion, said) => {
    expect(readServiceState(answerOf({ error: 'N', facturacion }))).toMatchObject({ value: { working: false, facturacion: said } })
  })

  test('micuenta/consumo: spaces are no number; half a yes is no answer', () => {
    expect(readUsage(answerOf({ error: 'N', comprobantes_cupo: '  ', comprobantes_generados: ' 12 ' }))).toMatchObject({
      value: { comprobantes_cupo: null, comprobantes_generados: 12 },
    })
    expect(readUsage(answerOf({ error: 'PARCIAL', comprobantes_cupo: 1 }))).toEqual({ is: 'unexpected' })
  })
})

test('an accent in a status changes nothing', () => {
  expect(readStatus('Esperando Aprobación')).toBe('queued')
  expect(readStatus('ESPERANDO APROBACIO\u0301N')).toBe('queued')
})
