import { refusalOf } from '../lib/file-refusal.ts'

export type StorageProblem =
  | 'sqlite-too-old'
  | 'pragma'
  | 'newer-version'
  | 'in-use'
  | 'unwritable'
  | 'migration-failed'
  | 'older-version'
  | 'not-recovered'
  | 'orders-folder'
  | 'journal-folder'
  | 'journal-unreadable'
  | 'copies-file'

/** The orders cannot be opened, and nothing was touched. The text for the person is chosen from `problem`. */
export class StorageError extends Error {
  readonly problem: StorageProblem
  constructor(problem: StorageProblem, detail: string) {
    super(`storage: ${problem} (${detail})`)
    this.name = 'StorageError'
    this.problem = problem
  }
}

/**
 * The second record of what a transaction does could not be written, and so the transaction did not happen. To whoever writes
 * orders this is what it is when the database itself cannot be written, so it carries SQLite's code for that.
 */
export class RecordError extends Error {
  readonly code = 'ERR_SQLITE_ERROR'
  /** SQLITE_IOERR. */
  readonly errcode = 10
  constructor(message: string, cause?: unknown) {
    super(`journal: ${message}`, { cause })
    this.name = 'RecordError'
  }
}

/** SQLite's primary result codes (https://sqlite.org/rescode.html). */
const damaged = new Set([11, 26])
const busy = new Set([5, 6])
const readOnly = 8

const primaryCode = (error: unknown): number => ((error as { errcode?: number }).errcode ?? 0) & 0xff

/** SQLITE_CORRUPT or SQLITE_NOTADB. */
export const meansDamage = (error: unknown): boolean => damaged.has(primaryCode(error))

/** SQLITE_BUSY or SQLITE_LOCKED: another program holds the file; trying again can help. */
export const meansBusy = (error: unknown): boolean => busy.has(primaryCode(error))

/** Not SQLite's doing: something in the program is wrong. */
export const meansDefect = (error: unknown): boolean => (error as { code?: string }).code !== 'ERR_SQLITE_ERROR'

/** A code of the file system, as against one of Node or of SQLite. */
const systemCode = /^E[A-Z0-9]+$/u

/**
 * Turns a refusal of a file, by the system or by SQLite, into what it means for whoever opens the orders.
 * @returns a StorageError; what is no refusal of a file, as it is
 */
export function asStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  if (!systemCode.test(code) && primaryCode(error) !== readOnly) return error
  return new StorageError(refusalOf(error) === 'in-use' ? 'in-use' : 'unwritable', message)
}
