import type { DatabaseSync } from 'node:sqlite'
import { storageTexts } from '#contract/texts/storage.ts'
import { Automatic } from './automatic.ts'
import { Follower } from './following/follower.ts'
import { ordersToFollow } from './following/orders.ts'
import { Pauses } from './asking/pauses.ts'
import { tasksToFollow } from './following/tasks.ts'
import { endingWith, type Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Journal } from '../storage/journal.ts'
import type { TusFacturasAccount } from '../tusfacturas/api.ts'
import { Flags } from './base/flags.ts'
import type { Ground } from './ground.ts'
import { Guard } from './base/guard.ts'
import { Keychain } from './base/keychain.ts'
import { News } from './telling/news.ts'
import { Deciding } from './commands/deciding.ts'
import { Line } from './sending/line.ts'
import { Placing } from './commands/placing.ts'
import { Showing } from './sending/showing.ts'
import { OrderStore } from './orders/store.ts'
import type { PointsOfSale, SendingRules } from './base/ports.ts'
import { Bells } from './sending/bells.ts'
import { Effects } from './sending/effects.ts'
import { Expiry } from './sending/expiry.ts'
import { Gates } from './sending/gates.ts'
import { Halt, type Stop } from './sending/halt.ts'
import { LaneStates } from './sending/lane-state.ts'
import { createPersist } from './sending/persist.ts'
import { Slots } from './sending/slots.ts'
import { Postponed } from './sending/postponed.ts'
import { Reachability } from './sending/reachability.ts'
import { Sender } from './sending/sender.ts'
import { StatusBoard } from './telling/status.ts'
import { CarryingOut } from './tasks/carrying-out.ts'
import { TaskStore } from './tasks/store.ts'
import { Tasks } from './tasks/tasks.ts'

export interface OutboxOptions {
  database: DatabaseSync
  journal: Journal
  api: TusFacturasAccount
  pointsOfSale: PointsOfSale
  rules: () => SendingRules
  clock: Clock
  logger: Logger
  /** The file turned out to be damaged while running. */
  onDamage?: (detail: string) => void
  /** Sending stays stopped until acknowledgeStorage(): orders may be missing. */
  stopped: Stop | null
  /** From 0 to 1, for the jitter of the backoff. */
  random?: () => number
}

export type Parts = ReturnType<typeof assemble>

/**
 * Makes what the outbox consists of, from the disk up: each part is given those that it needs, and none knows what is made after
 * it. They tell one another through the bells that there is something to do. Nothing is asked or sent before they are started.
 * @param signal ends everything, timers included
 * @throws SQLite's error
 */
export function assemble(options: OutboxOptions, signal: AbortSignal) {
  const ground = groundOf(options, signal)
  const { halt, guard, keychain, bells, journal } = ground
  const showing = new Showing(ground)
  const board = new StatusBoard(ground)
  const news = new News({ ...ground, showing, board })

  const gates = new Gates(ground)
  const effects = new Effects({ ...ground, gates })
  const sending = { ...ground, showing, effects, slots: new Slots() }
  const sender = new Sender(sending)
  const orderFollower = new Follower(ordersToFollow(ground), ground.pauses.orders, sending)
  const postponed = new Postponed(ground)
  const placing = new Placing({ ...sending, sender, postponed })

  const acting = { ...sending, placing }
  const taskFollower = new Follower(tasksToFollow(acting), ground.pauses.tasks, sending)
  const followers = [orderFollower, taskFollower]
  const tasks = new Tasks({ ...acting, sender, carryingOut: new CarryingOut(acting) })

  journal.onGone = () => halt.stop(storageTexts.gone)
  guard.damaged.subscribe((detail) => {
    if (halt.stopped?.problem !== 'stopped') options.onDamage?.(detail)
    halt.stop(storageTexts.damaged)
  })
  bells.settled.subscribe(() => {
    for (const follower of followers) follower.pump()
  })
  for (const heard of [bells.settled, bells.changed, halt.changed]) heard.subscribe(() => news.touch())
  keychain.changed.subscribe((pointOfSale) => {
    if (!keychain.isSilent(pointOfSale)) for (const follower of followers) follower.hint()
  })
  return {
    ...sending,
    news,
    board,
    gates,
    sender,
    followers,
    postponed,
    placing,
    tasks,
    automatic: new Automatic(acting),
    deciding: new Deciding(acting),
    expiry: new Expiry(ground),
  }
}

function groundOf({ clock: time, random = Math.random, stopped, ...options }: OutboxOptions, signal: AbortSignal): Ground {
  const { database, logger, pointsOfSale } = options
  const clock = endingWith(time, signal)
  const store = new OrderStore(database, clock)
  const flags = new Flags(store)
  const guard = new Guard({ store, clock, logger, signal })
  const states = new LaneStates(store, clock)
  const halt = new Halt(flags, guard, stopped)
  return {
    ...options,
    clock,
    random,
    signal,
    store,
    taskStore: new TaskStore(database, clock),
    flags,
    guard,
    persist: createPersist(store, clock, signal, guard),
    keychain: new Keychain(pointsOfSale, clock),
    states,
    reachability: new Reachability(clock, random),
    halt,
    line: new Line(store, states, halt),
    pauses: { orders: new Pauses(clock), tasks: new Pauses(clock) },
    bells: new Bells(),
  }
}
