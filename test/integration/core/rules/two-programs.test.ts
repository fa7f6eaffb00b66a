/** Two computers of one office with rules on: how often the same comprobante is paid twice, and how wide the gap is that the API leaves. */
import { expect, test } from 'vitest'
import { longestRuleDelay } from '../../../../electron/core/lib/waits.ts'
import { Pair, ways } from './pair.ts'

const hour = 3_600_000
/** 10 000 by hand: `RULES_RUNS=10000`. */
const runs = Number(process.env['RULES_RUNS'] ?? 1_000)
const seed = Number(process.env['RULES_SEED'] ?? 7)

/**
 * Neither can see the other before its POST is there, so what goes unseen is what arrives while an answer, the marker and a POST are on
 * their way. Two moments of chance within `longestRuleDelay` are that close once in so many.
 */
const chance = (gap: number): number => (2 * gap) / longestRuleDelay

async function outcome(options: { pointsOfSale: number; comprobantes: number }, what: string) {
  const pair = new Pair({ seed, ...options })
  for (let passed = 0; pair.paid.size < options.pointsOfSale * options.comprobantes; passed++) {
    expect(passed, 'all are resent in time').toBeLessThan(48)
    await pair.clock.advance(hour)
  }
  pair.dispose()
  const gaps = pair.payments.map(({ at, askedAt }) => at - askedAt)
  const gap = { widest: Math.max(...gaps), mean: gaps.reduce((sum, each) => sum + each, 0) / gaps.length }
  const doubles = [...pair.paid.values()].filter((paid) => paid.length > 1)
  console.info(`seed ${seed}, ${what}: ${pair.paid.size} comprobantes, ${doubles.length} paid twice; gap ${Math.round(gap.mean)} ms on average, ${gap.widest} at most`)
  expect(gap.widest, 'one way there and back, and no more').toBeLessThanOrEqual(2 * ways.longest)
  for (const paid of doubles) {
    expect(paid.length).toBe(2)
    const [first, second] = paid
    expect(second?.askedAt, 'nobody pays who could have been told that it is in the queue').toBeLessThan(first?.at ?? 0)
  }
  return { pair, doubles: doubles.length, gap }
}

test('both see a comprobante at once and know nothing of each other: paid twice only within one way there and back', { timeout: 600_000 }, async () => {
  const { doubles, gap } = await outcome({ pointsOfSale: runs, comprobantes: 1 }, 'first meetings')
  // What chance alone explains is not exceeded three times over.
  expect(doubles).toBeLessThanOrEqual(3 + 3 * runs * chance(gap.mean))
})

test('once one of them came second, it gives way: what is left to chance is their first meeting at a point of sale', { timeout: 600_000 }, async () => {
  const comprobantes = 20
  const { pair, doubles, gap } = await outcome({ pointsOfSale: runs / comprobantes, comprobantes }, 'offices with twenty each')
  expect(new Set(pair.payments.map(({ program }) => program)).size, 'either may be the first').toBe(2)
  expect(doubles).toBeLessThanOrEqual(1 + 3 * (runs / comprobantes) * chance(gap.mean))
})
