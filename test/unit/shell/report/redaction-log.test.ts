import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SecretsInMemory } from '../../../../electron/core/redaction/secrets-in-memory.ts'
import { lineOf } from '../../../../electron/shell/report/log.ts'
import { inOrder } from '../../../../electron/core/redaction/engine.ts'
import { logRedaction, references, secretsOfEach } from '../../../../electron/core/redaction/rules.ts'

const token = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
const userToken = `${token}${token.toUpperCase()}`
const secrets = new SecretsInMemory()
const here = { home: 'C:\\Users\\Ana Perez', user: 'Ana Perez', host: 'PC-CONTADURIA' }
const redact = logRedaction(secretsOfEach(secrets), here)
const forExport = inOrder(redact, references)

describe('credentials', () => {
  test.each([
    ['JSON', JSON.stringify({ apikey: '10010', apitoken: token, usertoken: userToken })],
    ['JSON inside JSON', JSON.stringify({ body: JSON.stringify({ apikey: '10010', apitoken: token, usertoken: userToken }) })],
    ['numbers', `{"apikey":10010, "clave":10010}`],
    ['a form', `apikey=10010&apitoken=${token}&usertoken=${userToken}`],
    ['prose', `API key: 10010, API token: ${token}; User token ${userToken}`],
    ['a URL', `https://ana:clave-10010@proxy.oficina:3128/?t=${token}`],
    ['a URL with two @', `https://ana:x@10010@proxy.oficina:3128/`],
    ['a header', `Proxy-Authorization: Basic MTAwMTA6MTAwMTA= x-token: ${userToken}`],
    ['a header of another kind', `authorization: ${userToken}`],
    ['an inspected object', `{ apikey: '10010', apitoken: "${token}" }`],
    ['pairs', `apikey => 10010, usertoken => ${userToken}`],
  ])('in %s do not get through', (_form, line) => {
    const redacted = redact(line)
    expect(redacted).not.toContain('10010')
    expect(redacted).not.toContain('MTAwMTA')
    expect(redacted.toLowerCase()).not.toContain(token.slice(0, 29))
  })

  test('with spaces and quotes are masked to their end, and what follows stays', () => {
    const password = 'mi clave "larga", con {todo}; y \\ más'
    const line = JSON.stringify({ password, state: 'held', inner: JSON.stringify({ password, state: 'on_wire' }) })
    const redacted = redact(line)
    for (const word of ['larga', 'todo', 'más', 'mi clave']) expect(redacted).not.toContain(word)
    expect(redacted).toContain('"state":"held"')
    expect(redacted).toContain('on_wire')
  })

  test('cut off in the middle are masked to the end of the line', () => {
    expect(redact('{"password":"mi clave lar\nsiguiente')).toBe('{"password":"••••\nsiguiente')
  })

  test('that are in memory are known whatever they look like', () => {
    const carrier = secrets.note({ apikey: 'Pan y vino' }, ({ apikey }) => [apikey])
    expect(redact('echoed: pan+y%20vino, PAN Y VINO')).toBe('echoed: ••••, ••••')
    carrier.apikey = ''
  })
})

