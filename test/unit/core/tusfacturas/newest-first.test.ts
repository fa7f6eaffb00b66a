import { expect, test } from 'vitest'
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'
import { newestFirst } from '../../../../electron/core/tusfacturas/read-day.ts'

const found = (external_reference: string, numero: number, tipo = 'FACTURA B', punto_venta = 1) =>
  ({ external_reference, numero, tipo, punto_venta }) as FoundComprobante
const order = (list: FoundComprobante[]) => newestFirst(list).map(({ external_reference }) => external_reference)

test('a day that comes oldest first, as its numbers tell, is turned around', () => {
  expect(order([found('a', 10), found('x', 0), found('b', 11), found('c', 12)])).toEqual(['c', 'b', 'x', 'a'])
})

test('one that comes newest first, as documented, stays as it is', () => {
  expect(order([found('c', 12), found('b', 11), found('x', 0), found('a', 10)])).toEqual(['c', 'b', 'x', 'a'])
})

test('without numbers, or with one, the documentation is believed', () => {
  expect(order([found('x', 0), found('y', 0)])).toEqual(['x', 'y'])
  expect(order([found('x', 0), found('y', 5)])).toEqual(['x', 'y'])
})

test('numbers of other types and points of sale say nothing of one another; one that was resent late outvotes nobody', () => {
  expect(order([found('a', 1), found('b', 500, 'FACTURA A'), found('c', 700, 'FACTURA B', 2)])).toEqual(['a', 'b', 'c'])
  expect(order([found('d', 14), found('late', 15), found('c', 12), found('b', 11), found('a', 10)])).toEqual(['d', 'late', 'c', 'b', 'a'])
})
