import { setTimeout } from 'node:timers/promises'
import { runCli } from '../e2e/harness/app.ts'
import { startApp, startBareNode, type MeasuredProcess } from './app.ts'
import { round, type Benchmark } from './result.ts'
import { demoCredentials, temporaryFolder } from './store.ts'

const waiting = 1_000
/** Until what the start itself takes is over. */
const settling = 15_000
const measured = 60_000

/** Port 9 is nobody's here: every connection is refused, as without a network. */
const nowhere = 'http://127.0.0.1:9/app/api/v2'

/** Processor time of the app while it can do nothing but wait for the connection. */
export const reposo: Benchmark = {
  name: 'reposo',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    const env = { REENCOLA_DATOS: folder, REENCOLA_API_URL: nowhere }
    try {
      const configured = await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...demoCredentials }), env)
      const references = Array.from({ length: waiting }, (_, index) => `FC-${index}`)
      const placed = await runCli(['reenviar', ...references], '', env)
      // 3: some still waiting.
      if (configured.code !== 0 || placed.code !== 3) throw new Error(`the orders were not placed: ${configured.stderr}${placed.stderr}`)
      const offline = { REENCOLA_API_URL: nowhere, REENCOLA_ANFITRION_INICIO: '{"online":{"online":false}}' }
      await using app = await startApp(folder, ['--oculto'], offline)
      await using bare = startBareNode()
      await setTimeout(settling)
      const share = await shareOf([app, bare])
      return [
        {
          name: 'reposo',
          value: round(share[0] ?? Number.NaN, 2),
          unit: '% of one core',
          baseline: round(share[1] ?? Number.NaN, 2),
          ratio: null,
          n: 1,
          note: `processor time in ${measured / 1000} s in the tray, offline, ${waiting} orders waiting, ${settling / 1000} s after the start; the stand-in host's own included; baseline: bare Node that waits, in the same ${measured / 1000} s; aim <= 0.2`,
        },
      ]
    } finally {
      dispose()
    }
  },
}

/** @returns the processor time of each over the same minute, in percent of one core */
async function shareOf(processes: MeasuredProcess[]): Promise<number[]> {
  const used = () => Promise.all(processes.map(async (process) => (await process.usage()).processor))
  const [before, began] = [await used(), performance.now()]
  await setTimeout(measured)
  const [after, ended] = [await used(), performance.now()]
  return after.map((processor, index) => ((processor - (before[index] ?? 0)) / (ended - began)) * 100)
}
