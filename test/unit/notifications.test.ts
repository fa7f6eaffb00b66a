import { expect, test } from 'vitest'
import type { Banner, Batch, Status } from '../../electron/contract/model.ts'
import { noticeOfBatch, noticesOfStatus } from '../../electron/shell/notices.ts'

const batch = (states: Batch['states']): Batch => ({
  id: 1,
  pointOfSaleId: '1',
  createdAt: 0,
  total: Object.values(states).reduce((sum, count) => sum + count, 0),
  states,
  active: false,
  requestsUsed: 0,
  requestsPossible: 0,
})
const status = (...banners: Banner[]): Status => ({ banners, paused: false, online: true, counts: {} })
const gate = (pointOfSaleId: string, waiting: number): Banner => ({
  kind: 'gate',
  pointOfSaleId,
  pointOfSaleName: `Punto ${pointOfSaleId}`,
  reason: 'cupo',
  waiting,
})

test.each<[Batch['states'], string]>([
  [{ accepted: 2, issued: 1, failed_again: 1 }, '3 reenviados, 1 sigue con error'],
  [{ accepted: 1 }, '1 reenviado'],
  [{ superseded: 1, not_found: 2, rejected: 1 }, '1 reenviado, 1 rechazado, 2 no encontrados'],
  [{ failed_again: 2, needs_decision: 1, held: 3 }, '2 siguen con error, 1 a decidir, 3 frenados'],
  [{ unknown: 1, cancelled: 4 }, '1 en verificación'],
])('a batch of %j says %j', (states, body) => {
  expect(noticeOfBatch(batch(states), false)?.body).toBe(body)
})

test('nothing is said about what the person is looking at or has cancelled', () => {
  expect(noticeOfBatch(batch({ accepted: 3 }), true)).toBeNull()
  expect(noticeOfBatch(batch({ cancelled: 3 }), false)).toBeNull()
})

test('one notice for a gate, not one for each order that waits behind it', () => {
  expect(noticesOfStatus(status(), status(gate('1', 1)), false)).toEqual([
    { title: 'Reencola necesita que hagas algo', body: 'Punto 1: se agotaron las solicitudes del abono. Abrí Reencola para seguir.' },
  ])
  expect(noticesOfStatus(status(gate('1', 1)), status(gate('1', 40)), false)).toEqual([])
  expect(noticesOfStatus(status(gate('1', 1)), status(gate('1', 1), gate('2', 1)), false)).toHaveLength(1)
})

test('what mends itself is not worth a notice; a stop of the storage is', () => {
  expect(noticesOfStatus(status(), status({ kind: 'offline', waiting: 3 }, { kind: 'paused', waiting: 3 }), false)).toEqual([])
  expect(noticesOfStatus(status(), status({ kind: 'storage', problem: 'restored', text: 'Falta algo.' }), false)).toEqual([
    { title: 'Reencola detuvo los envíos', body: 'Falta algo.' },
  ])
  expect(noticesOfStatus(status(), status(gate('1', 1)), true)).toEqual([])
})
