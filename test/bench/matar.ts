import { killLoop } from '../integration/core/outbox/kill/loop.ts'
import type { Benchmark } from './result.ts'

const kills = 1_000

/** Orders lost over a thousand kills; everything but 0 is a defect. */
export const matar: Benchmark = {
  name: 'matar',
  run: async () => {
    const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31)
    const { lost, beyond, overspent, blind, disordered, unjournalled, damaged, unnoticed, forgotten, executions, counted, ledger, orders, rounds, ...report } =
      await killLoop(kills, seed)
    const note = [
      `${report.kills} SIGKILL, ${orders} orders in ${rounds} rounds`,
      `executions ${executions}, beyond the rules ${beyond.length}, POSTed more often than confirmed ${overspent.length}, sent again without a query ${blind.length}, sent before an older one ${disordered.length}`,
      `ledger ${ledger}, counted by the API ${counted}, executions without a journal line ${unjournalled.length}, damaged files ${damaged}`,
      `files taken away ${report.taken} times, unnoticed ${unnoticed.length}, accepted orders forgotten ${forgotten.length}`,
      `seed ${seed}`,
      ...[...lost, ...forgotten, ...beyond, ...overspent, ...blind, ...disordered].slice(0, 5),
    ].join('; ')
    return [{ name: 'matar', value: lost.length + forgotten.length, unit: 'orders lost', baseline: null, ratio: null, n: report.kills, note }]
  },
}
