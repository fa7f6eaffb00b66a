import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import type { BatchOutcome, HoldReason } from '#contract/model/order.ts'
import { screens } from '#contract/commands/navigation.ts'
import { idOf, linkToTarget, targetIn, targetOfLink } from '../../../../electron/shell/desktop/notification-target.ts'
import { notificationOfBatches, notificationOfTask, notificationsOfStatus } from '../../../../electron/shell/desktop/notifications-due.ts'
import { toastXml } from '../../../../electron/shell/desktop/toast.ts'

const outcome = (told: BatchOutcome['told'], rest: Partial<BatchOutcome> = {}): BatchOutcome => ({
  id: 1,
  total: Object.values(told).reduce((sum, count) => sum + count, 0),
  over: true,
  told,
  queuedFor: 0,
  automatic: false,
  ...rest,
})
const status = (...banners: Banner[]): Status => ({ banners, paused: false, online: true, counts: {} })
const gate = (pointOfSaleId: string, waiting: number): Banner => ({
  kind: 'gate',
  pointOfSaleId,
  pointOfSaleName: `Punto ${pointOfSaleId}`,
  reason: 'cupo',
  waiting,
})

const minute = 60_000

test.each<[BatchOutcome['told'], Partial<BatchOutcome>, string, string]>([
  [{ issued: 3, failedAgain: 2 }, {}, 'Reenvíos terminados', '3 emitidos, 2 siguen con error'],
  [{ issued: 1 }, {}, 'Reenvío terminado', '1 emitido'],
  [{ issued: 1, notFound: 2, rejected: 1 }, {}, 'Reenvíos terminados', '1 emitido, 1 rechazado, 2 no encontrados'],
  [{ failedAgain: 2, toDecide: 1, noNews: 3 }, {}, 'Reenvíos terminados', '2 siguen con error, 1 a decidir, 3 sin novedades'],
  [
    { issued: 3, failedAgain: 2, inQueue: 1 },
    { over: false, queuedFor: 10.5 * minute },
    'Tus reenvíos siguen en curso',
    '3 emitidos, 2 siguen con error, 1 todavía en cola (10 min)',
  ],
  [{ inQueue: 1 }, { over: false, queuedFor: 200 * minute }, 'Tu reenvío sigue en curso', '1 todavía en cola (3 h)'],
  [{ issued: 1, held: 2, waiting: 1 }, { over: false }, 'Tus reenvíos siguen en curso', '1 emitido, 2 frenados, 1 en espera'],
  [{ failedAgain: 1 }, { automatic: true }, 'Reenvío automático terminado', '1 sigue con error'],
  [{ noNews: 1 }, { automatic: true, over: false }, 'Un reenvío automático sigue en curso', '1 sin novedades'],
])('a batch of %j %j says %j: %j', (told, rest, title, body) => {
  expect(notificationOfBatches([outcome(told, rest)], false)).toMatchObject({ title, body, target: { screen: 'actividad', batchId: 1 } })
})

test('several batches are told in one notification, which leads to no single one of them', () => {
  const two = [
    outcome({ issued: 2 }),
    outcome({ failedAgain: 1, inQueue: 1 }, { id: 2, over: false, queuedFor: 11 * minute }),
    outcome({}, { id: 3, total: 4 }),
  ]
  expect(notificationOfBatches(two, false)).toEqual({
    title: 'Tus reenvíos siguen en curso',
    body: '2 emitidos, 1 sigue con error, 1 todavía en cola (11 min)',
    target: { screen: 'actividad' },
    buttons: [{ text: 'Ver', target: { screen: 'actividad' } }],
  })
})

const failed = (id: number, automatic: boolean) => outcome({ failedAgain: 1 }, { id, automatic })

test('what a rule sent is told as such, alone and among what a person sent', () => {
  expect(notificationOfBatches([failed(1, true), failed(2, true)], false)).toMatchObject({
    title: 'Reenvíos automáticos terminados',
    body: '2 siguen con error',
  })
  expect(notificationOfBatches([failed(1, true), failed(2, false)], false)).toMatchObject({
    title: 'Reenvíos terminados',
    body: '2 siguen con error. Hay reenvíos automáticos entre ellos.',
  })
})

test('buttons open: one what happened, one the question whether to send what failed once more; while some is on its way that one is not there', () => {
  const show = { text: 'Ver', target: { screen: 'actividad', batchId: 1 } }
  const ask = { screen: 'actividad', batchId: 1, resend: true }
  expect(notificationOfBatches([outcome({ issued: 1, failedAgain: 3 })], false)?.buttons).toEqual([show, { text: 'Reenviar los 3', target: ask }])
  expect(notificationOfBatches([outcome({ failedAgain: 1 })], false)?.buttons).toEqual([show, { text: 'Reenviarlo', target: ask }])
  expect(notificationOfBatches([outcome({ issued: 1, rejected: 3 })], false)?.buttons).toEqual([show])
  expect(notificationOfBatches([outcome({ failedAgain: 3, inQueue: 1 }, { over: false })], false)?.buttons).toEqual([show])
})

test('what Windows is given opens an address by each of its parts, and holds no sign that XML takes for its own', () => {
  const target = { screen: 'actividad', batchId: 7 } as const
  const xml = toastXml({ title: 'A & B', body: '<c> "d"', target, buttons: [{ text: "Ver 'todo'", target: { ...target, resend: true } }] })
  expect(xml).toBe(
    '<toast activationType="protocol" launch="reencola://ver?pantalla=actividad&amp;lote=7"><visual><binding template="ToastGeneric"><text>A &amp; B</text><text>&lt;c&gt; &quot;d&quot;</text></binding></visual>' +
      '<actions><action content="Ver &apos;todo&apos;" activationType="protocol" arguments="reencola://ver?pantalla=actividad&amp;lote=7&amp;preguntar=reenviar"/></actions></toast>',
  )
})

test('a link opens what it was made of, and nothing else; asking about a resend needs a batch', () => {
  for (const target of [{ screen: 'con-error' }, { screen: 'actividad', batchId: 3 }, { screen: 'actividad', batchId: 3, resend: true }] as const)
    expect(targetOfLink(linkToTarget(target))).toEqual(target)
  const start = 'reencola://ver?pantalla=actividad'
  for (const bad of ['&preguntar=reenviar', '&lote=3&preguntar=enviar', '&lote=3&preguntar=reenviar&x=1', '&lote=3&preguntar=reenviar#'])
    expect([bad, targetOfLink(`${start}${bad}`)]).toEqual([bad, null])
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
  expect(notificationOfBatches([outcome({ issued: 3 })], true)).toBeNull()
  expect(notificationOfBatches([outcome({}, { total: 3 })], false)).toBeNull()
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
