import { fail, type Result } from '../../contract/result.ts'

/** For what is written: SQLite's codes say what the disk did; anything else is a defect and goes on up. */
export function stored<T>(work: () => Result<T>): Result<T> {
  try {
    return work()
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error
    return fail('storage-failed')
  }
}
