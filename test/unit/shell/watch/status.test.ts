import { describe, expect, test } from 'vitest'
import { presentWatch } from '../../../../electron/shell/watch/status.ts'

const names = new Map([
  ['pdv-1', 'Local'],
  ['pdv-2', 'Sucursal'],
])
const nameOf = (id: string) => names.get(id) ?? null

describe('the state of the watching, as the page may see it', () => {
  test('has names in place of ids, in their order, and no id', () => {
    expect(presentWatch({ lastRound: 1_700_000_000_000, lacking: ['pdv-2', 'pdv-1'], waiting: true }, nameOf)).toEqual({
      lastRound: 1_700_000_000_000,
      lacking: ['Sucursal', 'Local'],
      waiting: true,
    })
  })

  test('says nothing of a point of sale that is gone', () => {
    expect(presentWatch({ lastRound: null, lacking: ['pdv-9', 'pdv-1'], waiting: false }, nameOf)).toEqual({
      lastRound: null,
      lacking: ['Local'],
      waiting: false,
    })
  })
})
