import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactor, replaceAll, secretsWanted } from '../../../../electron/core/redaction/engine.ts'

/** The same without the search before it: each key is looked for in every spelling. */
const thorough = (secrets: readonly string[]) => replaceAll(secretsWanted(secrets).map((one) => ({ ...one, piece: null })))

const hex = (character: string, width: number) => (character.codePointAt(0) ?? 0).toString(16).padStart(width, '0')
const spellings = [
  (one: string) => one,
  (one: string) => one.toUpperCase(),
  (one: string) => String.raw`\u${hex(one, 4)}`,
  (one: string) => `\\\\\\u${hex(one, 4).toUpperCase()}`,
  (one: string) => `%${hex(one, 2)}`,
  (one: string) => `%${hex(one, 2).toUpperCase()}`,
  (one: string) => `&#${String(one.codePointAt(0)).padStart(9, '0')};`,
  (one: string) => `&#X${hex(one, 5)};`,
  (one: string) => ({ k: '\u212a', s: '\u017f', '/': String.raw`\/` })[one] ?? one,
]
const gaps = [
  '',
  '',
  '',
  '',
  ' ',
  '\r\n',
  '\u200b\u00ad',
  String.raw`\n`,
  String.raw`\\\\r`,
  '%0A',
  '%20',
  '&NBSP;',
  '<br>',
  '<BR />',
  '<br/>',
  ' \\n\t&nbsp; ',
]

/** Those of which an escape before them, or one that they seem to be, takes characters along. */
const beginnings = ['', 'n', 'r', 't', 'T', 'u0061', 'U006e', '61', 'ff', '0a', 'x41', 'u', 'u00', '_', '-', '+', '/', 'br', 'nbsp']
const leading = [
  '',
  ' ',
  '\\',
  '\\\\',
  '\\\\\\\\\\',
  '%',
  '%6',
  String.raw`\u`,
  String.raw`\u00`,
  '&#',
  '&#x',
  '&',
  '<br',
  '% ',
  '\\ ',
  '\uFB00',
  '\\u\uFB00',
  '"',
  '=',
  'x',
]
const digits = fc.oneof(
  fc.array(fc.constantFrom(...Array.from('0123456789')), { minLength: 16, maxLength: 24 }),
  fc.array(fc.constantFrom(...Array.from('000000001fF')), { minLength: 16, maxLength: 20 }),
)
const madeUp = fc
  .tuple(
    fc.constantFrom(...beginnings),
    fc.array(fc.constantFrom(...Array.from('abcdefknrstuxABCDEFKNRSTUX0123456789_.~+=-')), { minLength: 16, maxLength: 24 }),
    fc.constantFrom('', '', '', '/x', '=='),
  )
  .map(([beginning, rest, end]) => beginning + rest.join('') + end)
const key = fc.oneof(
  { weight: 5, arbitrary: madeUp },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('', 'x'), digits).map(([beginning, rest]) => beginning + rest.join('')) },
)

const nth = <T>(of: T[], index: number) => of[index % of.length] as T

const inText = fc
  .record({
    key,
    before: fc.constantFrom(...leading),
    after: fc.constantFrom('', ' ', ';', '\\', '&#97;', '>'),
    base64: fc.constantFrom(null, null, 'base64' as const, 'base64url' as const),
    prefix: fc.constantFrom('', 'x', 'xy', 'usuario:'),
    spelled: fc.array(fc.nat(spellings.length - 1), { minLength: 1, maxLength: 8 }),
    broken: fc.array(fc.constantFrom(...gaps), { minLength: 1, maxLength: 8 }),
    uniform: fc.boolean(),
  })
  .map((one) => {
    const { spelled, broken, base64, prefix, uniform } = one
    const escaped = (text: string) =>
      text.replaceAll('/', nth(['/', String.raw`\/`, '%2F', '%2f', '_'], spelled[0] ?? 0)).replaceAll('+', nth(['+', '%2b', '%2B', '-'], spelled[0] ?? 0))
    const text = base64
      ? escaped(Buffer.from(`${prefix}${one.key}:y`).toString(base64))
      : Array.from(one.key, (character, index) => spellings[uniform ? 0 : nth(spelled, index)]?.(character) + nth(broken, index)).join('')
    return { key: one.key, text: one.before + text + one.after }
  })

test('what is searched for by its pieces is found wherever it is found without: escaped, broken, in base64, after what takes its first characters along', () => {
  let masked = 0
  fc.assert(
    fc.property(fc.array(inText, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ' ', '\n', '{"a":"'), (all, between) => {
      const secrets = [...all.map((one) => one.key), '10036']
      const text = all.map((one) => one.text).join(between)
      const expected = thorough(secrets)(text)
      if (expected !== text) masked++
      expect([text, redactor(secrets)(text)]).toEqual([text, expected])
    }),
    { numRuns: 500 },
  )
  // What no redaction finds proves nothing.
  expect(masked).toBeGreaterThan(300)
})

test.each(['n', 'r', 't', 'u0061', 'U0061', '61', 'ff', '0a'].flatMap((beginning) => ['\\', '%', '\\u', '\\\\'].map((before) => [before, beginning])))(
  'after %j a key that begins with %j is masked',
  (before, beginning) => {
    const secret = `${beginning}Zq7Xw3Vb9Km2Lp5S`
    expect(redactor([secret])(`a ${before}${secret} b`)).toMatch(/^a [\\%u]*•••• b$/u)
  },
)

const zeros = '0'.repeat(16)
test.each([
  ['&#', '1234567890123456', ';'],
  ['&#0', '1234567890123456', ';'],
  ['&#x', 'abcdef0123456789abcd', ';'],
  ['&#', 'xabcdef0123456789abc', ';'],
  ['&#', zeros, ';'],
  ['&#', `${zeros}65`, ';'],
  ['&#x', zeros, ';'],
  ['&#', `x${zeros}4f`, ';'],
  ['&#x0', `${zeros.slice(1)}4f`, ';'],
  ['&#', `x${zeros}4f`, ';'],
  ['&#00', `0${zeros.slice(3)}12`, ';'],
])('%s%s%s looks like one entity and is masked all the same', (before, secret, after) => {
  const text = `a ${before}${secret}${after} b`
  expect(thorough([secret])(text)).toContain('••••')
  expect(redactor([secret])(text)).toBe(thorough([secret])(text))
})

test('nothing is made ready for keys of which a text holds no piece', () => {
  let made = 0
  const wanted = secretsWanted(Array.from({ length: 50 }, (_, n) => `Zq7Xw3Vb9Km2Lp5S${String(n).padStart(4, '0')}b`)).map((one) => ({
    ...one,
    pattern: () => (made++, one.pattern()),
  }))
  const redact = replaceAll(wanted)
  expect(redact('a rule placed an order')).toBe('a rule placed an order')
  expect(made).toBe(0)
  expect(redact('x Zq7Xw3Vb9Km2Lp5S0007b y')).toBe('x •••• y')
  expect(made).toBeGreaterThan(0)
})
