import { Pool } from 'undici'
import { daysBetween, fechaOf } from '#contract/argentina.ts'
import type { ListedComprobante } from '#contract/model/inbox.ts'
import { classifyRefusal } from '../../electron/core/guidance/refusal.ts'
import { inErrorOf } from '../../electron/shell/cli/reading.ts'
import { Listing } from '../../electron/core/inbox/listing.ts'
import { systemClock } from '../../electron/core/lib/clock.ts'
import { createTusFacturas } from '../../electron/core/tusfacturas/client.ts'
import { Routes } from '../../electron/core/tusfacturas/routes.ts'
import { alternate, round, type Benchmark } from './result.ts'
import { startSimulator } from './simulator.ts'
import { demoCredentials, silent } from './store.ts'

const dayCount = 30
const perDay = 1_000
const rounds = 7
const atOnce = 4

const last = Math.floor(Date.UTC(2026, 10, 23) / 86_400_000)
const days = daysBetween(fechaOf(last - dayCount + 1), fechaOf(last)) ?? []

/** A month of comprobantes in error to rows in memory, against the same answers only fetched and parsed. */
export const listar: Benchmark = {
  name: 'listar',
  run: async () => {
    await using simulator = await startSimulator()
    await simulator.seed(days.flatMap((fecha) => Array.from({ length: perDay }, (_, index) => ({ external_reference: `FC-${fecha}-${index}`, fecha }))))
    const routes = new Routes({ proxy: null, certificates: null })
    const api = createTusFacturas({ baseUrl: new URL(simulator.url), version: '0', routes, classify: classifyRefusal, logger: silent })
    const pool = new Pool(new URL(simulator.url).origin, { connections: atOnce })
    try {
      const times = await alternate(rounds, { rows: () => timed(() => list(api)), bare: () => timed(() => fetchAll(pool, simulator.url)) })
      return [
        {
          name: 'listar',
          value: Math.round(times.rows),
          unit: 'ms',
          baseline: Math.round(times.bare),
          ratio: round(times.rows / times.bare),
          n: rounds,
          note: `${dayCount} days, ${dayCount * perDay} comprobantes, from the simulator to rows in memory, ${atOnce} queries at a time and without the pause between them that the program keeps; baseline: bare fetches of the same and JSON.parse; aim <= 1.3x`,
        },
      ]
    } finally {
      await api.dispose()
      await pool.destroy()
    }
  },
}

async function timed(work: () => Promise<number>): Promise<number> {
  const began = performance.now()
  const count = await work()
  if (count !== dayCount * perDay) throw new Error(`${count} comprobantes`)
  return performance.now() - began
}

async function list(api: ConstructorParameters<typeof Listing>[0]['api']): Promise<number> {
  const rows: ListedComprobante[] = []
  const context = { api, pointsOfSale: { credentialsOf: () => Promise.resolve(demoCredentials) }, clock: systemClock }
  const listing = new Listing(
    context,
    { listing: 1, days, pointsOfSale: ['uno'] },
    {
      day: ({ pointOfSaleId, fecha, comprobantes }) => (rows.push(...inErrorOf(pointOfSaleId, fecha, comprobantes)), null),
      repeated: () => {},
      progress: () => {},
    },
  )
  await listing.read()
  return rows.length
}

async function fetchAll(pool: Pool, url: string): Promise<number> {
  const left = [...days]
  let count = 0
  const work = async () => {
    for (let fecha = left.shift(); fecha !== undefined; fecha = left.shift()) {
      const body = JSON.stringify({ ...demoCredentials, busqueda_tipo: 'F', pagina: 0, limite: perDay, comprobante: { fecha, operacion: 'V' } })
      const path = new URL(`${url}/facturacion/consulta_avanzada`).pathname
      const answer = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json' }, body })
      const { comprobantes } = JSON.parse(await answer.body.text()) as { comprobantes: unknown[] }
      count += comprobantes.length
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return count
}
