/** Rules for days of chance at a time: whatever fails, is told, restarted or changed, they keep to what was promised of them. */
import { expect, test } from 'vitest'
import { RulesModel } from './model.ts'

const first = Number(process.env['RULES_SEED'] ?? 1)
const runs = Number(process.env['RULES_MODEL_RUNS'] ?? 2)
/** Milliseconds; more for more runs by hand. */
const timeout = 120_000 * Math.max(1, runs / 2)

test('never beyond the budget, never a data error, never a third attempt, never while they may not; and they do work', { timeout }, async () => {
  const seen = { byRule: 0, second: 0, unknownOnce: 0, atLimit: 0, restarts: 0 }
  for (let seed = first; seed < first + runs; seed++) {
    process.stdout.write(`rules model seed: ${seed}\n`)
    const model = new RulesModel(seed)
    await model.live(3)
    expect(model.broken, `seed ${seed}`).toEqual([])
    for (const what of Object.keys(seen) as (keyof typeof seen)[]) seen[what] += model.seen[what]
  }
  console.info(JSON.stringify(seen))
  // Each of them has to have been tried.
  for (const what of ['byRule', 'second', 'unknownOnce', 'atLimit', 'restarts'] as const) expect(seen[what], what).toBeGreaterThan(0)
})
