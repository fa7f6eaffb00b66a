import type { MonthSummary, Summary } from '#contract/commands/history.ts'
import { endedStates, stateFacts, type EndedState, type Outcomes } from '#contract/model/order.ts'
import { anyOf, type OrderStore } from '../outbox/orders/store.ts'
import { dayOf, endOfDay, monthOf, startOfDay } from '#contract/argentina.ts'

/** Months shown, the present one included. */
const shownMonths = 12

const none = (): Outcomes => ({ issued: 0, queued: 0, failed: 0, missing: 0, cancelled: 0 })

/**
 * Sums up what was placed on each day of a month, as the list finds it, and what each month of a year cost, as the ledger has it.
 * Of the orders only those of the month are read.
 * @param month of the days, `2026-11`
 * @param pointsOfSale null: all of them
 */
export function readSummary(store: OrderStore, now: number, month: string, pointsOfSale: readonly string[] | null): Summary {
  const present = monthOf(now)
  const months = monthsUntil(present, shownMonths)
  const wanted = months.includes(month) ? month : present
  return { months: readMonths(store, months, pointsOfSale), days: readDays(store, wanted, dayOf(now), pointsOfSale) }
}

function readMonths(store: OrderStore, months: string[], pointsOfSale: readonly string[] | null): MonthSummary[] {
  const summaries = new Map(months.map((month): [string, MonthSummary] => [month, { month, used: 0, possible: 0, saved: 0 }]))
  const oldest = months.at(-1) ?? ''
  const ended = store
    .prepare(
      `SELECT substr(day, 1, 7) AS month, state, sum(total) AS total FROM day_outcome
       WHERE unsent = 1 AND day >= ?1 AND (?2 IS NULL OR point_of_sale IN (SELECT value FROM json_each(?2))) GROUP BY 1, 2`,
    )
    .all(oldest, listOf(pointsOfSale))
  for (const row of ended) {
    const summary = summaries.get(String(row['month']))
    if (summary && stateFacts[row['state'] as EndedState].spares) summary.saved += Number(row['total'])
  }
  const requests = store
    .prepare(
      `SELECT month, sum(used) AS used, sum(possible) AS possible FROM request_count
       WHERE month >= ?1 AND (?2 IS NULL OR point_of_sale IN (SELECT value FROM json_each(?2))) GROUP BY month`,
    )
    .all(oldest, listOf(pointsOfSale))
  for (const row of requests) {
    const summary = summaries.get(String(row['month']))
    if (summary) Object.assign(summary, { used: Number(row['used']), possible: Number(row['possible']) })
  }
  return [...summaries.values()]
}

function readDays(store: OrderStore, month: string, today: string, pointsOfSale: readonly string[] | null): Summary['days'] {
  const all = daysOf(month)
  const days = new Map(all.filter((day) => day <= today).map((day) => [day, none()]))
  const rows = store
    .prepare(
      `SELECT date(created_at / 1000 - 10800, 'unixepoch') AS day, state, count(*) AS total FROM orders
       WHERE created_at >= ?1 AND created_at < ?2 AND (?3 IS NULL OR point_of_sale IN (SELECT value FROM json_each(?3))) AND ${anyOf(endedStates)} GROUP BY 1, 2`,
    )
    .all(startOfDay(all[0] ?? ''), endOfDay(all.at(-1) ?? ''), listOf(pointsOfSale))
  for (const row of rows) {
    const day = String(row['day'])
    // A clock that was ahead has left a day that is still to come.
    const outcomes = days.get(day) ?? none()
    outcomes[stateFacts[row['state'] as EndedState].outcome] += Number(row['total'])
    days.set(day, outcomes)
  }
  return [...days].toSorted(([a], [b]) => a.localeCompare(b)).map(([day, outcomes]) => ({ day, outcomes }))
}

const listOf = (pointsOfSale: readonly string[] | null): string | null => pointsOfSale && JSON.stringify(pointsOfSale)

/** @returns so many months, newest first */
function monthsUntil(month: string, count: number): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7))
}

function daysOf(month: string): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length: last }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}
