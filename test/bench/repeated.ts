import { systemClock } from '../../electron/core/lib/clock.ts'
import { runResend } from '../../electron/shell/cli/resend.ts'
import type { Services } from '../../electron/shell/services.ts'
import { VirtualApi } from '../unit/core/outbox/model/virtual-api.ts'
import { alternate, round, type Benchmark } from './result.ts'
import { openOutbox, temporaryFolder } from './store.ts'

const count = 9_000
const rounds = 5
const exitWaiting = 3

/** `reenviar` with thousands of references that wait already, against as many new ones; without a connection, so that none is sent. */
export const repetidas: Benchmark = {
  name: 'repetidas',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    let batch = 0
    let run = 0
    const resend = async (): Promise<number> => {
      const references = Array.from({ length: count }, (_, index) => `FC-${batch}-${String(index).padStart(6, '0')}`)
      const api = new VirtualApi()
      api.offline = true
      const { outbox, dispose: close } = openOutbox(folder, api)
      const services = { outbox, network: { refresh: () => Promise.resolve() }, status: () => outbox.status() } as unknown as Services
      let printed = 0
      const streams = {
        print: () => void printed++,
        complain: () => {},
        readAll: () => Promise.resolve(''),
        interactive: false,
        flushed: () => Promise.resolve(),
      }
      try {
        const began = performance.now()
        const code = await runResend(
          { pointOfSaleId: 'uno', references, warnings: [] },
          `repetidas-${run++}`,
          { patience: null, json: true },
          services,
          systemClock,
          streams,
        )
        const took = performance.now() - began
        if (code !== exitWaiting || printed !== count) throw new Error(`exit code ${code}, ${printed} lines`)
        return took
      } finally {
        close()
      }
    }
    try {
      const times = await alternate(rounds, {
        fresh: () => {
          batch++
          return resend()
        },
        repeated: resend,
      })
      return [
        {
          name: 'repetidas',
          value: round(times.repeated),
          unit: 'ms',
          baseline: round(times.fresh),
          ratio: round(times.repeated / times.fresh),
          n: rounds,
          note: `${count} references that wait already, from the command line's arguments to its last line, without a connection; baseline: ${count} new ones, stored for it; aim <= 1.5`,
        },
      ]
    } finally {
      dispose()
    }
  },
}
