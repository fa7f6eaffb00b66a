import { join } from 'node:path'
import { timeApp, timeBareNode, timeEmptyHost } from './app.ts'
import { alternate, median, round, type Benchmark } from './result.ts'
import { fillSettled, temporaryFolder } from './store.ts'

const rounds = 9

/** Process start to services ready. */
export const arranque: Benchmark = {
  name: 'arranque',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    try {
      const times = await alternate(rounds, {
        node: timeBareNode,
        host: timeEmptyHost,
        window: async () => (await timeApp(folder)).services,
        hidden: async () => (await timeApp(folder, ['--oculto'])).services,
      })
      const host = `The stand-in host alone, with an empty app, is ready after ${times.host} ms.`
      const row = (value: number, what: string) => ({
        value,
        unit: 'ms',
        baseline: times.node,
        ratio: round(value / times.node),
        n: rounds,
        note: `${what}, spawn to the log's "services ready", against node -e 0: ${value - times.node} ms over it; aim < 400. ${host}`,
      })
      return [
        { name: 'arranque', ...row(times.window, 'with the window') },
        { name: 'arranque-oculto', ...row(times.hidden, '--oculto') },
      ]
    } finally {
      dispose()
    }
  },
}

const stored = 100_000

/** The same start on a full store. */
export const arranqueLleno: Benchmark = {
  name: 'arranque-lleno',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    const stores = { empty: join(folder, 'vacia'), full: join(folder, 'llena') }
    try {
      fillSettled(stores.full, stored)
      const windows: Record<keyof typeof stores, number[]> = { empty: [], full: [] }
      const start = (store: keyof typeof stores) => async () => {
        const { services, window } = await timeApp(stores[store])
        windows[store].push(window)
        return services
      }
      const services = await alternate(rounds, { empty: start('empty'), full: start('full') })
      const row = (name: string, { empty, full }: Record<keyof typeof stores, number>, what: string) => ({
        name,
        value: full - empty,
        unit: 'ms',
        baseline: empty,
        ratio: round(full / empty),
        n: rounds,
        note: `what ${stored} stored orders add from the start to ${what} (${full} ms in all); baseline: an empty store; ratio: full / empty; aim <= +150 ms`,
      })
      return [
        row('arranque-lleno', { empty: median(windows.empty), full: median(windows.full) }, 'the window'),
        row('arranque-lleno-envios', services, 'the open gate of sending, for which the whole database is checked beside the window'),
      ]
    } finally {
      dispose()
    }
  },
}
