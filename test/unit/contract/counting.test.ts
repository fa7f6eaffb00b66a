import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { enumerated, number } from '#contract/texts/counting.ts'

test('a number is written as in Argentina', () => {
  const written = new Intl.NumberFormat('es-AR')
  fc.assert(fc.property(fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), (n) => number(n) === written.format(n)))
  for (const n of [0, 999, 1_000, -1_000, 12_345, 999_999, 1_000_000]) expect(number(n)).toBe(written.format(n))
})

test('several are named as in Spanish', () => {
  const written = new Intl.ListFormat('es-AR')
  const words = ['Casa', 'Iguazú', 'isla', 'Hipólito', 'hielo', 'Hiato', 'Ypacaraí', 'Yrigoyen', 'h', '10', '']
  fc.assert(fc.property(fc.array(fc.constantFrom(...words), { maxLength: 5 }), (names) => enumerated(names) === written.format(names)))
  expect(enumerated(['«CUIT»', '«Iguazú»'])).toBe('«CUIT» e «Iguazú»')
  expect(enumerated(['Óptica', 'Ítalo'])).toBe('Óptica e Ítalo')
})
