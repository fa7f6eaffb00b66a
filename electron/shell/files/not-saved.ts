import { fail, type Result } from '#contract/result.ts'
import { refusalOf } from '../../core/lib/file-refusal.ts'

/** @param error why a small data file could not be written @returns the refusal, with its reason where a person can do something about it */
export function notSaved(error: unknown): Result<never> {
  const reason = refusalOf(error)
  return reason === null ? fail('settings-not-saved') : fail('settings-not-saved', { reason })
}
