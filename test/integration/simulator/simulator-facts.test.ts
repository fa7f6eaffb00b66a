/** The simulator says what TusFacturasAPP was seen to say, to the letter. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Simulator, type SeedItem } from '../../simulator/simulator.ts'

const point = { apikey: '10010', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }
const noon = Date.UTC(2026, 10, 23, 15)

async function start(...items: Partial<SeedItem>[]): Promise<Simulator> {
  const simulator = await Simulator.start({ now: () => noon })
  onTestFinished(() => simulator.stop())
  simulator.addPointOfSale(point)
  simulator.seed(items.map((item) => ({ external_reference: 'A', ...item, apikey: point.apikey })))
  return simulator
}

async function ask(simulator: Simulator, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${simulator.url}/${path}`, { method: 'POST', body: JSON.stringify({ ...point, ...body }) })
  return (await answer.json()) as Record<string, unknown>
}

const byReference = { busqueda_tipo: 'EXT_REF', comprobante: { external_reference: 'A' } }
const find = async (simulator: Simulator) => {
  const { comprobantes } = (await ask(simulator, 'facturacion/consulta_avanzada', byReference)) as { comprobantes: { comprobante: Record<string, string> }[] }
  return comprobantes[0]?.comprobante ?? {}
}

test('a deletion in part', async () => {
  const simulator = await start({}, { deletable: false })
  expect(await ask(simulator, 'facturacion/eliminar_encolado', { external_reference: 'A', fecha: '23/11/2026' })).toMatchObject({
    error: 'PARCIAL',
    errores: ['El comprobante FACTURA B 00010-000000 no se ha podido eliminar.'],
  })
})

test('a search that finds nothing', async () => {
  expect(await ask(await start(), 'facturacion/consulta_avanzada', byReference)).toMatchObject({ error: 'N', total: 0, comprobantes: [] })
})

test('a link to a PDF opens on the day of the query that gave it, and on no other', async () => {
  const simulator = await start({ status: 'issued' })
  const first = (await find(simulator))['comprobante_pdf_url'] ?? ''
  expect(simulator.opensPdf(first)).toBe(true)
  simulator.advance(12 * 3_600_000)
  expect(simulator.opensPdf(first)).toBe(false)
  const second = (await find(simulator))['comprobante_pdf_url'] ?? ''
  expect(second).not.toBe(first)
  expect(simulator.opensPdf(second)).toBe(true)
})

test('a development account: number and PDF, and no CAE', async () => {
  const simulator = await start({ status: 'issued' })
  simulator.quirks.cae = 'absent'
  expect(await find(simulator)).toMatchObject({
    numero: 1,
    cae: ' ',
    vencimiento_cae: '',
    comprobante_pdf_url: expect.stringContaining('00010-00000001') as string,
  })
  simulator.quirks.cae = 'simulated'
  expect((await find(simulator))['cae']).toBe('SIMULATED ')
})

test('the texts of a refusal in error_details', async () => {
  const simulator = await start()
  simulator.quirks.errores = 'in-details'
  expect(await ask(simulator, 'facturacion/reenviar_encolado', { external_reference: 'A' })).toEqual({
    error: 'S',
    errores: [],
    error_details: ['No se han encontrado comprobantes.'],
  })
})

test('webhooks of a change of date, and of a request that was refused at entry', async () => {
  const told: unknown[] = []
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      told.push(JSON.parse(Buffer.concat(chunks).toString()))
      response.end('OK')
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void receiver.close())
  await once(receiver, 'listening')
  const simulator = await start({})
  simulator.addPointOfSale({ ...point, webhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` })
  await ask(simulator, 'facturacion/cambiar_fecha_encolado', { external_reference: 'A', fecha: '24/11/2026', vencimiento: '24/11/2026' })
  await simulator.refuseAtEntry(point.apikey, 'NUEVA', 'El cliente no existe')
  await simulator.idle()
  expect(told).toMatchObject([
    { evento: 'cambio_fecha', external_reference: 'A', msg: [] },
    { evento: 'error', external_reference: 'NUEVA', msg: ['El cliente no existe'] },
  ])
  expect(simulator.items()).toHaveLength(1)
})
