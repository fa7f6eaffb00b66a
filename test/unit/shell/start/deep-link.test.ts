import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkReference, parseReferences } from '#contract/model/references.ts'
import { isLink, linkTo, readLink } from '../../../../electron/shell/start/deep-link.ts'

test.each([
  ['reencola://reenviar?referencia=FC-0001', 'FC-0001'],
  ['reencola://reenviar/?referencia=FC-0001', 'FC-0001'],
  ['REENCOLA://REENVIAR?referencia=fc_0001', 'fc_0001'],
  ['reencola://reenviar?referencia=0007', '0007'],
  ['reencola://reenviar?referencia=pedido%20%C3%B1%2F1', 'pedido ñ/1'],
  ['reencola://reenviar?referencia=pedido+7', 'pedido 7'],
  [`reencola://reenviar?referencia=${'x'.repeat(255)}`, 'x'.repeat(255)],
])('%s brings a reference', (link, reference) => {
  expect(readLink(link)).toEqual({ ok: true, reference })
})

test.each([
  [`reencola://reenviar?referencia=${'x'.repeat(5_000)}`, 'too-long'],
  ['https://reenviar?referencia=FC-1', 'not-an-address'],
  ['reencola', 'not-an-address'],
  ['reencola://ana:clave@reenviar?referencia=FC-1', 'not-an-address'],
  ['reencola://reenviar:80?referencia=FC-1', 'not-an-address'],
  ['reencola://reenviar?referencia=FC-1#x', 'not-an-address'],
  ['reencola://app/index.html?referencia=FC-1', 'unknown-verb'],
  ['reencola://borrar?referencia=FC-1', 'unknown-verb'],
  ['reencola://reenviar/todo?referencia=FC-1', 'unknown-verb'],
  ['reencola:reenviar?referencia=FC-1', 'unknown-verb'],
  ['reencola://reenviar', 'parameters'],
  ['reencola://reenviar?', 'parameters'],
  ['reencola://reenviar?referencia', 'parameters'],
  ['reencola://reenviar?referencia=FC-1&referencia=FC-2', 'parameters'],
  ['reencola://reenviar?referencia=FC-1&enviar=1', 'parameters'],
  ['reencola://reenviar?Referencia=FC-1', 'parameters'],
  ['reencola://reenviar?referencia=FC-1=2', 'parameters'],
  ['reencola://reenviar?referencia=%FF', 'encoding'],
  ['reencola://reenviar?referencia=%', 'encoding'],
  ['reencola://reenviar?referencia=', 'reference'],
  ['reencola://reenviar?referencia=+', 'reference'],
  ['reencola://reenviar?referencia=FC-1%0AFC-2', 'reference'],
  ['reencola://reenviar?referencia=FC-1%2CFC-2', 'reference'],
  ['reencola://reenviar?referencia=FC%07', 'reference'],
  ['reencola://reenviar?referencia=FC%00', 'reference'],
  ['reencola://reenviar?referencia=FC%E2%80%8B-1', 'reference'],
  ['reencola://reenviar?referencia=%E2%80%AEFC-1', 'reference'],
  ['reencola://reenviar?referencia=%20FC-1', 'reference'],
  [`reencola://reenviar?referencia=${'x'.repeat(256)}`, 'reference'],
])('%s is refused', (link, refusal) => {
  expect(readLink(link)).toEqual({ ok: false, refusal })
})

/** Text that knows the form and breaks it somewhere. */
const nearLinks = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'reencola',
        '://',
        'reenviar',
        '/',
        '?',
        'referencia',
        '=',
        '&',
        '#',
        '@',
        ':',
        '%',
        '%00',
        '%0d%0a',
        '..',
        '"',
        ' --oculto',
        '\u0000',
        '\u202e',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''))

test('whatever comes, nothing is thrown, and what passes is one clean reference', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        nearLinks,
        nearLinks.map((rest) => `reencola://reenviar?referencia=${rest}`),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const link = readLink(text)
        if (!link.ok) return
        expect(isLink(text)).toBe(true)
        expect(checkReference(link.reference).problem).toBeNull()
        expect(parseReferences(link.reference).valid.map((reference) => reference.text)).toEqual([link.reference])
      },
    ),
    { numRuns: 5_000 },
  )
})

test('every reference that can be typed alone survives its link', () => {
  const references = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).filter((text) => {
    const { valid, invalid, cleaned } = parseReferences(text)
    return valid.length === 1 && invalid.length === 0 && cleaned === 0 && valid[0]?.text === text
  })
  fc.assert(
    fc.property(references, (reference) => {
      expect(readLink(linkTo(reference))).toEqual({ ok: true, reference })
    }),
    { numRuns: 1_000 },
  )
})
