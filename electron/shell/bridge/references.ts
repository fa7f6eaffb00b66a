import { checkReference } from '#contract/model/references.ts'
import { fail, type Result } from '#contract/result.ts'
import type { EverySecret } from '../files/every-secret.ts'

/** @returns why references are neither stored nor sent: one is none, or a key was pasted among them; null: they may be */
export async function refused(references: readonly string[], everySecret: EverySecret): Promise<Result<never> | null> {
  const wrong = references.map(checkReference).find(({ problem }) => problem !== null)
  if (wrong?.problem) return fail('reference-invalid', { reference: wrong.text.slice(0, 80), problem: wrong.problem })
  return (await everySecret.isIn(references)) ? fail('looks-secret', { what: 'reference' }) : null
}
