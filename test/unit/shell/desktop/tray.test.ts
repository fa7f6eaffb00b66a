import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import { badStates, holdReasons, type Order, type OrderState } from '#contract/model/order.ts'
import { attentionOf } from '../../../../electron/shell/desktop/attention.ts'
import { closingOf } from '../../../../electron/shell/window/closing.ts'
import { trayAppearance } from '../../../../electron/shell/desktop/tray-appearance.ts'

const status = (counts: Status['counts'], rest: Partial<Status> = {}): Status => ({ banners: [], paused: false, online: true, counts, ...rest })
const order = (external_reference: string, stateLabel: string) => ({ external_reference, stateLabel }) as Order
const look = (given: Status) => {
  const { icon, tooltip } = trayAppearance(given, [], false)
  return [icon, tooltip]
}
const gate: Banner = { kind: 'gate', pointOfSaleId: '1', pointOfSaleName: 'Casa', reason: 'credenciales', waiting: 2 }

test.each<[string, Status, [string, string]]>([
  ['nothing to do', status({ issued: 4 }), ['calm', 'Reencola: al día']],
  ['one on its way', status({ queued: 1 }), ['working', 'Reencola: 1 comprobante en camino']],
  ['several on their way', status({ queued: 2, on_wire: 1, unknown: 1 }), ['working', 'Reencola: 4 comprobantes en camino']],
  ['offline', status({ queued: 3 }, { online: false }), ['offline', 'Reencola: sin conexión, 3 comprobantes en espera']],
  ['offline with nothing waiting', status({}, { online: false }), ['offline', 'Reencola: sin conexión']],
  ['paused', status({ held: 2 }, { paused: true }), ['calm', 'Reencola: envíos en pausa, 2 comprobantes en espera']],
  ['to decide', status({ needs_decision: 1, queued: 5 }), ['needs-you', 'Reencola: 1 a decidir']],
  ['gate', status({ held: 2 }, { banners: [gate] }), ['needs-you', 'Reencola: TusFacturasAPP rechazó las credenciales']],
  ['gate while offline', status({ held: 2 }, { banners: [gate], online: false }), ['needs-you', 'Reencola: TusFacturasAPP rechazó las credenciales']],
  ['held alone', status({ held: 1 }), ['needs-you', 'Reencola: 1 frenado']],
  [
    'storage',
    status({}, { banners: [{ kind: 'storage', problem: 'restored', text: '' }] }),
    ['needs-you', 'Reencola: los envíos están detenidos, abrí Reencola'],
  ],
])('%s', (_case, given, expected) => {
  expect(look(given)).toEqual(expected)
})

const labels = (given: Status, recent: Order[], updateReady = false) =>
  trayAppearance(given, recent, updateReady).menu.map((entry) => (entry.kind === 'separator' ? '-' : entry.label))

test('the menu offers the newest results and the pause', () => {
  expect(labels(status({}), [order('FC-1', 'Emitido'), order('x'.repeat(60), 'Rechazado')])).toEqual([
    'Abrir Reencola',
    'Reenviar lo copiado',
    '-',
    'FC-1: Emitido',
    `${'x'.repeat(39)}…: Rechazado`,
    '-',
    'Pausar envíos',
    'Salir',
  ])
  expect(labels(status({}, { paused: true }), [])).toEqual([
    'Abrir Reencola',
    'Reenviar lo copiado',
    '-',
    'Todavía no hay resultados',
    '-',
    'Reanudar envíos',
    'Salir',
  ])
})

test('every action of the menu is one that the desktop knows', () => {
  const actions = trayAppearance(status({}), [order('A', 'Emitido')], true).menu.flatMap((entry) => (entry.kind === 'action' ? [entry.action] : []))
  expect(actions).toEqual(['open', 'paste', 'activity', 'pause', 'update', 'quit'])
})

const unseen = (orders: Partial<Record<OrderState, number>>, inError = 0): Partial<Status> => ({ unseen: { orders, inError } })

