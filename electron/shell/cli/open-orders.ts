import type { DatabaseSync } from 'node:sqlite'
import { startTexts } from '#contract/texts/shell.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import { openForReading } from '../../core/storage/read-only.ts'
import { StorageError } from '../../core/storage/storage-error.ts'
import { StartProblem } from '../start/start-problem.ts'

/** For commands that only look, also while the program is running. @returns null when there are no orders yet @throws StartProblem */
export function openOrdersForReading(folder: string): DatabaseSync | null {
  try {
    return openForReading(folder)
  } catch (error) {
    const problem = error instanceof StorageError ? error.problem : 'in-use'
    throw new StartProblem(startTexts.storage(storageTexts.problems[problem]), error)
  }
}
