import { launchApp, runCli } from '../e2e/harness/app.ts'
import { Simulator } from '../simulator/simulator.ts'
import { alternate, round, type Benchmark } from './result.ts'
import { demoCredentials, temporaryFolder } from './store.ts'

const rounds = 9
const orders = 1_000

/**
 * Starts the app, gives it `count` orders of which one is held on its way, and ends it.
 * @returns milliseconds from "Salir" to the end of the process
 */
async function timeQuit(count: number): Promise<number> {
  const { folder, dispose } = temporaryFolder()
  const simulator = await Simulator.start()
  try {
    simulator.addPointOfSale({ ...demoCredentials, name: 'Local' })
    const references = Array.from({ length: count }, (_, index) => `FC-${index}`)
    simulator.seed(references.map((external_reference) => ({ apikey: demoCredentials.apikey, external_reference, status: 'error' as const })))
    const env = { REENCOLA_API_URL: simulator.url }
    await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...demoCredentials }), { ...env, REENCOLA_DATOS: folder })
    await using app = await launchApp({ env, dataFolder: folder })
    await app.ready()
    const { pointsOfSale } = await app.control.value('snapshot', {})
    if (count > 0) {
      const held = simulator.inject({ phase: 'pause', method: 'reenviar_encolado' })
      await app.control.value('placeOrders', { pointOfSaleId: pointsOfSale[0]?.id ?? '', references })
      await held.reached
    }
    const began = performance.now()
    // The process may be gone before it has answered.
    const [{ code }] = await Promise.all([app.exit, app.control.do('quit', {}).catch(() => {})])
    if (code !== 0) throw new Error(`the app ended with ${code}: ${app.stderr()}`)
    return Math.round(performance.now() - began)
  } finally {
    await simulator.stop()
    dispose()
  }
}

/** "Salir" to the process gone. */
export const cierre: Benchmark = {
  name: 'cierre',
  run: async () => {
    const times = await alternate(rounds, { busy: () => timeQuit(orders), idle: () => timeQuit(0) })
    const note = `"Salir" to the process gone, window open, a resend on its way unanswered and ${orders - 1} orders waiting; baseline: nothing to do; aim < 1000`
    return [{ name: 'cierre', value: times.busy, unit: 'ms', baseline: times.idle, ratio: round(times.busy / times.idle), n: rounds, note }]
  },
}
