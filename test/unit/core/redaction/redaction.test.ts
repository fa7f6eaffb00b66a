import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsKey, SecretsInMemory } from '../../../../electron/core/redaction/secrets-in-memory.ts'
import { maskedStart } from '../../../../electron/core/redaction/masks.ts'
import { redactor, replacer } from '../../../../electron/core/redaction/engine.ts'

const redact = (text: string, ...secrets: string[]) => redactor(secrets)(text)

test.each([
  ['as it is', 'token=abcd1234;', 'abcd1234', 'token=••••;'],
  ['in any case', 'ABCD1234', 'abcd1234', '••••'],
  ['several times', 'abcd1234 abcd1234', 'abcd1234', '•••• ••••'],
  ['with a hyphen, a dot, a bracket', 'x a-b.c[d] y', 'a-b.c[d]', 'x •••• y'],
  ['inside JSON', '{"a":"q\\"uo\\\\te"}', 'q"uo\\te', '{"a":"••••"}'],
  ['inside JSON inside JSON', JSON.stringify({ body: JSON.stringify({ a: 'q"uo\\te\tñ' }) }), 'q"uo\\te\tñ', '{"body":"{\\"a\\":\\"••••\\"}"}'],
  ['inside PHP’s JSON', '{"a":"a\\/b\\u00f1"}', 'a/bñ', '{"a":"••••"}'],
  ['inside a URL', '?t=a%2fb%20c%2B', 'a/b c+', '?t=••••'],
  ['inside a form', 't=a%2Fb+c', 'a/b c', 't=••••'],
  ['inside HTML', '<b>a&lt;b&amp;c</b>', 'a<b&c', '<b>••••</b>'],
  ['in numbers of HTML', 'it&#39;s&#x3a;1', "it's:1", '••••'],
  ['beyond the first 65 536 characters of Unicode', 'x \\ud83d\\ude00ab 😀ab %F0%9F%98%80ab', '😀ab', 'x •••• •••• ••••'],
  ['short, alone', 'token ab, total abc', 'ab', 'token ••••, total abc'],
  ['empty', 'text', '', 'text'],
])('%s', (_name, text, secret, expected) => {
  expect(redact(text, secret)).toBe(expected)
})

const key = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
test.each([
  ['broken by a line end', `${key.slice(0, 9)}\n${key.slice(9)}`],
  ['broken by spaces and a carriage return', `${key.slice(0, 9)} \r\n  ${key.slice(9)}`],
  ['broken by an escaped line end', `${key.slice(0, 9)}\\n${key.slice(9)}`],
  ['broken in a URL', `${key.slice(0, 9)}%20${key.slice(9)}`],
  ['spaced out', Array.from(key).join(' ')],
  ['with marks that nobody sees', `${key.slice(0, 4)}\u200b${key.slice(4)}\u00ad`],
  ['in upper case', key.toUpperCase()],
  ['with a prefix', `apitoken_${key}`],
  ...[0, 1, 2, 3].flatMap((before): [string, string][] => [
    [`in base64, after ${before} bytes`, Buffer.from(`${'x'.repeat(before)}${key}:y`).toString('base64')],
    [`in base64 for URLs, after ${before} bytes`, Buffer.from(`${'x'.repeat(before)}${key}`).toString('base64url')],
  ]),
])('a key %s is masked', (_how, spelled) => {
  const redacted = redact(`before ${spelled} after`, key)
  expect(redacted).toMatch(/^before .*••••.* after$/su)
  expect(redacted.length).toBeLessThan('before ••••after'.length + 16)
})

test('base64 of passwords with every sign of its alphabet is masked', () => {
  const password = 'ÿþ>?~ÿûï¿½-0123456789'
  expect(redact(`x ${Buffer.from('usuario:clave-de-la-oficina>>>???-9').toString('base64')} y`, 'clave-de-la-oficina>>>???-9', password)).toContain('x ')
  for (const before of ['', 'a', 'ab'])
    expect(redact(Buffer.from(`${before}llave/con+signos/=0123456789`).toString('base64url'), 'llave/con+signos/=0123456789')).toContain('••••')
})

test.each([
  '{"apikey":"10036"}',
  '{"apikey":10036}',
  'apikey: 10036',
  'apikey=10036&x',
  'API key 10036.',
  'api_key => 10036',
  String.raw`{\"apikey\":\"10036\"}`,
  'apikey%22%3A%2210036%22',
  'apikey&quot;:&quot;10036&quot;',
])('a numeric key is masked where a field says that it is one: %s', (text) => {
  expect(redact(text, '10036')).toBe(text.replace('10036', '••••'))
})

test.each([
  'Error 10036: el importe no coincide',
  '#6661145.10036 El campo',
  '(10036)',
  '[ codigo: 10036 ]',
  'total 10036,50',
  '"numero":10036',
  'apikey: 100365',
  'referencia 10036',
  'apikey de otro; 10036',
])('and a number that merely is the same stays: %s', (text) => expect(redact(text, '10036')).toBe(text))

test('a text that is cut has no piece of a secret at its end', () => {
  for (let before = 8_180; before < 8_220; before++)
    expect(maskedStart(`${'x'.repeat(before)}${key.repeat(300)}`, redactor([key]), 8_192)).toMatch(/^x*•{0,4}$/u)
  expect(maskedStart('x'.repeat(10_000), redactor([key]), 100)).toBe('x'.repeat(100))
  const many = maskedStart(`${key} `.repeat(1_000) + key.slice(0, 20), redactor([key]), 20_000)
  expect(many).not.toContain(key.slice(0, 8))
})

