import { watchNewsTexts as texts } from '#contract/texts/watch.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { meansDefect } from '../../core/storage/storage-error.ts'
import type { DueNotification } from './notifications-due.ts'

/** Comprobantes in error that the person was not told of yet. */
export interface Untold {
  pointOfSaleId: string
  count: number
}

interface WatchNewsOptions {
  /** They count as told from then on. @throws SQLite's error, and nothing is told then */
  takeUntold: () => Untold[]
  nameOf: (pointOfSaleId: string) => string | null
  /** The person has Con error in front of them. */
  lookingAtThem: () => boolean
  show: (due: DueNotification) => void
  logger: Logger
}

/** Tells what a round has found: once, and not to somebody who is looking at it. */
export function tellWatchNews({ takeUntold, nameOf, lookingAtThem, show, logger }: WatchNewsOptions): void {
  let untold: Untold[]
  try {
    // Written down first: better one that is seen in the window only than one that is told at every start.
    untold = takeUntold()
  } catch (error) {
    if (meansDefect(error)) throw error
    logger.warn('what a round has found is told later', { error })
    return
  }
  const due = lookingAtThem() ? null : notificationOfNews(untold.map(({ pointOfSaleId, count }) => ({ name: nameOf(pointOfSaleId) ?? '', count })))
  if (due) show(due)
}

/** One notification, whatever the number of points of sale. @returns null when there is nothing to say */
export function notificationOfNews(news: readonly { name: string; count: number }[]): DueNotification | null {
  const total = news.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const pointsOfSale = news.toSorted((a, b) => b.count - a.count).map(({ name }) => name)
  return { title: texts.title, body: texts.body(total, pointsOfSale), target: { screen: 'con-error' } }
}
