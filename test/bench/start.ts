import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { timeApp, timeBareNode, timeEmptyHost } from './app.ts'
import { alternate, round, type Benchmark } from './result.ts'
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
        window: () => timeApp(folder),
        hidden: () => timeApp(folder, ['--oculto']),
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
    const [empty, full] = [join(folder, 'vacia'), join(folder, 'llena')]
    try {
      mkdirSync(empty)
      fillSettled(full, stored)
      const times = await alternate(rounds, { empty: () => timeApp(empty), full: () => timeApp(full) })
      return [
        {
          name: 'arranque-lleno',
          value: times.full - times.empty,
          unit: 'ms',
          baseline: times.empty,
          ratio: round(times.full / times.empty),
          n: rounds,
          note: `what ${stored} stored orders add to the start (${times.full} ms in all); baseline: the start on an empty store; ratio: full / empty; aim <= +150 ms`,
        },
      ]
    } finally {
      dispose()
    }
  },
}
