import { describe, expect, test } from 'vitest'
import { othersThan } from '../../../renderer/features/whereabouts/others.ts'
import type { Place } from '../../../renderer/features/whereabouts/search.ts'
import { sortPlaces, targetsOf } from '../../../renderer/features/whereabouts/sorted.ts'
import { pointOfSale } from '../../e2e/page-preview/sample.ts'

const at = (external_reference: string, pointOfSaleId: string, status: Place['status'] = 'error'): Place => ({ external_reference, pointOfSaleId, status })
const always = () => true

describe('where references can be sent', () => {
  test('one in error at one place is sent there, one in the queue or issued nowhere', () => {
    const sorted = sortPlaces(['A', 'B', 'C', 'D'], [at('A', 'uno'), at('B', 'dos', 'issued'), at('C', 'dos', 'unclear')], always)
    expect(targetsOf(sorted, new Map())).toEqual([{ pointOfSaleId: 'uno', external_reference: 'A' }])
    expect([sorted.needless.length, sorted.unclear.length, sorted.nowhere]).toEqual([1, 1, ['D']])
  })

  test('one in two points of sale is sent nowhere until somebody chooses, and only where it is in error', () => {
    const sorted = sortPlaces(['A', 'B'], [at('A', 'uno'), at('A', 'dos'), at('B', 'uno', 'issued'), at('B', 'dos')], always)
    expect(sorted.shared.map(({ external_reference }) => external_reference)).toEqual(['A', 'B'])
    expect(targetsOf(sorted, new Map())).toEqual([])
    expect(targetsOf(sorted, new Map([['A', 'dos']]))).toEqual([{ pointOfSaleId: 'dos', external_reference: 'A' }])
    expect(targetsOf(sorted, new Map([['B', 'uno']]))).toEqual([])
  })

  test('issued at two places is nothing to choose', () => {
    expect(sortPlaces(['A'], [at('A', 'uno', 'issued'), at('A', 'dos', 'queued')], always)).toMatchObject({ shared: [], needless: [{ pointOfSaleId: 'uno' }] })
  })

  test('a point of sale that was deleted meanwhile is no place', () => {
    const sorted = sortPlaces(['A'], [at('A', 'uno'), at('A', 'borrado')], (id) => id !== 'borrado')
    expect(targetsOf(sorted, new Map())).toEqual([{ pointOfSaleId: 'uno', external_reference: 'A' }])
  })
})

test('the others are asked, those of the same company first, none that cannot be', () => {
  const company = { name: 'Imprenta', cuit: null }
  const points = [
    pointOfSale('Uno', { id: 'uno', company }),
    pointOfSale('Dos', { id: 'dos' }),
    pointOfSale('Tres', { id: 'tres', status: 'reload' }),
    pointOfSale('Cuatro', { id: 'cuatro', company: { name: 'IMPRENTA', cuit: null } }),
  ]
  expect(othersThan('uno', points).map(({ id }) => id)).toEqual(['cuatro', 'dos'])
})
