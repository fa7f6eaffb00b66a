/** Two computers of one office with rules on: how often the same comprobante is paid twice, and how wide the gap is that the API leaves. */
import { expect, test } from 'vitest'
import { longestRuleDelay } from '../../../../electron/core/lib/waits.ts'
import { Pair } from './pair.ts'

const hour = 3_600_000
/** 10 000 by hand: `RULES_RUNS=10000`. */
const runs = Number(process.env['RULES_RUNS'] ?? 200)
const perPointOfSale = 20

test('they never pay for one comprobante twice but where the second had asked before the first had paid', { timeout: 600_000 }, async () => {
  const seed = Number(process.env['RULES_SEED'] ?? 7)
  const pair = new Pair({ seed, pointsOfSale: runs / perPointOfSale, comprobantes: perPointOfSale })
  for (let passed = 0; pair.paid.size < runs; passed++) {
    expect(passed, 'all are resent in time').toBeLessThan(24)
    await pair.clock.advance(hour)
  }
  pair.dispose()
  const doubles = [...pair.paid.values()].filter((paid) => paid.length > 1)
  const gaps = pair.payments.map(({ at, askedAt }) => at - askedAt)
  const widest = Math.max(...gaps)
  console.info(
    `seed ${seed}: ${runs} comprobantes, ${doubles.length} paid twice; gap up to ${widest} ms, ${Math.round(gaps.reduce((a, b) => a + b, 0) / gaps.length)} ms on average`,
  )
  for (const paid of doubles) {
    expect(paid.length).toBe(2)
    const [first, second] = paid
    expect(second?.askedAt, 'nobody pays who was told that it is in the queue').toBeLessThan(first?.at ?? 0)
  }
  // Both have work, and what chance alone explains is not exceeded three times over.
  expect(new Set(pair.payments.map(({ program }) => program)).size).toBe(2)
  expect(widest).toBeLessThan(2_000)
  expect(doubles.length).toBeLessThanOrEqual(3 + (3 * runs * 2 * widest) / longestRuleDelay)
})
