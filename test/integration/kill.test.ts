import { expect, test } from 'vitest'
import { killLoop } from './kill/loop.ts'

test('killed a hundred times while it sends: nothing lost, nothing sent beyond the rules, everything counted', async () => {
  const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`kill loop seed: ${seed}\n`)
  const report = await killLoop(100, 200, seed)
  process.stdout.write(`${JSON.stringify(report)}\n`)
  expect(report).toMatchObject({ lost: 0, beyondRules: 0, overSent: 0, damaged: 0 })
  expect(report.ledger).toBeGreaterThanOrEqual(report.executions)
  expect(report.ledger).toBeGreaterThanOrEqual(report.posts)
  expect(report.executions).toBeGreaterThan(0)
}, 300_000)
