import { setTimeout } from 'node:timers/promises'
import type { FailureCode } from '#contract/result.ts'
import { DeliveryFiles } from './files.ts'
import type { Request } from './request.ts'

/** Who has a request now. */
export type HandedOver =
  /** This process holds the data folder and does it itself, orders under this id. */
  | { by: 'us'; id: string }
  /** The running one: `done`, or `taken` and not yet answered; it, or the start after it, will carry it out. */
  | { by: 'other'; state: 'done' | 'taken' }
  | { by: 'nobody'; refused: FailureCode | null }

/** How long it is waited for that a request is taken, and that a taken one is answered. Milliseconds. */
const usualPatience = { offered: 15_000, taken: 45_000 }
/** Between two looks, and between two tries to get the lock: somebody who ends lets it go. Milliseconds. */
const lookEvery = 25
const tryEvery = [500, 1_000, 2_000]
const longestPause = 4_000

interface HandOverOptions {
  /** The data folder. */
  folder: string
  request: Request
  /** Asks for the lock, and tells the holder if there is one; see Electron's requestSingleInstanceLock. */
  takeLock: (told: Record<string, unknown>) => boolean
  /** What has to be known of it; `taken`, where nothing is stored that could be refused. */
  enough: 'taken' | 'done'
  patience?: typeof usualPatience
}

/**
 * Takes the data folder, or hands a request to the process that holds it; see files.ts. The lock is asked for once before this
 * returns for the first time.
 */
export async function handOver({ request, ...options }: HandOverOptions): Promise<HandedOver> {
  const files = new DeliveryFiles(options.folder)
  const id = files.newId()
  try {
    files.offer(id, request)
  } catch {
    files.discard(id)
    // The disk is full or closed: nobody can be asked, but the data folder may well be free.
    return options.takeLock(request.type === 'place' ? { type: 'hidden' } : request) ? { by: 'us', id } : nobody
  }
  const outcome = await waitFor(files, id, options)
  // What is taken and not answered yet belongs to its taker.
  if (outcome.by !== 'other' || outcome.state === 'done') files.discard(id)
  return outcome.by === 'us' ? { by: 'us', id } : outcome
}

const nobody: HandedOver = { by: 'nobody', refused: null }

async function waitFor(files: DeliveryFiles, id: string, options: Omit<HandOverOptions, 'request'>): Promise<HandedOver> {
  const { folder, takeLock, enough, patience = usualPatience } = options
  const began = performance.now()
  const isOver = (longest: number) => performance.now() - began >= longest
  for (let tries = 0; ; tries++) {
    if (takeLock({ type: 'delivery', id })) return { by: 'us', id }
    const next = performance.now() + (tryEvery[tries] ?? longestPause)
    do {
      const state = files.state(id)
      if (state === 'done') return { by: 'other', state }
      if (state === 'gone') return ownerOf((await isStored(folder, id)) ?? 'taken')
      if (typeof state === 'object') return { by: 'nobody', refused: state.refused }
      if (state === 'taken' && enough === 'taken') return { by: 'other', state }
      if (state === 'offered' && isOver(patience.offered) && files.withdraw(id)) return nobody
      // Taken and not answered, or an offer that cannot be taken back: the orders themselves tell.
      if (isOver(patience.taken)) return ownerOf((await isStored(folder, id)) === true || 'taken')
      await setTimeout(lookEvery)
    } while (performance.now() < next)
  }
}

const ownerOf = (stored: boolean | 'taken'): HandedOver => (stored === false ? nobody : { by: 'other', state: stored === true ? 'done' : stored })

/** @returns whether the orders of this delivery are committed; null when that cannot be read */
async function isStored(folder: string, id: string): Promise<boolean | null> {
  const [{ openForReading }, { knowsDelivery }] = await Promise.all([
    import('../../core/storage/read-only.ts'),
    import('../../core/outbox/orders/delivered.ts'),
  ])
  try {
    const database = openForReading(folder)
    if (!database) return false
    try {
      return knowsDelivery(database, id)
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}
