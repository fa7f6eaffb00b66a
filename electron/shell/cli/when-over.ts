import type { Order } from '../../contract/model.ts'
import type { Clock } from '../../core/clock.ts'
import type { Services } from '../services.ts'
import { isOver, nextLook } from './patience.ts'

/**
 * Waits for orders in the sense of patience.ts: looks after every change of the outbox, and when time alone may decide.
 * @param ids of orders that have just been placed
 * @param patience of `--esperar`, milliseconds; null without it
 */
export function whenOver(ids: number[], { outbox, status }: Pick<Services, 'outbox' | 'status'>, clock: Clock, patience: number | null): Promise<void> {
  const every = lookAt(ids, (id) => outbox.order(id))
  const start = clock.now()
  const waited = () => clock.now() - start
  return new Promise((resolve) => {
    let cancelTimer: (() => void) | null = null
    const look = () => {
      cancelTimer?.()
      if (isOver(every, status(), waited(), patience)) {
        unsubscribe()
        resolve()
        return
      }
      const delay = nextLook(waited(), patience)
      if (delay !== null) cancelTimer = clock.after(delay, look)
    }
    const unsubscribe = outbox.onChange(look)
    look()
  })
}

/**
 * @returns whether all of the orders satisfy a predicate. It looks first at the one that did not the last time, and at those behind it: the
 * thousands that are worked off in turn are read once each, not once at every change
 */
function lookAt(ids: number[], read: (id: number) => Order | null): (holds: (order: Order) => boolean) => boolean {
  let first = 0
  const satisfies = (id: number | undefined, holds: (order: Order) => boolean) => {
    const order = id === undefined ? null : read(id)
    return order === null || holds(order)
  }
  return (holds) => {
    for (let looked = 0; looked < ids.length; looked++) {
      if (!satisfies(ids[first], holds)) return false
      first = (first + 1) % ids.length
    }
    return true
  }
}
