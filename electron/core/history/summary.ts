import type { MonthSummary, Summary } from '#contract/commands/history.ts'
import { outcomeGroups, type OutcomeGroup, type Outcomes } from '#contract/model/outcome-groups.ts'
import type { OrderState } from '#contract/model/order.ts'
import type { OrderStore } from '../outbox/orders/store.ts'
import type { endedStates } from '../outbox/orders/transitions.ts'
import { dayOf, monthOf } from '#contract/argentina.ts'

/** Months shown, the present one included. */
const shownMonths = 12

const groupOf: Record<(typeof endedStates)[number], OutcomeGroup> = {
  issued: 'issued',
  accepted: 'queued',
  superseded: 'queued',
  failed_again: 'failed',
  not_found: 'failed',
  rejected: 'failed',
  cancelled: 'cancelled',
}

/** Endings which, when no POST was made, spared the request that resending blindly would have spent. */
const spared = new Set<OrderState>(['superseded', 'issued', 'not_found'])

const none = (): Outcomes => ({ issued: 0, queued: 0, failed: 0, cancelled: 0 })

/**
 * Sums up how orders ended, by the day on which they did. Reads the sums that storage keeps, never the orders.
 * @param month of the days, `2026-11`
 * @param pointOfSale null: all of them
 */
export function readSummary(store: OrderStore, now: number, month: string, pointOfSale: string | null): Summary {
  const present = monthOf(now)
  const months = monthsUntil(present, shownMonths)
  const wanted = months.includes(month) ? month : present
  return { months: readMonths(store, months, pointOfSale), days: readDays(store, wanted, dayOf(now), pointOfSale) }
}

interface Ended {
  state: (typeof endedStates)[number]
  unsent: boolean
  total: number
}

function readMonths(store: OrderStore, months: string[], pointOfSale: string | null): MonthSummary[] {
  const summaries = new Map(months.map((month): [string, MonthSummary] => [month, { month, outcomes: none(), used: 0, possible: 0, saved: 0 }]))
  const oldest = months.at(-1) ?? ''
  const ended = store
    .prepare(
      `SELECT substr(day, 1, 7) AS month, state, unsent, sum(total) AS total FROM day_outcome
       WHERE day >= ?1 AND (?2 IS NULL OR point_of_sale = ?2) GROUP BY 1, 2, 3`,
    )
    .all(oldest, pointOfSale)
  for (const row of ended) {
    const summary = summaries.get(String(row['month']))
    if (!summary) continue
    const { state, unsent, total } = asEnded(row)
    summary.outcomes[groupOf[state]] += total
    if (unsent && spared.has(state)) summary.saved += total
  }
  const requests = store
    .prepare(
      `SELECT month, sum(used) AS used, sum(possible) AS possible FROM request_count
       WHERE month >= ?1 AND (?2 IS NULL OR point_of_sale = ?2) GROUP BY month`,
    )
    .all(oldest, pointOfSale)
  for (const row of requests) {
    const summary = summaries.get(String(row['month']))
    if (summary) Object.assign(summary, { used: Number(row['used']), possible: Number(row['possible']) })
  }
  return [...summaries.values()]
}

function readDays(store: OrderStore, month: string, today: string, pointOfSale: string | null): Summary['days'] {
  const days = new Map(
    daysOf(month)
      .filter((day) => day <= today)
      .map((day) => [day, none()]),
  )
  const rows = store
    .prepare('SELECT day, state, unsent, total FROM day_outcome WHERE day >= ?1 AND day <= ?2 AND (?3 IS NULL OR point_of_sale = ?3)')
    .all(`${month}-01`, `${month}-31`, pointOfSale)
  for (const row of rows) {
    const { state, total } = asEnded(row)
    const day = String(row['day'])
    // A clock that was ahead has left a day that is still to come.
    const outcomes = days.get(day) ?? none()
    outcomes[groupOf[state]] += total
    days.set(day, outcomes)
  }
  return [...days]
    .map(([day, outcomes]) => ({ day, outcomes }))
    .filter(({ day, outcomes }) => day <= today || outcomeGroups.some((group) => outcomes[group] > 0))
}

const asEnded = (row: Record<string, unknown>): Ended => ({
  state: row['state'] as Ended['state'],
  unsent: row['unsent'] === 1,
  total: Number(row['total']),
})

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
