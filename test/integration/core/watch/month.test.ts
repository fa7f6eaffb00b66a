import { expect, test } from 'vitest'
import { fechaOf } from '#contract/argentina.ts'
import { day, hour, Month } from './month.ts'

const seed = Number(process.env['WATCH_SEED'] ?? 1)

/** Three rounds: the one that is under way, the one that finds it, and one in which its day was not answered. */
const soon = 3 * 60
/** Six hours, and as much more as two rounds for an answer that was missing. */
const late = 6 * 60 + 2 * 60

test('a month of 200 points of sale, with outages, sleeps and kills: all that stayed in error is found, told once, at no cost, within the pace', async () => {
  process.stdout.write(`watched month seed: ${seed}\n`)
  // Few hours of few days: what counts is how many rounds there are, and half a minute is enough for them.
  const month = new Month({ seed, pointsOfSale: 200, days: 30, settings: { every: 60, days: [1, 3, 5], from: 10, until: 13 } })
  await month.live()

  const missed = month.fallen.filter((fallen) => {
    const until = Math.min(fallen.until, month.end)
    // What was of today or yesterday for as long as it takes, and what was not.
    const yesterday = fechaOf(Math.floor((until - 3 * hour) / day) - 1)
    const recent = sortable(fallen.item.fecha) >= sortable(yesterday)
    return month.calmBetween(fallen.from, until) > (recent ? soon : late) && !month.isKnown(fallen)
  })
  expect(missed).toEqual([])
  // The check above has to have something to check.
  expect(month.fallen.filter((fallen) => month.calmBetween(fallen.from, fallen.until) > late).length).toBeGreaterThan(20)
  expect(month.rounds).toBeGreaterThan(30)

  const told = month.timesTold()
  expect(told.filter(({ times }) => times > 1)).toEqual([])
  // What was counted in notifications is what was written down, so that the check above has seen all of them.
  expect(month.told).toBe(told.length)
  const { rows } = month.database.prepare('SELECT count(*) AS rows FROM inbox').get() as { rows: number }
  // What came and went within one round needs no telling.
  expect(month.told).toBeGreaterThan(rows * 0.8)

  expect(month.paid).toBe(0)
  expect(month.underWay.most).toBeLessThanOrEqual(4)
  const gaps = month.starts.slice(1).map((at, index) => at - (month.starts[index] ?? 0))
  expect(gaps.filter((gap) => gap < 100)).toEqual([])
}, 120_000)

const sortable = (fecha: string): string => fecha.split('/').toReversed().join('')
