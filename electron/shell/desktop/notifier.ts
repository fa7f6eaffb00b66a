import type { Screen } from '#contract/commands/navigation.ts'
import type { BatchOutcome, Order } from '#contract/model/order.ts'
import type { Status } from '#contract/model/snapshot.ts'
import type { Task } from '#contract/model/task.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { meansDefect } from '../../core/storage/storage-error.ts'
import {
  notificationOfBatches,
  notificationOfNews,
  notificationOfReturned,
  notificationOfSpent,
  notificationOfTask,
  notificationsOfStatus,
  type DueNotification,
} from './notifications-due.ts'

/** Comprobantes in error that the person was not told of yet. */
export interface Untold {
  pointOfSaleId: string
  count: number
}

export interface NotifierOptions {
  outbox: Pick<Outbox, 'batchesTold' | 'see' | 'tasks'>
  /** Of what rounds have found. It counts as told from then on. @throws SQLite's error, and nothing is told then */
  takeUntold: () => Untold[]
  /** Of a point of sale. */
  nameOf: (pointOfSaleId: string) => string | null
  /** What is known at the start needs no notification. */
  status: Status
  /** The person is looking at the window. */
  inFront: () => boolean
  show: (due: DueNotification) => void
  logger: Logger
}

/** So many results are in sight on Reenviar. */
const resultsInSight = 10

/** Tells the person about what they are not looking at. What they have in front of them is noted as seen: it is neither told nor counted as new. */
export class Notifier {
  readonly #options: NotifierOptions
  #status: Status
  /** Tasks of which it is not known whether they were carried out. */
  readonly #uncertain: Set<number>
  /** What the page shows; null while there is none. */
  #screen: Screen | null = null

  /** @throws SQLite's error */
  constructor(options: NotifierOptions) {
    this.#options = options
    this.#status = options.status
    this.#uncertain = new Set(options.outbox.tasks.uncertain())
  }

  /** @param screen null: the page is gone */
  shows(screen: Screen | null): void {
    this.#screen = screen
    this.look()
  }

  /** What is in sight may have changed: the window came to the front, or there is something new. */
  look(): void {
    if (this.#inSight('actividad')) this.#options.outbox.see()
  }

  onOrders(orders: Order[]): void {
    if (orders.length <= resultsInSight && this.#inSight('reenviar')) this.#options.outbox.see(orders)
  }

  /** Told, seen in the window or not wanted: each once. */
  onBatches(outcomes: BatchOutcome[]): void {
    const { outbox, inFront } = this.#options
    this.#show(notificationOfBatches(outcomes, inFront()))
    outbox.batchesTold(outcomes)
  }

  /** What a round has found, once; whoever looks at it needs no telling. */
  onRound(): void {
    const { nameOf, logger } = this.#options
    let untold: Untold[]
    try {
      // Written down first: better one that is seen in the window only than one that is told at every start.
      untold = this.#options.takeUntold()
    } catch (error) {
      if (meansDefect(error)) throw error
      logger.warn('what a round has found is told later', { error })
      return
    }
    const news = untold.map(({ pointOfSaleId, count }) => ({ name: nameOf(pointOfSaleId) ?? '', count }))
    this.#show(notificationOfNews(news, this.#inSight('con-error')))
  }

  /** What the person had put off is back in the list. */
  onReturned(count: number): void {
    this.#show(notificationOfReturned(count, this.#inSight('con-error')))
  }

  /** Rules have spent what they may in a day of one point of sale; whatever is in front sums several up. @param perDay what they may, in requests */
  onSpent(pointOfSaleId: string, perDay: number): void {
    this.#show(notificationOfSpent(this.#options.nameOf(pointOfSaleId) ?? '', perDay))
  }

  onStatus(status: Status): void {
    for (const due of notificationsOfStatus(this.#status, status, this.#options.inFront())) this.#show(due)
    this.#status = status
    if (Object.keys(status.unseen?.orders ?? {}).length > 0) this.look()
  }

  onTasks(tasks: Task[]): void {
    for (const task of tasks) {
      this.#show(notificationOfTask(task, this.#uncertain.delete(task.id), this.#options.inFront()))
      if (task.state === 'uncertain') this.#uncertain.add(task.id)
    }
  }

  #inSight(screen: Screen): boolean {
    return this.#screen === screen && this.#options.inFront()
  }

  #show(due: DueNotification | null): void {
    if (due) this.#options.show(due)
  }
}
