import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startApp, startBareNode, startEmptyHost, type MeasuredProcess } from './app.ts'
import { median, round, type Benchmark } from './result.ts'
import { fillSettled, temporaryFolder } from './store.ts'

const rounds = 3

/** After the start has settled and V8 has given back what it needed for it. */
export const rest = 10_000

/** Starts one process of each kind at a time. @returns the median resident memory of each, MB */
export async function atRest(starts: (() => MeasuredProcess | Promise<MeasuredProcess>)[]): Promise<number[]> {
  const seen: number[][] = []
  for (let turn = 0; turn < rounds; turn++) {
    await using stack = new AsyncDisposableStack()
    const processes = []
    for (const start of starts) processes.push(stack.use(await start()))
    await setTimeout(rest)
    seen.push(await Promise.all(processes.map(async (process) => (await process.usage()).memory)))
  }
  return starts.map((_, index) => round(median(seen.map((values) => values[index] ?? Number.NaN)), 4))
}

/** Resident memory of the main process. */
export const memoria: Benchmark = {
  name: 'memoria',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    try {
      const [app = 0, host = 0, bare = 0] = await atRest([() => startApp(folder, ['--oculto']), startEmptyHost, startBareNode])
      return [
        {
          name: 'memoria',
          value: app,
          unit: 'MB',
          baseline: bare,
          ratio: round(app / bare),
          n: rounds,
          note: `resident memory of the main process, in the tray, ${rest / 1000} s after its start, against bare Node; aim < 120. The stand-in host alone, with an empty app, takes ${host} MB of it`,
        },
      ]
    } finally {
      dispose()
    }
  },
}

const stored = 100_000

export const memoriaLlena: Benchmark = {
  name: 'memoria-llena',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    const full = join(folder, 'llena')
    try {
      fillSettled(full, stored)
      const [loaded = 0, empty = 0] = await atRest([() => startApp(full), () => startApp(join(folder, 'vacia'))])
      return [
        {
          name: 'memoria-llena',
          value: round(loaded - empty),
          unit: 'MB',
          baseline: empty,
          ratio: round(loaded / empty),
          n: rounds,
          note: `what ${stored} stored orders add to the resident memory (${loaded} MB in all), ${rest / 1000} s after the start with the window; baseline: an empty store; ratio: full / empty; aim <= +25 MB`,
        },
      ]
    } finally {
      dispose()
    }
  },
}
