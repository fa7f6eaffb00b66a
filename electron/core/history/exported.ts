/** What is told of a file that a person wanted saved. */
import type { Exported } from '#contract/commands/history.ts'
import { fail, type Result } from '#contract/result.ts'
import { refusalOf } from '../lib/file-refusal.ts'
import type { Logger } from '../lib/logger.ts'

/** @returns without the folder, which would name whoever works there */
export const savedAs = (path: string, rows: number): Exported => ({ kind: 'saved', rows, file: path.replace(/^.*[/\\]/u, '') })

/** @param what it was, for the log */
export function notExported(what: 'list' | 'table', error: unknown, logger: Logger): Result<never> {
  const { code = '' } = error as { code?: string }
  logger.warn(`the ${what} was not saved`, { code })
  return fail('export-failed', { reason: refusalOf(error) ?? 'other' })
}