describe('addresses', () => {
  test.each([
    ['a path', 'POST http://127.0.0.1:8737/aviso/k3Jx-91_aaQ2zzp0', 'POST http://127.0.0.1:8737/aviso/••••zp0'],
    ['a path that is a UUID', 'GET /aviso/18b7361f-6892-4f32-9200-2ebdf9a3ac3c', 'GET /aviso/••••'],
    ['an escaped path', '"https:\\/\\/hook.example\\/w\\/a1b2c3d4e5f6g7"', '"https:\\/\\/hook.example\\/w\\/••••6g7"'],
    ['a query', 'https://x.example/a?clave=1&t=abc#f=2', 'https://x.example/a?clave=••••&t=••••#f=••••'],
    ['a query without a name', 'https://x.example/a?0a1b2c3d4e5f6', 'https://x.example/a?••••'],
    ['a link to an invoice', 'https://www.tusfacturas.app/app/comprobantes/fa12b34c56d78.pdf', 'https://www.tusfacturas.app/app/comprobantes/••••pdf'],
  ])('%s keeps where it leads and loses its key', (_which, line, expected) => {
    expect(redact(line)).toBe(expected)
  })

  test('keys of every usual alphabet are masked wherever they stand', () => {
    const alphabets = ['0123456789abcdef', 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_']
    const key = fc.constantFrom(...alphabets).chain((alphabet) => fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: 32, maxLength: 64 }))
    fc.assert(
      fc.property(key, fc.constantFrom('/aviso/$ ', '"$"', 'x=$&', 'https://h.example/$/b', ' $,'), (one, around) => {
        const turns = (one.match(/[a-z](?=\d)|\d(?=[a-z])/giu) ?? []).length
        fc.pre(turns >= 3 && !one.startsWith('-') && !one.endsWith('-'))
        const redacted = redact(around.replace('$', () => one))
        for (let at = 0; at + 16 <= one.length; at++) expect([one, redacted.includes(one.slice(at, at + 16))]).toEqual([one, false])
      }),
    )
  })
})

describe('places', () => {
  test.each([
    ['the home folder', 'open C:\\Users\\Ana Perez\\AppData\\Reencola\\ajustes.json', 'open ~\\AppData\\Reencola\\ajustes.json'],
    ['the home folder in JSON', '{"path":"C:\\\\Users\\\\Ana Perez\\\\x"}', '{"path":"~\\\\x"}'],
    ['the home folder in a URL', 'file:///C:/Users/Ana%20Perez/x.js', 'file:///~/x.js'],
    ['the user and the computer', 'ana perez@pc-contaduria', '(usuario)@(equipo)'],
    ['the home of somebody else', 'D:\\Users\\María López\\x y /home/juan/x', 'D:\\Users\\(usuario)\\x y /home/(usuario)/x'],
  ])('%s', (_which, line, expected) => {
    expect(redact(line)).toBe(expected)
  })

  test('a user whose name is part of a word, or says nothing, does not spoil the text', () => {
    expect(logRedaction(secretsOfEach(secrets), { home: '/root', user: 'root', host: 'error' })('root cause: error in /root/x')).toBe(
      'root cause: error in ~/x',
    )
    expect(logRedaction(secretsOfEach(secrets), { home: '/', user: 'dos', host: '' })('todos los dos')).toBe('todos los (usuario)')
  })
})

describe('people', () => {
  test.each([
    ['with hyphens', 'El CUIT 30-71234567-8 no existe', 'El CUIT •••• no existe'],
    ['without', 'CUIT 20123456786.', 'CUIT ••••.'],
    ['with other hyphens', '27–12345678–5 y 23‑12345678‑9', '•••• y ••••'],
    ['with dots or spaces', '20.12345678.6, 33 12345678 9', '••••, ••••'],
    ['wrong ones too', '"cuit":"30-00000000-0"', '"cuit":"••••"'],
    ['a document', 'DNI 12.345.678, DocNro: 12345678', 'DNI ••••, DocNro: ••••'],
    ['a name', '{"razon_social":"Pérez, Ana \\"la\\" SRL","total":1}', '{"razon_social":"••••","total":1}'],
    ['a name in PHP’s JSON', '{"raz\\u00f3n social":"Pe\\u00f1a","total":1}', '{"raz\\u00f3n social":"••••","total":1}'],
    ['an e-mail address', 'a ana.perez+x@estudio.com.ar', 'a ••••'],
  ])('%s', (_which, line, expected) => {
    expect(redact(line)).toBe(expected)
  })

  test('whatever CUIT, however written, is gone; other numbers stay', () => {
    const cuit = fc.tuple(fc.constantFrom('20', '23', '24', '25', '26', '27', '30', '33', '34'), fc.integer({ min: 0, max: 99_999_999 }), fc.nat({ max: 9 }))
    fc.assert(
      fc.property(cuit, fc.constantFrom('', '-', '.', ' ', '‑'), ([kind, middle, check], dash) => {
        const body = String(middle).padStart(8, '0')
        expect(redact(`x ${kind}${dash}${body}${dash}${check} y`)).toBe('x •••• y')
      }),
    )
    for (const other of ['1764063336000', '75012345678901', '00010-00000123', '2026-11-25 09:41:10.123', '12345678901']) expect(redact(other)).toBe(other)
  })
})

