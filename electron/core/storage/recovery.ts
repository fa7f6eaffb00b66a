import type { DatabaseSync } from 'node:sqlite'
import { storageTexts } from '#contract/texts/storage.ts'
import type { Logger } from '../lib/logger.ts'
import type { JournalLine, MarkerEntry } from './journal-line.ts'
import type { JournalTail } from './journal-reading.ts'
import { setSequence } from './progress.ts'
import type { Recovery } from './restore.ts'
import { transaction } from './transaction.ts'

export interface Stopped {
  problem: 'restored'
  /** Spanish. */
  text: string
}

/** What the journal told that the database did not have. */
export interface Adopted {
  /** References that wait again. */
  waiting: string[]
  /** Paid calls that may have left. */
  doubtful: MarkerEntry[]
}

/** Records what only the journal knows; handed in, as what its lines mean is the outbox's matter. Called inside a transaction. */
export type Adopt = (database: DatabaseSync, entries: JournalLine[], now: number) => Adopted

/**
 * Takes over what the journal knows beyond the database, and notes that the person has to read about it, in one commit: a
 * process that dies here does both again, or neither.
 *
 * One transaction beyond an otherwise sound database is no loss: the process died between its line and its commit. It is taken
 * over without a word, as nobody was told that it was done.
 * @param recovery what had to be replaced or is known to be incomplete; null when nothing is
 * @param least the number of the last line is at least this
 * @returns what the person has to read, and the number of the last line
 */
export function catchUp(
  database: DatabaseSync,
  tail: JournalTail,
  recovery: Recovery | null,
  least: number,
  now: number,
  logger: Logger,
  adopt: Adopt,
): { stopped: Stopped | null; last: number } {
  const transactions = new Set(tail.entries.map(({ seq }) => seq)).size
  const numbered = tail.entries.every(({ seq }) => seq !== undefined)
  return transaction(database, () => {
    const adopted = adopt(database, tail.entries, now)
    // Lines without a number are no news any more once a number is given.
    const last = Math.max(tail.last, numbered ? least : 1)
    setSequence(database, last)
    const nothing = adopted.waiting.length + adopted.doubtful.length === 0
    const interrupted = recovery === null && transactions <= 1 && numbered && !tail.gap
    if (!nothing) logger.warn('the journal knew more than the database', { transactions, waiting: adopted.waiting.length, doubtful: adopted.doubtful.length })
    if (interrupted || (recovery === null && nothing && !tail.gap)) return { stopped: null, last }
    const stopped: Stopped = { problem: 'restored', text: tell(recovery, adopted, tail) }
    database.prepare("INSERT INTO flag VALUES ('stopped', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(JSON.stringify(stopped))
    return { stopped, last }
  })
}

function tell(recovery: Recovery | null, { waiting, doubtful }: Adopted, { gap, headed }: JournalTail): string {
  const { fault, aside, copy } = recovery ?? { fault: 'older', aside: null, copy: null }
  return storageTexts.recovered({
    fault,
    aside,
    copy: copy === null || typeof copy === 'string' ? copy : copy.at,
    waiting,
    doubtful: doubtful.map(({ external_reference }) => external_reference),
    // Without a journal that reaches back to it, nobody knows what came after.
    gap: gap || (copy !== null && !headed),
  })
}
