import type { Credentials } from '#contract/model/credentials.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import { ask } from '../asking/query.ts'
import { statusOf } from '../asking/reference-status.ts'

/**
 * Asks once more about what nobody confirmed, right before its POST and over the connection on which that follows. So another program of
 * the office that pays for the same goes unseen only while this answer, the marker and the POST are on their way: one way there and back.
 * @returns whether it is clearly in error; false too when no answer says so
 */
export async function isStillInError(
  api: Pick<TusFacturas, 'findByReferences' | 'findByReference'>,
  credentials: Credentials,
  reference: string,
  signal: AbortSignal,
): Promise<boolean> {
  const over: typeof api = {
    findByReferences: (...asked) => api.findByReferences(...asked),
    findByReference: (keys, external_reference, given, page) => api.findByReference(keys, external_reference, given, page, 'paid'),
  }
  const { result } = await ask(over, credentials, [reference], { oneByOne: true, confirm: false, signal })
  return result.kind === 'found' && statusOf(result.of(reference)).status === 'error'
}
