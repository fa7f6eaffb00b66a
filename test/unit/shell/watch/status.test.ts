import { describe, expect, test } from 'vitest'
import { presentWatch } from '../../../../electron/shell/watch/status.ts'

const names = new Map([
  ['pdv-1', 'Local'],
  ['pdv-2', 'Sucursal'],
])
const nameOf = (id: string) => names.get(id) ?? null

const next = { looking: false, nextRound: 1_700_000_600_000 }

describe('the state of the watching, as the page may see it', () => {
  test('has names in place of ids, in their order, and no id', () => {
    expect(presentWatch({ lastRound: 1_700_000_000_000, lacking: ['pdv-2', 'pdv-1'], waiting: true, ...next }, nameOf)).toEqual({
      lastRound: 1_700_000_000_000,
      lacking: ['Sucursal', 'Local'],
      waiting: true,
      ...next,
    })
  })

  test('says nothing of a point of sale that is gone', () => {
    expect(presentWatch({ lastRound: null, lacking: ['pdv-9', 'pdv-1'], waiting: false, ...next }, nameOf)).toEqual({
      lastRound: null,
      lacking: ['Local'],
      waiting: false,
      ...next,
    })
  })
})
