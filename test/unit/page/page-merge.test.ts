import { describe, expect, it } from 'vitest'
import type { Batch } from '#contract/model/order.ts'
import { spokenChanges } from '../../../renderer/store/announcements.ts'
import { mergeBatches, mergeRecent } from '../../../renderer/store/merge.ts'
import { recentLimit } from '../../../renderer/store/store.ts'
import { order } from '../../e2e/page-preview/sample.ts'

const batch = (change: Partial<Batch>): Batch => ({
  id: 1,
  pointOfSaleId: 'pdv-1',
  createdAt: 0,
  total: 10,
  states: { queued: 10 },
  active: true,
  requestsUsed: 0,
  requestsPossible: 0,
  ...change,
})

describe('mergeRecent', () => {
  it('puts the newest batch first and each batch in the order in which it leaves', () => {
    const known = [order('queued', { id: 1, batchId: 1 }), order('queued', { id: 2, batchId: 1 })]
    const merged = mergeRecent(known, [order('queued', { id: 4, batchId: 2 }), order('queued', { id: 3, batchId: 2 })])
    expect(merged.map(({ id }) => id)).toEqual([3, 4, 1, 2])
  })

  it('never goes back to an older state', () => {
    const now = order('accepted', { id: 1, updatedAt: 9 })
    expect(mergeRecent([now], [order('sending', { id: 1, updatedAt: 8 })])).toEqual([now])
  })

  it('keeps those that changed last, and of a new batch those that leave first', () => {
    const placed = Array.from({ length: 200 }, (_, index) => order('queued', { id: index + 1, updatedAt: 1 }))
    expect(mergeRecent([], placed).map(({ id }) => id)).toEqual(Array.from({ length: recentLimit }, (_, index) => index + 1))
    const later = mergeRecent(mergeRecent([], placed), [order('accepted', { id: 150, updatedAt: 2 })])
    expect(later).toHaveLength(recentLimit)
    expect(later.map(({ id }) => id)).toContain(150)
  })
})

describe('mergeBatches', () => {
  it('shows no batch of one, and no report of one that was never seen under way', () => {
    expect(mergeBatches([], [batch({ total: 1 }), batch({ id: 2, active: false })]).batches).toEqual([])
  })

  it('says the report once, when it ends', () => {
    const done = batch({ active: false, states: { accepted: 7, not_found: 2, needs_decision: 1 } })
    const first = mergeBatches([batch({})], [done])
    // Those that were accepted are in the queue of TusFacturasAPP: the batch is not at its end.
    expect(first.spoken).toBe('Lote enviado: 7 en la cola de TusFacturasAPP, 2 no encontrados, 1 a decidir.')
    expect(mergeBatches(first.batches, [done]).spoken).toBe('')
    const over = batch({ active: false, states: { issued: 7, not_found: 2, needs_decision: 1 } })
    expect(mergeBatches([batch({})], [over]).spoken).toBe('Lote terminado: 7 emitidos, 2 no encontrados, 1 a decidir.')
  })
})

describe('spokenChanges', () => {
  const before = order('sending', { id: 1 })

  it('says a result once', () => {
    const after = order('accepted', { id: 1 })
    expect(spokenChanges([before], [after])).toBe('FC-0001: Reencolado. Volvió a la cola de TusFacturasAPP')
    expect(spokenChanges([after], [after])).toBe('')
  })

  it('keeps quiet about steps on the way and leaves a flood to the report', () => {
    expect(spokenChanges([before], [order('on_wire', { id: 1 })])).toBe('')
    expect(
      spokenChanges(
        [],
        [1, 2, 3, 4].map((id) => order('accepted', { id })),
      ),
    ).toBe('')
  })
})
