import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { number } from '#contract/texts/counting.ts'

test('a number is written as in Argentina', () => {
  const written = new Intl.NumberFormat('es-AR')
  fc.assert(fc.property(fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), (n) => number(n) === written.format(n)))
  for (const n of [0, 999, 1_000, -1_000, 12_345, 999_999, 1_000_000]) expect(number(n)).toBe(written.format(n))
})
