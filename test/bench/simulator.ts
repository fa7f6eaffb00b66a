import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { control } from '../simulator/control-client.ts'
import type { SeedItem } from '../simulator/queue.ts'
import { demoCredentials } from './store.ts'

const main = join(import.meta.dirname, '..', 'simulator', 'main.ts')

export interface SimulatorProcess extends AsyncDisposable {
  url: string
  /** Puts the references in error, in this order, and forgets everything before. */
  prepare(references: string[]): Promise<void>
  /** Adds comprobantes of the demonstration's point of sale, which `prepare` would do for today. */
  seed(items: Omit<SeedItem, 'apikey'>[]): Promise<void>
  link(state: 'up' | 'down'): Promise<void>
}

/** The simulator as a process of its own, so that it shares neither event loop nor processor time with what is measured. */
export async function startSimulator(latency = 0): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [main, '--latencia', String(latency)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const url = /http:\S+/u.exec(line)?.[0]
  const controlUrl = /http:\S+$/u.exec(line)?.[0]
  if (!url || !controlUrl) throw new Error(`the simulator did not say where it is: ${line}`)
  return {
    url,
    prepare: async (references) => {
      const { apikey } = demoCredentials
      await control(controlUrl, 'reset', {})
      await control(controlUrl, 'points-of-sale', [demoCredentials])
      await control(
        controlUrl,
        'seed',
        references.map((external_reference) => ({ apikey, external_reference })),
      )
    },
    seed: async (items) => {
      const { apikey } = demoCredentials
      await control(controlUrl, 'points-of-sale', [demoCredentials])
      await control(
        controlUrl,
        'seed',
        items.map((item) => ({ ...item, apikey })),
      )
    },
    link: (state) => control(controlUrl, 'link', { state }),
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await once(child, 'close')
    },
  }
}
