/** What is known of a failed comprobante decides whether resending it is proposed. */
import { describe, expect, test } from 'vitest'
import { liveStates, orderStates, type OrderState } from '#contract/model/order.ts'
import type { Knowledge } from '../../../../electron/core/inbox/knowledge.ts'
import { judge, TriageReport } from '../../../../electron/core/inbox/triage.ts'

const listed = 1_000
const passing = 'Cod. Error: #6661145.501 - Error interno de base de datos'
const data = 'Cod. Error: #6661145.10013 - El campo DocTipo es invalido.'
const date = 'Cod. Error: #6661145.10036 - El campo FchVtoPago no puede ser anterior a la fecha del comprobante.'

const known = (change: Partial<Knowledge> = {}): Knowledge => ({ order: null, reason: null, redatedAt: null, ...change })
const because = (text: string, at = 500) => ({ texts: [text], at })
const order = (state: OrderState, updated_at: number) => ({ id: 1, state, hold_reason: null, updated_at })
const groupOf = (knowledge: Knowledge, readAt: number | null = listed) => judge(knowledge, readAt).group

describe('by reason', () => {
  test.each([
    ['nothing known', known(), 'unknown'],
    ['a passing failure', known({ reason: because(passing) }), 'transitory'],
    ['wrong data', known({ reason: because(data) }), 'correct-first'],
    ['words that nobody knows', known({ reason: because('algo pasó') }), 'unknown'],
    [
      'wrong data among generic companions',
      known({ reason: { texts: ['AFIP No devolvio el CAE asociado. (Cod. Error #6661141.S1254)', data], at: 1 } }),
      'correct-first',
    ],
  ] as const)('%s', (_name, knowledge, group) => {
    expect(groupOf(knowledge)).toBe(group)
  })

  test('a wrong date is no reason any more once the date was changed', () => {
    const wrong = judge(known({ reason: because(date, 500) }), listed)
    expect(wrong.explanation?.kind).toBe('fecha')
    expect(wrong.group).toBe('correct-first')
    expect(groupOf(known({ reason: because(date, 500), redatedAt: 600 }))).toBe('unknown')
    expect(groupOf(known({ reason: because(date, 500), redatedAt: 400 }))).toBe('correct-first')
    expect(groupOf(known({ reason: because(data, 500), redatedAt: 600 }))).toBe('correct-first')
  })
})

describe('by order', () => {
  test.each(orderStates)('%s, changed after the listing was read', (state) => {
    const live = liveStates.includes(state) || state === 'accepted' || state === 'superseded'
    expect(groupOf(known({ order: order(state, listed + 1) }))).toBe(live ? 'on-way' : state === 'issued' ? 'issued' : 'unknown')
  })

  test.each(orderStates)('%s, before it: what TusFacturasAPP showed later counts, unless we still work on it', (state) => {
    expect(groupOf(known({ order: order(state, listed - 1) }))).toBe(liveStates.includes(state) ? 'on-way' : 'unknown')
  })
})

test('a report has the groups in their order, the largest cause of each first, and loses no one', () => {
  const report = new TriageReport()
  const add = (external_reference: string, knowledge: Knowledge) => report.add({ pointOfSaleId: 'uno', external_reference }, judge(knowledge, listed))
  add('D1', known({ reason: because(data) }))
  add('V1', known({ order: order('queued', 1) }))
  add('T1', known({ reason: because('Cod. Error: #6661145.502 - Error interno - Autorizador CAE - Transaccion Activa') }))
  add('T2', known({ reason: because(passing) }))
  add('T3', known({ reason: because(passing) }))
  add('N1', known())
  const { causes, requestsEach } = report.finish(2)
  expect(requestsEach).toBe(2)
  expect(causes.map(({ group, targets }) => `${group} ${targets.map((one) => one.external_reference).join(',')}`)).toEqual([
    'transitory T2,T3',
    'transitory T1',
    'unknown N1',
    'correct-first D1',
    'on-way V1',
  ])
})
