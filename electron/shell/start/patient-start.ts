import { startTexts } from '#contract/texts/shell.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import { meansBusy, meansDefect, StorageError } from '../../core/storage/storage-error.ts'
import { StartProblem } from './start-problem.ts'

/** How long a start waits for another program that holds the orders, and between two attempts; milliseconds. */
const patience = 5_000
const pause = 250

/**
 * Carries out a part of the start that reads or writes the orders, again for some seconds while another program holds them.
 * Nothing else runs meanwhile: there is no window yet.
 * @throws StartProblem when the orders cannot be used
 */
export function patiently<T>(work: () => T): T {
  const start = Date.now()
  for (;;)
    try {
      return work()
    } catch (error) {
      const busy = error instanceof StorageError ? error.problem === 'in-use' : meansBusy(error)
      if (!busy) throw problemOf(error)
      if (Date.now() - start > patience) throw new StartProblem(startTexts.storage(storageTexts.problems['in-use']), error)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
}

function problemOf(error: unknown): unknown {
  if (error instanceof StorageError) return new StartProblem(startTexts.storage(storageTexts.problems[error.problem]), error)
  return meansDefect(error) ? error : new StartProblem(startTexts.storage(startTexts.ordersRefused), error)
}
