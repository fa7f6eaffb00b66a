import { killLoop } from '../integration/kill/loop.ts'
import type { Benchmark } from './result.ts'

const kills = 1_000

/** Orders lost over a thousand kills; everything but 0 is a defect. */
export const matar: Benchmark = {
  name: 'matar',
  run: async () => {
    const seed = Date.now() % 2 ** 31
    const report = await killLoop(kills, 200, seed)
    return [{ name: 'matar', value: report.lost, unit: 'orders lost', baseline: null, ratio: null, n: kills, note: `seed ${seed}: ${JSON.stringify(report)}` }]
  },
}
