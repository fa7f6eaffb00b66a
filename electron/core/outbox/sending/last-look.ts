import type { Credentials } from '#contract/model/credentials.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import { ask, type QueryResult } from '../asking/query.ts'
import { statusOf } from '../asking/reference-status.ts'

/**
 * Asks once more about what nobody confirmed, right before its POST and over the connection on which that follows. So another program of
 * the office that pays for the same goes unseen only while this answer, the marker and the POST are on their way: one way there and back.
 * @returns what was answered, or why nothing was; see `isInError`
 */
export async function lookOnceMore(
  api: Pick<TusFacturas, 'findByReferences' | 'findByReference'>,
  credentials: Credentials,
  reference: string,
  signal: AbortSignal,
): Promise<QueryResult> {
  const over: typeof api = {
    findByReferences: (...asked) => api.findByReferences(...asked),
    findByReference: (keys, external_reference, given, page) => api.findByReference(keys, external_reference, given, page, 'paid'),
  }
  const { result } = await ask(over, credentials, [reference], { oneByOne: true, confirm: false, signal })
  return result
}

/** @returns whether it is clearly in error; false too when no answer says so */
export const isInError = (result: QueryResult, reference: string): boolean => result.kind === 'found' && statusOf(result.of(reference)).status === 'error'
