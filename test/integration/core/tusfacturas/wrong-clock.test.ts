/** A computer whose clock is wrong, and a TusFacturasAPP whose clock is right: real client, orders and sockets. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { systemClock, type Clock } from '../../../../electron/core/lib/clock.ts'
import { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { ServerClock } from '../../../../electron/core/tusfacturas/server-clock.ts'
import { keepClockOffset } from '../../../../electron/core/storage/clock-offset.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { createTusFacturas } from '../../../../electron/core/tusfacturas/client.ts'
import { Routes } from '../../../../electron/core/tusfacturas/routes.ts'
import { makeCertificate } from '../../../simulator/certificates.ts'
import { answering, baseOf, credentials, httpAnswer, startRaw, startSimulator } from './client-setup.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const hour = 3_600_000
const day = 24 * hour
const root = makeCertificate({ name: 'Raíz de la oficina' })
/** Valid for the clocks of these tests. */
const tls = makeCertificate({ name: 'tusfacturas', hosts: ['127.0.0.1'], issuer: root, notBefore: Date.now() - 60 * day, notAfter: Date.now() + 60 * day })
const certificates = () => [root.cert]

/** The client on a computer whose clock is off by what `off` holds. */
function computer(url: string, off: { by: number }) {
  const pc: Clock = { ...systemClock, now: () => Date.now() + off.by }
  const clock = new ServerClock(pc)
  const routes = new Routes({ proxy: null, certificates })
  const onServedTime = clock.heard.bind(clock)
  const api = createTusFacturas({
    baseUrl: new URL(url),
    version: '1.2.3',
    routes,
    classify: classifyRefusal,
    logger: silent,
    clock: pc,
    answerTimeout: 1_000,
    onServedTime,
  })
  onTestFinished(() => api.dispose())
  return { api, clock, off, wrongBy: () => Math.abs(clock.now() - Date.now()) }
}

function program(folder: string, { api, clock }: ReturnType<typeof computer>) {
  const storage = openStorage(folder, systemClock, silent, adoptJournal)
  const end = keepClockOffset(storage.database, clock, silent)
  const outbox = new Outbox({
    ...storage,
    api,
    pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve(credentials) },
    rules: () => ({ automaticResends: 0, spacing: 1 }),
    clock,
    logger: silent,
  })
  let open = true
  const close = () => {
    if (!open) return
    open = false
    outbox.dispose()
    end()
    storage.dispose()
  }
  onTestFinished(close)
  return { outbox, storage, close }
}

function temporary(): string {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-clock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const soon = { timeout: 20_000, interval: 10 }
const errorAt = (creado: number) => ({
  event: { hook_id: `h${creado}`, evento: 'error', external_reference: 'FC-1', creado, msg: ['El CUIT no es válido'] },
  pointOfSale: 'uno',
  proven: true,
  source: 'receiver' as const,
})

test.each([hour, -hour, 40 * day])(
  'off by %i ms: a proven "error" made after our POST settles the order with its reason, one made before does not',
  async (by) => {
    const simulator = await startSimulator({ tls })
    simulator.inject({ phase: 'hang', method: 'reenviar_encolado', executed: false })
    const { outbox, storage } = program(temporary(), computer(simulator.url, { by }))
    outbox.start()
    const began = Date.now()
    const [order] = (outbox.place('uno', ['FC-1']) as { value: { orders: { id: number }[] } }).value.orders
    const id = order?.id ?? 0
    await vi.waitUntil(() => outbox.order(id)?.state === 'unknown', soon)
    const marker = Number(storage.database.prepare('SELECT at FROM request').get()?.['at'])
    expect(Math.abs(marker - began)).toBeLessThan(60_000)
    outbox.webhooks([errorAt(began - 10 * 60_000)])
    expect(outbox.order(id)?.state).toBe('unknown')
    outbox.webhooks([errorAt(Math.ceil(Date.now() / 1000) * 1000 + 2_000)])
    await vi.waitUntil(() => outbox.order(id)?.state === 'failed_again', soon)
    expect(JSON.stringify(outbox.order(id))).toContain('El CUIT no es válido')
  },
)

test('the next start knows it before it has asked anything', async () => {
  const simulator = await startSimulator({ tls })
  const folder = temporary()
  const first = computer(simulator.url, { by: 3 * hour })
  const run = program(folder, first)
  await first.api.findByReference(credentials, 'FC-1')
  expect(first.wrongBy()).toBeLessThan(5_000)
  run.close()
  const second = computer(simulator.url, { by: 3 * hour })
  expect(second.wrongBy()).toBeGreaterThan(2 * hour)
  program(folder, second)
  expect(second.wrongBy()).toBeLessThan(5_000)
  second.off.by = 0
  await second.api.findByReference(credentials, 'FC-1')
  expect(second.clock.offset).toBe(0)
})

test('set while the program runs: the next answer mends it', async () => {
  const simulator = await startSimulator({ tls })
  const here = computer(simulator.url, { by: 0 })
  await here.api.findByReference(credentials, 'FC-1')
  here.off.by = -5 * hour
  await here.api.findByReference(credentials, 'FC-1')
  expect(here.wrongBy()).toBeLessThan(5_000)
})

const good = '{"error":"N","errores":[],"comprobantes":[],"total":0}'
test.each<[string, Buffer]>([
  ['a page of something in between', httpAnswer('<html>Bloqueado</html>', { headers: { date: 'Sat, 28 Nov 2026 01:00:00 GMT' } })],
  ['an error page', httpAnswer('<html>502</html>', { status: 502, headers: { date: 'Sat, 28 Nov 2026 01:00:00 GMT' } })],
  ['an answer without Date', httpAnswer(good)],
  ['an answer out of a cache', httpAnswer(good, { headers: { date: new Date(Date.now() - 9 * hour).toUTCString(), age: '32400' } })],
])('%s is not believed', async (_what, answer) => {
  const server = await startRaw(answering(answer))
  const here = computer(baseOf(server.port), { by: 0 })
  await here.api.findByReference(credentials, 'FC-1')
  expect(server.connections()).toBe(1)
  expect(here.clock.offset).toBe(0)
})

test('an answer of TusFacturasAPP that refuses tells the time as well', async () => {
  const body = '{"error":"S","errores":["Las credenciales no son correctas"]}'
  const server = await startRaw(answering(httpAnswer(body, { headers: { date: new Date(Date.now() + 2 * hour).toUTCString() } })))
  const here = computer(baseOf(server.port), { by: 0 })
  await here.api.findByReference(credentials, 'FC-1')
  expect(Math.abs(here.clock.offset - 2 * hour)).toBeLessThan(5_000)
})