test.each<[string, Status, string]>([
  ['what failed later', status({ failed_again: 9, issued: 2 }, unseen({ failed_again: 3 })), 'Reencola: 3 siguen con error'],
  [
    'one of each',
    status({ needs_decision: 1 }, unseen({ failed_again: 1, rejected: 1, not_found: 1 }, 1)),
    'Reencola: 1 sigue con error, 1 rechazado, 1 no encontrado, 1 a decidir, 1 nuevo con error',
  ],
  ['several to decide', status({ needs_decision: 2 }, unseen({ failed_again: 3, needs_decision: 2 })), 'Reencola: 3 siguen con error, 2 a decidir'],
  ['what came into error by itself', status({}, unseen({}, 7)), 'Reencola: 7 nuevos con error'],
  [
    'that nobody looks, as credentials are refused',
    status({}, { unwatched: 2, ...unseen({}, 7) }),
    'Reencola: 7 nuevos con error, 2 puntos de venta sin vigilar',
  ],
  [
    'beside a closed gate',
    status({ held: 2 }, { banners: [gate], ...unseen({ failed_again: 4 }) }),
    'Reencola: TusFacturasAPP rechazó las credenciales, 4 siguen con error',
  ],
  ['without a connection', status({ queued: 2 }, { online: false, ...unseen({ failed_again: 4 }) }), 'Reencola: 4 siguen con error'],
  ['while paused', status({ held: 2 }, { paused: true, ...unseen({ failed_again: 4 }) }), 'Reencola: 4 siguen con error'],
  ['while others are on their way', status({ on_wire: 1 }, unseen({ rejected: 4 })), 'Reencola: 4 rechazados'],
])('what the person has not seen is said before anything else: %s', (_case, given, tooltip) => {
  expect(look(given)).toEqual(['needs-you', tooltip])
})

test('"al día" only when nothing unseen went wrong and nothing waits for the person, whatever else holds; the number is what is unseen', () => {
  const count = fc.oneof(fc.constant(0), fc.constant(0), fc.nat({ max: 2_000_000 }))
  const orders = fc.record(Object.fromEntries(badStates.map((state) => [state, count])))
  fc.assert(
    fc.property(orders, count, count, fc.boolean(), fc.boolean(), fc.constantFrom(null, ...holdReasons), (bad, inError, seen, online, paused, closed) => {
      // What waits for the person and was not seen waits all the same.
      const toDecide = seen + (bad['needs_decision'] ?? 0)
      const banners: Banner[] = closed ? [{ ...gate, reason: closed }] : []
      const given = status({ needs_decision: toDecide }, { banners, online, paused, ...unseen(bad, inError) })
      const { icon, tooltip, badge } = attentionOf(given)
      const all = Object.values(bad).reduce((sum, each) => sum + each, 0) + inError
      expect(badge).toBe(all)
      if (all + toDecide > 0 || closed) expect(icon).toBe('needs-you')
      expect(tooltip === 'Reencola: al día').toBe(all + toDecide === 0 && !closed && online && !paused)
    }),
  )
})

test('no tooltip is longer than Windows shows', () => {
  for (const reason of holdReasons) {
    const crowd = status(
      { needs_decision: 88, held: 5 },
      { banners: [{ ...gate, reason }], ...unseen({ failed_again: 999, rejected: 99, not_found: 99 }, 999) },
    )
    expect([reason, attentionOf(crowd).tooltip.length <= 127]).toEqual([reason, true])
  }
})

test('states that moved on do not count as on their way', () => {
  const ended: OrderState[] = ['accepted', 'issued', 'failed_again', 'superseded', 'not_found', 'rejected', 'cancelled']
  expect(look(status(Object.fromEntries(ended.map((state) => [state, 1]))))).toEqual(['calm', 'Reencola: al día'])
})

test.each<[NodeJS.Platform, boolean, boolean, 'hide' | 'ask']>([
  ['win32', true, false, 'hide'],
  ['darwin', true, false, 'hide'],
  ['win32', false, false, 'ask'],
  ['linux', true, false, 'ask'],
  ['linux', true, true, 'hide'],
  ['linux', false, true, 'ask'],
])('closing on %s, tray %s, used before %s: %s', (platform, trayMade, trayConfirmed, expected) => {
  expect(closingOf(platform, trayMade, { trayConfirmed })).toBe(expected)
})
