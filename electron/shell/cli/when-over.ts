import type { Order } from '#contract/model/order.ts'
import type { Clock } from '../../core/lib/clock.ts'
import { meansDefect } from '../../core/storage/storage-error.ts'
import type { Services } from '../services.ts'
import { isOver, nextLook } from './patience.ts'

/** Until orders that could not be read are looked at again, milliseconds. */
const lookAgain = 1_000

/**
 * Waits for orders in the sense of patience.ts: looks after every change of the outbox, and when time alone may decide.
 * @param ids of orders that have just been placed
 * @param patience of `--esperar`, milliseconds; null without it
 * @returns rejects for a defect, or when the orders cannot be read to the end of the wait
 */
export function whenOver(ids: number[], { outbox, status }: Pick<Services, 'outbox' | 'status'>, clock: Clock, patience: number | null): Promise<void> {
  const every = lookAt(ids, (id) => outbox.order(id))
  const start = clock.now()
  const waited = () => clock.now() - start
  return new Promise((resolve, reject) => {
    let cancelTimer: (() => void) | null = null
    const look = () => {
      cancelTimer?.()
      const delay = nextLook(waited(), patience)
      let over = false
      try {
        over = isOver(every, status(), waited(), patience)
      } catch (error) {
        // That the orders cannot be read ends by itself as a rule.
        if (!meansDefect(error) && delay !== null) {
          cancelTimer = clock.after(Math.min(delay, lookAgain), look)
          return
        }
        reject(error)
        over = true
      }
      if (over) {
        unsubscribe()
        resolve()
      } else if (delay !== null) cancelTimer = clock.after(delay, look)
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
