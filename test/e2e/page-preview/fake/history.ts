import type { Summary } from '#contract/commands/history.ts'
import type { Outcomes } from '#contract/model/order.ts'
import type { Order } from '#contract/model/order.ts'
import { ok } from '#contract/result.ts'
import type { CommandHandlers, EventName, EventPayload } from '#contract/schema.ts'

type Emit = <E extends EventName>(name: E, payload: EventPayload<E>) => void

/** Some months of an office; nothing at all where there are no orders. */
export const fakeHistory = (orders: () => Order[], emit: Emit): Pick<CommandHandlers, 'exportOrders' | 'cancelExport' | 'readSummary'> => ({
  exportOrders: () => {
    emit('exportProgress', { done: 400, total: 1000 })
    return ok({ kind: 'saved', rows: 1000, file: 'Actividad de Reencola 25-11-2026.csv' })
  },
  cancelExport: () => ok(null),
  readSummary: ({ month }) => ok(orders().length === 0 ? empty(month) : summary(month)),
})

const none: Outcomes = { issued: 0, queued: 0, failed: 0, missing: 0, cancelled: 0 }
const months = (month: string) => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return Array.from({ length: 12 }, (_, back) => new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7))
}

const empty = (month: string): Summary => ({
  months: months(month).map((each) => ({ month: each, used: 0, possible: 0, saved: 0 })),
  days: [{ day: `${month}-01`, outcomes: none }],
})

function summary(month: string): Summary {
  const days = Array.from({ length: 25 }, (_, index) => {
    const works = index % 7 < 5
    return {
      day: `${month}-${String(index + 1).padStart(2, '0')}`,
      outcomes: works
        ? {
            issued: (index * 5) % 13,
            queued: index > 22 ? 4 : index % 3,
            failed: index % 4 === 0 ? 2 : 0,
            missing: index % 9 === 4 ? 1 : 0,
            cancelled: index % 10 === 3 ? 1 : 0,
          }
        : none,
    }
  })
  return {
    months: months(month).map((each, back) => ({
      month: each,
      used: back > 6 ? 0 : 110 + back * 7,
      possible: back === 0 ? 2 : 0,
      saved: back > 6 ? 0 : 37 - back,
    })),
    days,
  }
}
