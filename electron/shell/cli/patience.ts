import { aloneStates, followedStates, goodStates, movingStates, type Order } from '#contract/model/order.ts'
import type { Status } from '#contract/model/snapshot.ts'
import { exitCodes } from '../start/start-problem.ts'

/** The API has answered, or nothing more happens without a person. */
const answered = (order: Order): boolean => !aloneStates.includes(order.state)

/** Nothing will change by itself any more; what is followed up has a next step planned. */
const final = (order: Order): boolean => answered(order) && !(followedStates.includes(order.state) && order.nextAt !== null)

/** It waits, and not for its turn: no connection, a wait that the server asked for, a stopped lane. */
const stuck = (order: Order, { banners }: Status): boolean =>
  order.state === 'queued' && (order.nextAt !== null || banners.some(({ kind }) => kind === 'storage' || kind === 'stalled'))

/** How long `reenviar` waits for a first answer, milliseconds; a call that hangs ends after 90 s. */
const firstAnswer = 120_000

/**
 * Until when `reenviar` waits: for a first answer of every order, or until it is clear that there is none to be had; with
 * `--esperar`, for the final one of every order or until that time is over.
 * @param every whether all of the orders satisfy a predicate; asked lazily, as there may be thousands
 * @param waited milliseconds since the orders were placed
 * @param patience of `--esperar`, milliseconds; null without it
 */
export function isOver(every: (holds: (order: Order) => boolean) => boolean, status: Status, waited: number, patience: number | null): boolean {
  if (every(final)) return true
  if (patience !== null && waited < patience) return false
  return waited >= firstAnswer || every((order) => answered(order) || stuck(order, status))
}

/** The next moment at which time alone may end the wait, milliseconds after `waited`; null when none is left. */
export const nextLook = (waited: number, patience: number | null): number | null => {
  const ahead = [patience ?? 0, firstAnswer].filter((moment) => moment > waited)
  return ahead.length > 0 ? Math.min(...ahead) - waited : null
}

const waits = ({ state }: Order): boolean => movingStates.includes(state)

/** @returns 0 all well, 1 some ended otherwise, 3 some still wait */
export function exitCodeOf(orders: Order[]): number {
  if (orders.every(({ state }) => goodStates.includes(state))) return exitCodes.ok
  return orders.some((order) => !goodStates.includes(order.state) && !waits(order)) ? exitCodes.endedOtherwise : exitCodes.waiting
}
