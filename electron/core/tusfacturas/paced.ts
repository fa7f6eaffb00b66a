import { tooFastPause } from '../lib/waits.ts'
import type { Found, Reply, TusFacturasAccount } from './api.ts'
import type { Pace, Rank } from './pace.ts'

/**
 * The API as one of those who ask sees it: each free query waits for its turn, and when TusFacturasAPP finds them too fast, everybody's
 * next one waits. Paid calls go as they are; when they may leave is the matter of the lanes.
 */
export function paced<A extends TusFacturasAccount>(api: A, pace: Pace, rank: Rank): TusFacturasAccount {
  const inTurn = async (signal: AbortSignal | undefined, query: () => Promise<Reply<Found>>): Promise<Reply<Found>> => {
    const reply = (await pace.run(rank, signal, query)) ?? neverAsked
    if (reply.kind === 'failed' && reply.failure.httpStatus === 429) pace.pause(reply.failure.retryAfter ?? tooFastPause)
    return reply
  }
  return {
    ...paidCalls(api),
    findByReferences: (credentials, references, signal, page) => inTurn(signal, () => api.findByReferences(credentials, references, signal, page)),
    findByReference: (credentials, reference, signal, page, over) => inTurn(signal, () => api.findByReference(credentials, reference, signal, page, over)),
    findByDate: (credentials, fecha, page, limit, signal) => inTurn(signal, () => api.findByDate(credentials, fecha, page, limit, signal)),
  }
}

const paidCalls = (api: TusFacturasAccount): Pick<TusFacturasAccount, 'resend' | 'changeDate' | 'deleteQueued' | 'serviceState' | 'usage'> => ({
  resend: (...asked) => api.resend(...asked),
  changeDate: (...asked) => api.changeDate(...asked),
  deleteQueued: (...asked) => api.deleteQueued(...asked),
  serviceState: (...asked) => api.serviceState(...asked),
  usage: (...asked) => api.usage(...asked),
})

/** Whoever asked lost interest before the query had its turn. */
const neverAsked: Reply<never> = {
  kind: 'failed',
  sent: false,
  failure: { code: 'aborted', httpStatus: null, retryAfter: null, detail: 'aborted before its turn', original: '' },
}
