import { expect, test } from 'vitest'
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'
import { newestFirst } from '../../../../electron/core/tusfacturas/read-day.ts'

const found = (external_reference: string, numero: number, tipo = 'FACTURA B', punto_venta = 1) =>
  ({ external_reference, numero, tipo, punto_venta }) as FoundComprobante
const order = (list: FoundComprobante[]) => newestFirst(list).map(({ external_reference }) => external_reference)

const numbered = (...numbers: number[]) => numbers.map((numero) => found(`n${numero}`, numero))

test('a day that comes oldest first, as its numbers tell, is turned around', () => {
  expect(order([found('a', 10), found('x', 0), found('b', 11), found('c', 12), found('d', 13)])).toEqual(['d', 'c', 'b', 'x', 'a'])
})

test('one that comes newest first, as documented, stays as it is', () => {
  expect(order([found('d', 13), found('c', 12), found('b', 11), found('x', 0), found('a', 10)])).toEqual(['d', 'c', 'b', 'x', 'a'])
})

test('where the numbers say little or contradict each other the documentation is believed', () => {
  for (const list of [[found('x', 0), found('y', 0)], numbered(1, 2, 3), numbered(1, 2, 3, 2, 5, 6), numbered(4, 5, 3, 2, 1)])
    expect(newestFirst(list)).toEqual(list)
})

test('one that was resent late outvotes nobody', () => {
  expect(order(numbered(1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 10, 11))[0]).toBe('n11')
  expect(order(numbered(11, 20, 10, 9, 8))[0]).toBe('n11')
})

test('numbers of other types and points of sale say nothing of one another', () => {
  expect(order([found('a', 1), found('b', 500, 'FACTURA A'), found('c', 700, 'FACTURA B', 2), found('d', 800, 'FACTURA C')])).toEqual(['a', 'b', 'c', 'd'])
})