test('references stay in the log, where they help, and are masked where it leaves the computer', () => {
  const line = 'x {"reference":"FC-0001","references":["FC-0001","Perez 7"],"external_reference":"PEDIDO-PEREZ-0007","orders":3}'
  expect(redact(line)).toBe(line)
  expect(forExport(line)).toBe('x {"reference":"••••","references":[••••],"external_reference":"••••007","orders":3}')
  expect(forExport('referencia externa: FC-1 y nada más')).toBe('referencia externa: •••• y nada más')
})

test('what helps to understand a failure stays', () => {
  for (const line of [
    'call failed {"path":"facturacion/reenviar_encolado","code":"http-status","httpStatus":503,"reference":"FC-0001","pointOfSale":"18b7361f-6892-4f32-9200-2ebdf9a3ac3c"}',
    'the way {"proxy":"http://proxy.oficina:3128","withUser":true}',
    'crash {"stack":"Error: no\\n    at Outbox.place (file:///app/out/main/chunks/services-CCMjDIAR.js:10:5)\\n    at node:internal/process/task_queues:103:5"}',
    'data file set aside {"aside":"/datos/ajustes.danado-1764063336000.json","reason":"SyntaxError"}',
    'the page did not load {"reason":"ERR_FAILED (-2) loading \'reencola://app/assets/index-C0po1ASH12.js\'"}',
  ])
    expect(forExport(line.replace('"reference":"FC-0001",', ''))).toBe(line.replace('"reference":"FC-0001",', ''))
})

test('a long run keeps its last three characters, to tell one from another', () => {
  expect(redact(`seen ${token} twice`)).toBe('seen ••••f90 twice')
})

test('redacting twice changes nothing more', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '"apitoken":"',
      'C:\\Users\\Ana Perez\\',
      '30-71234567-8',
      'https://a:b@h.example/k3Jx91aaQ2zzp0?x=1',
      token,
      '{"razon_social":"',
      'Basic abc= ',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const once = forExport(pieces.join(''))
      expect(forExport(once).length).toBeLessThanOrEqual(once.length + 4)
    }),
  )
})

test('an error is written with its cause, on one line', () => {
  const error = new Error(`no\napitoken=${token}`, { cause: new Error('because') })
  const line = lineOf(redact, 'crash', { error })
  expect(line).toMatch(/^crash \{"error":\{"name":"Error","message":"no\\napitoken=••••","stack":.*"cause":\{"name":"Error","message":"because"/u)
  expect(line).not.toContain('\n')
})

test('details that cannot be written do not stop the program', () => {
  const details: Record<string, unknown> = {}
  details['self'] = details
  expect(lineOf(redact, 'odd', details)).toBe('odd [details that are not JSON]')
})

test('a line has an end, and no piece of a secret at it', () => {
  const at = (length: number) => lineOf(redact, 'x'.repeat(length) + token.repeat(4))
  for (let length = 131_072 - 140; length <= 131_072; length += 11) {
    const line = at(length)
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(65_536)
    expect(line).not.toContain(token.slice(0, 8))
  }
  expect(Buffer.byteLength(lineOf(redact, 'ñ😀'.repeat(60_000)))).toBeLessThanOrEqual(65_536)
})
