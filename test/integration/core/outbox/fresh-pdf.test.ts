/** The PDF of an issued comprobante: its link dies at midnight, so it is asked for each time. */
import { expect, test } from 'vitest'
import { freshPdf } from '../../../../electron/core/outbox/asking/fresh-pdf.ts'
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'
import { World, day, minute } from './world/world.ts'

async function withOneIssued(): Promise<World> {
  const world = await World.start()
  world.simulator.quirks.pdfBase = 'https://www.tusfacturas.app/comprobantes'
  world.seed(['A'])
  world.place(['A'])
  await world.clock.advance(minute)
  await world.simulator.process()
  await world.clock.advance(10 * minute)
  expect(world.states()).toEqual({ A: 'issued' })
  return world
}

async function ask(world: World, id = 1) {
  const asked = world.outbox.freshPdf(id)
  await world.clock.advance(1_000)
  const answer = await asked
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}

const spent = (world: World) => world.simulator.counted('reenviar_encolado', 'uno')

test('the next day the link is a new one, which opens, and it costs nothing', async () => {
  const world = await withOneIssued()
  const first = (await ask(world)).url ?? ''
  expect(world.simulator.opensPdf(first)).toBe(true)
  await world.clock.advance(day)
  expect(world.simulator.opensPdf(first)).toBe(false)
  const second = (await ask(world)).url ?? ''
  expect(world.simulator.opensPdf(second)).toBe(true)
  expect(spent(world)).toBe(1)
})

test('no order that the page, a table or the command line sees carries a link', async () => {
  const world = await withOneIssued()
  expect(world.outbox.order(1)?.comprobante?.numero).toBe('00010-00000001')
  expect(JSON.stringify(world.outbox.story(1))).not.toContain('.pdf')
})

const happenings: [string, (world: World) => Promise<void> | void, RegExp][] = [
  ['without a connection', (world) => world.simulator.link('down'), /./u],
  ['refused', (world) => void world.simulator.inject({ phase: 'status', status: 401, method: 'consulta_avanzada', times: Infinity }), /credenciales/u],
  ['no longer found', (world) => world.simulator.remove('uno', 'A'), /no muestra este comprobante/u],
  ['without a link', (world) => void (world.simulator.quirks.pdfBase = 'no es una dirección'), /Todavía no hay un PDF/u],
]

test.each(happenings)('%s: nothing stale is given, and words say why', async (_case, happens, words) => {
  const world = await withOneIssued()
  await happens(world)
  const { url, explanation } = await ask(world)
  expect(url).toBeNull()
  expect(explanation?.title).toMatch(words)
  expect(explanation?.nextStep).not.toBe('')
})

test('an order that is not issued has none to ask for', async () => {
  const world = await World.start()
  world.seed(['A'])
  world.place(['A'])
  await world.clock.advance(minute)
  const queries = world.simulator.requests({ method: 'consulta_avanzada' }).length
  expect(await world.outbox.freshPdf(1)).toEqual({ ok: false, error: { code: 'action-not-allowed' } })
  expect(await world.outbox.freshPdf(7)).toEqual({ ok: false, error: { code: 'order-missing' } })
  expect(world.simulator.requests({ method: 'consulta_avanzada' })).toHaveLength(queries)
})

const of = (numero: number, status: FoundComprobante['status'] = 'issued'): FoundComprobante =>
  ({ tipo: 'FACTURA B', punto_venta: 10, numero, status, comprobante_pdf_url: `https://www.tusfacturas.app/${numero}.pdf` }) as FoundComprobante

test("another comprobante of the same reference is not this one's PDF", () => {
  expect(freshPdf(of(1), [of(2), of(1)]).url).toBe('https://www.tusfacturas.app/1.pdf')
  expect(freshPdf(of(3), [of(2), of(1)]).url).toBeNull()
  expect(freshPdf(of(1), [of(1, 'error')]).url).toBeNull()
  // Nobody has seen its number yet.
  expect(freshPdf(null, [of(2)]).url).toBe('https://www.tusfacturas.app/2.pdf')
  expect(freshPdf(of(0, 'queued'), [of(2), of(1)]).url).toBeNull()
})

test.each(['absent', 'simulated'] as const)('a development account (CAE %s): number and PDF all the same', async (cae) => {
  const world = await World.start()
  Object.assign(world.simulator.quirks, { cae, pdfBase: 'https://www.tusfacturas.app/comprobantes' })
  world.seed(['A'], { status: 'queued' })
  world.place(['A'])
  await world.clock.advance(minute)
  await world.simulator.process()
  await world.clock.advance(10 * minute)
  expect(world.outbox.order(1)).toMatchObject({ state: 'issued', comprobante: { numero: '00010-00000001', cae: cae === 'absent' ? '' : 'SIMULATED' } })
  expect(world.simulator.opensPdf((await ask(world)).url ?? '')).toBe(true)
})
