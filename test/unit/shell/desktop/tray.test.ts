import { expect, test } from 'vitest'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import type { Order, OrderState } from '#contract/model/order.ts'
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
  ['to decide', status({ needs_decision: 1, queued: 5 }), ['needs-you', 'Reencola: 1 comprobante espera que decidas']],
  ['gate', status({ held: 2 }, { banners: [gate] }), ['needs-you', 'Reencola: TusFacturasAPP rechazó las credenciales']],
  ['gate while offline', status({ held: 2 }, { banners: [gate], online: false }), ['needs-you', 'Reencola: TusFacturasAPP rechazó las credenciales']],
  ['held alone', status({ held: 1 }), ['needs-you', 'Reencola: 1 comprobante frenado']],
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
