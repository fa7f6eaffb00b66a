/** In which order references are asked about: an API that answers as it was asked must say what the line knows, and no more. */
import { expect, test } from 'vitest'
import { newestFirst } from '../../../../electron/core/outbox/sending/chronology.ts'

const asked = (...positions: string[]) => newestFirst(positions.map((position, id) => ({ position, id }))).map(({ id }) => id)

test('what nothing is known of goes as it was placed, newest first', () => {
  expect(asked('~', '~', '~')).toEqual([2, 1, 0])
})

test('the later day goes first, and within a day the later place', () => {
  expect(asked('2026-11-20|00000004', '2026-11-21|00000001', '2026-11-20|00000007')).toEqual([1, 2, 0])
})

test('the place within one answer does not count: put together from several, it would be said again as it was asked', () => {
  expect(asked('2026-11-20|~99999997', '2026-11-20|~99999996', '2026-11-20|~99999998')).toEqual([2, 1, 0])
})
