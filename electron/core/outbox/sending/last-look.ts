import type { Credentials } from '#contract/model/credentials.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import { ask, type QueryResult } from '../asking/query.ts'
import { statusOf } from '../asking/reference-status.ts'

/**
 * Asks once more right before a POST that no person confirmed, over the same connection. Another program of the office that pays for the
 * same comprobante can then be missed only during one round trip.
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
