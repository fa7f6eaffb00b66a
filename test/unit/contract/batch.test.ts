import { describe, expect, it } from 'vitest'
import { groupsOf, shareOf, shares, sharesIn, sharesOf } from '#contract/model/batch.ts'
import { orderStates } from '#contract/model/order.ts'
import { sharesText } from '#contract/texts/shares.ts'
import { order } from '../../e2e/page-preview/sample.ts'

const date = { code: '10016', title: 'La fecha ya no es válida' }
const vat = { code: '10246', title: 'Falta la condición de IVA' }

describe('sums of a batch', () => {
  it('count every order once, whatever its state', () => {
    const states = Object.fromEntries(orderStates.map((state, index) => [state, index + 1]))
    const all = Object.values(sharesOf(states)).reduce((sum, n) => sum + n, 0)
    expect(all).toBe(orderStates.reduce((sum, _, index) => sum + index + 1, 0))
    expect(sharesIn(orderStates.map((state) => order(state)))).toEqual(sharesOf(Object.fromEntries(orderStates.map((state) => [state, 1]))))
    for (const state of orderStates) expect(shares).toContain(shareOf[state])
  })

  it('tell what was cancelled as cancelled, and what was not found apart from what is in error', () => {
    expect(sharesText(sharesOf({ accepted: 94, cancelled: 206 }))).toBe('94 en la cola de TusFacturasAPP, 206 cancelados')
    expect(sharesText(sharesOf({ not_found: 1, failed_again: 1, issued: 4 }))).toBe('4 emitidos, 1 con error, 1 no encontrado')
  })
})

describe('groups of a batch', () => {
  it('are by cause, what has to be mended first and the largest of it before the others', () => {
    const orders = [
      order('issued', { id: 1 }),
      order('failed_again', { id: 2, explanation: vat }),
      order('not_found', { id: 3 }),
      order('failed_again', { id: 4, explanation: date }),
      order('queued', { id: 5 }),
      order('rejected', { id: 6, explanation: date }),
      order('needs_decision', { id: 7 }),
      order('accepted', { id: 8 }),
    ]
    expect(groupsOf(orders).map(({ tier, orders: own }) => [tier, own.map(({ id }) => id)])).toEqual([
      ['mend', [4, 6]],
      ['mend', [2]],
      ['mend', [3]],
      ['decide', [7]],
      ['moving', [5]],
      ['nothing', [1, 8]],
    ])
  })

  it('say the cause once, and none of what needs nobody', () => {
    const [failed, nothing] = groupsOf([order('failed_again', { id: 1, explanation: date }), order('issued', { id: 2 })])
    expect(failed?.cause).toMatchObject(date)
    expect(nothing?.cause).toBeNull()
  })

  it('stand where the summary and the notifications have them', () => {
    const moving = { queued: 'moving', preflight: 'moving', sending: 'moving', on_wire: 'moving' }
    const there = { accepted: 'queued', superseded: 'queued', issued: 'issued' }
    const bad = { failed_again: 'failed', rejected: 'failed', not_found: 'notFound' }
    expect(shareOf).toEqual({ ...moving, ...there, ...bad, held: 'held', unknown: 'doubt', needs_decision: 'toDecide', cancelled: 'cancelled' })
  })

  it('hold each order once, whatever its state', () => {
    const orders = orderStates.map((state, index) => order(state, { id: index + 1 }))
    const ids = groupsOf(orders).flatMap(({ orders: own }) => own.map(({ id }) => id))
    expect(ids.toSorted((a, b) => a - b)).toEqual(orders.map(({ id }) => id))
  })
})
