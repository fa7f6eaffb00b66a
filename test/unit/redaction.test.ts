import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactor } from '../../electron/core/redaction.ts'

const redact = (text: string, ...secrets: string[]) => redactor(secrets)(text)

test.each([
  ['as it is', 'token=abcd1234;', 'abcd1234', 'token=••••;'],
  ['in any case', 'ABCD1234', 'abcd1234', '••••'],
  ['several times', 'abcd1234 abcd1234', 'abcd1234', '•••• ••••'],
  ['with a hyphen, a dot, a bracket', 'x a-b.c[d] y', 'a-b.c[d]', 'x •••• y'],
  ['inside JSON', '{"a":"q\\"uo\\\\te"}', 'q"uo\\te', '{"a":"••••"}'],
  ['inside PHP’s JSON', '{"a":"a\\/b\\u00f1"}', 'a/bñ', '{"a":"••••"}'],
  ['inside a URL', '?t=a%2fb%20c%2B', 'a/b c+', '?t=••••'],
  ['inside a form', 't=a%2Fb+c', 'a/b c', 't=••••'],
  ['inside HTML', '<b>a&lt;b&amp;c</b>', 'a<b&c', '<b>••••</b>'],
  ['short, alone', 'apikey 12, total 1234', '12', 'apikey ••••, total 1234'],
  ['empty', 'text', '', 'text'],
])('%s', (_name, text, secret, expected) => {
  expect(redact(text, secret)).toBe(expected)
})

test('one secret inside another: nothing of the longer one is left', () => {
  expect(redact('abcd-efgh-ijkl', 'abcd', 'abcd-efgh-ijkl')).toBe('••••')
})

test('whatever the secret, no spelling of it survives', () => {
  const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => text.trim().length >= 4)
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (text, before, after) => {
      for (const spelling of [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]) {
        expect(redact(`${before}|${spelling}|${after}`, text)).toContain('|••••|')
      }
    }),
  )
})
