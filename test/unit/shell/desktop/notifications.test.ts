import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import type { Batch, HoldReason } from '#contract/model/order.ts'
import { screens } from '#contract/commands/navigation.ts'
import { idOf, targetIn } from '../../../../electron/shell/desktop/notification-target.ts'
import { notificationOfBatch, notificationOfTask, notificationsOfStatus } from '../../../../electron/shell/desktop/notifications-due.ts'

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
  expect(notificationOfBatch(batch(states), false)).toMatchObject({ body, target: { screen: 'actividad', batchId: 1 } })
})

test('the target of a notification survives a restart of the program', () => {
  for (const screen of screens)
    for (const target of [{ screen }, { screen, batchId: 1 }, { screen, batchId: 4_000_000_000 }]) {
      expect(targetIn(`type=click&tag=${idOf(target, 7)}`)).toEqual(target)
      expect(idOf(target, 1_000_000).length).toBeLessThanOrEqual(64)
    }
  for (const stranger of [
    '',
    'type=click&tag=14317607570838471237',
    'tag=reencola-borrar-1',
    'reencola-actividad-x',
    'xreencola-actividad',
    'reencola-actividad-12345678901234567',
  ])
    expect([stranger, targetIn(stranger)]).toEqual([stranger, null])
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void targetIn(text)))
})

const led = (reason: HoldReason) => notificationsOfStatus(status(), status({ ...gate('1', 1), reason } as Banner), false)[0]?.target.screen

test('what mends a gate is where its notification leads', () => {
  expect(led('credenciales')).toBe('ajustes')
  expect(led('proxy')).toBe('ajustes')
  expect(led('cupo')).toBe('actividad')
})

test('nothing is said about what the person is looking at or has cancelled', () => {
  expect(notificationOfBatch(batch({ accepted: 3 }), true)).toBeNull()
  expect(notificationOfBatch(batch({ cancelled: 3 }), false)).toBeNull()
})

test('one notification for a gate, not one for each order that waits behind it', () => {
  expect(notificationsOfStatus(status(), status(gate('1', 1)), false)).toEqual([
    {
      title: 'Reencola necesita que hagas algo',
      body: 'Punto 1: se agotaron las solicitudes del abono. Abrí Reencola para seguir.',
      target: { screen: 'actividad' },
    },
  ])
  expect(notificationsOfStatus(status(gate('1', 1)), status(gate('1', 40)), false)).toEqual([])
  expect(notificationsOfStatus(status(gate('1', 1)), status(gate('1', 1), gate('2', 1)), false)).toHaveLength(1)
})

test('what mends itself is not worth a notification; a stop of the storage is', () => {
  expect(notificationsOfStatus(status(), status({ kind: 'offline', waiting: 3 }, { kind: 'paused', waiting: 3 }), false)).toEqual([])
  expect(notificationsOfStatus(status(), status({ kind: 'storage', problem: 'restored', text: 'Falta algo.' }), false)).toEqual([
    { title: 'Reencola detuvo los envíos', body: 'Falta algo.', target: { screen: 'actividad' } },
  ])
  expect(notificationsOfStatus(status(), status(gate('1', 1)), true)).toEqual([])
})

test('a paid call in doubt is told of once it is settled, and without naming anything', () => {
  const settled = { method: 'eliminar_encolado', state: 'done', stateLabel: 'Hecho' } as const
  expect(notificationOfTask(settled, true, false)).toEqual({
    title: 'Eliminación de la cola',
    body: 'Se verificó lo que había quedado en duda: hecho. Miralo en Actividad.',
    target: { screen: 'actividad' },
  })
  expect(notificationOfTask(settled, false, false)).toBeNull()
  expect(notificationOfTask(settled, true, true)).toBeNull()
  expect(notificationOfTask({ ...settled, state: 'uncertain' }, true, false)).toBeNull()
})