test('a key in the place of a reference is found, and a number or a short word is not', () => {
  const secrets = ['10036', 'factura', key]
  for (const texts of [[key], [`apitoken=${key}`], ['FC-1', key.toUpperCase()], [key.slice(0, 16), key.slice(16)]])
    expect([texts, holdsKey(texts, secrets)]).toEqual([texts, true])
  for (const texts of [['10036'], ['factura-1'], ['FC-0001', 'FC-0002'], [key.slice(0, 31)]]) expect([texts, holdsKey(texts, secrets)]).toEqual([texts, false])
})

test('one secret inside another: nothing of the longer one is left', () => {
  expect(redact('abcd-efgh-ijkl', 'abcd', 'abcd-efgh-ijkl')).toBe('••••')
})

test('two secrets with a piece in common: nothing of either is left', () => {
  expect(redact('x abcdefgh y', 'abcdef', 'cdefgh')).toBe('x •••• y')
  expect(redact('x ababa y', 'abab', 'baba')).toBe('x •••• y')
})

const character = fc.oneof(fc.constantFrom(...Array.from('abc019"\'\\/&<>%+= ñ😀\t')), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }))
const secret = fc
  .array(character, { minLength: 4, maxLength: 20 })
  .map((characters) => characters.join(''))
  // A number of few digits is masked by its name only.
  .filter((one) => !/^\d{1,7}$/u.test(one))

const hex = (code: number, width = 0) => code.toString(16).padStart(width, '0')
const html = (escape: (code: number) => string) => (text: string) => Array.from(text, (one) => escape(one.codePointAt(0) ?? 0)).join('')
const encodings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  json: (text) => JSON.stringify(text).slice(1, -1),
  'json twice': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  php: (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll('/', String.raw`\/`)
      .replace(/[\u0080-\uFFFF]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`),
  url: (text) => encodeURIComponent(text.toWellFormed()),
  form: (text) => new URLSearchParams({ a: text.toWellFormed() }).toString().slice(2),
  'every byte': (text) => [...new TextEncoder().encode(text.toWellFormed())].map((byte) => `%${hex(byte, 2).toUpperCase()}`).join(''),
  'html decimal': html((code) => `&#${code};`),
  'html hexadecimal': html((code) => `&#x${hex(code)};`),
  'html names': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  upper: (text) => (text.toUpperCase().toLowerCase() === text ? text.toUpperCase() : text),
}

test('whatever the secrets and wherever they are, no spelling of them survives', () => {
  const encoding = fc.constantFrom(...Object.values(encodings))
  const noise = fc.string({ unit: fc.constantFrom('x', 'y', ' ', ':', '{') })
  const occurrence = fc.record({ which: fc.nat({ max: 2 }), encode: encoding, before: noise })
  fc.assert(
    fc.property(fc.tuple(secret, secret, secret), fc.array(occurrence, { minLength: 1, maxLength: 6 }), (secrets, occurrences) => {
      const spelled = occurrences.map(({ which, encode }) => encode(secrets[which] ?? ''))
      const text = occurrences.map(({ before }, index) => `${before}|${spelled[index]}|`).join('')
      const redacted = redactor(secrets)(text)
      for (const one of spelled) expect([text, redacted.includes(one)]).toEqual([text, false])
      expect(redacted.length).toBeLessThanOrEqual(text.length + 4 * occurrences.length)
    }),
    { numRuns: 300 },
  )
})

test('a text without secrets is left alone', () => {
  fc.assert(fc.property(fc.string(), (text) => redact(text, 'Zq7!Zq7!') === text))
})

test('a folder is found with either separator, once or twice escaped, and said in its own word', () => {
  const places = replacer([{ text: String.raw`C:\Users\Ana Pérez`, by: '~' }])
  for (const spelling of [
    'C:\\Users\\Ana Pérez',
    'C:\\\\Users\\\\Ana Pérez',
    'c:/users/ana pérez',
    'C:/Users/Ana%20P%C3%A9rez',
    'C%3A%5CUsers%5CAna+P\\u00e9rez',
  ])
    expect(places(`en ${spelling}\\Reencola`)).toBe('en ~\\Reencola')
})

test('secrets are known as long as their carrier is', () => {
  const secrets = new SecretsInMemory()
  const carrier = secrets.note({ apikey: '1', apitoken: 'abc' }, (one) => [one.apikey, one.apitoken])
  secrets.note({ password: 'p' }, ({ password }) => [password])
  expect([...secrets.values()]).toEqual(['1', 'abc', 'p'])
  carrier.apitoken = 'other'
  expect(secrets.values()).toContain('other')
})

test('each of many secrets is looked at a few times in all while they come, not once for each that comes after it', () => {
  const secrets = new SecretsInMemory()
  let looks = 0
  const all = Array.from({ length: 2_000 }, (_, n) =>
    secrets.note({ text: `secreto-${n}` }, ({ text }) => {
      looks++
      return [text]
    }),
  )
  expect(looks).toBeLessThan(3 * all.length)
  expect(secrets.values().size).toBe(all.length)
})
