/** One POST from the first attempt to connect to the last byte of the answer. */
import type { Dispatcher } from 'undici'
import type { Clock } from '../lib/clock.ts'
import { troubleOf, type Trouble } from './failures.ts'

export interface PostRequest {
  url: URL
  headers: Record<string, string>
  body: string
  /** The answer is given up beyond this size. */
  maxBytes: number
  /** Milliseconds until the connection must stand. */
  connectDeadline: number
  /** Milliseconds from the first byte written to the last byte read. */
  answerTimeout: number
  /** Called once, after connecting and before the first byte is written; if it throws, nothing is written. */
  onMarker: () => void
  signal: AbortSignal | undefined
}

export interface Exchange {
  /** The marker was set: bytes may have left this machine. */
  sent: boolean
  status: number | null
  headers: Record<string, string | string[] | undefined>
  /** What was read of the body, all of it when there is no trouble. */
  body: Buffer
  /** Null: the answer is complete. */
  trouble: Trouble | null
}

/** Posts once and never twice; never rejects. */
export function post(dispatcher: Dispatcher, request: PostRequest, clock: Clock): Promise<Exchange> {
  const { url, headers, body, maxBytes, connectDeadline, answerTimeout, onMarker, signal } = request
  return new Promise((resolve) => {
    const exchange: Omit<Exchange, 'body' | 'trouble'> = { sent: false, status: null, headers: {} }
    const chunks: Buffer[] = []
    let size = 0
    let settled = false
    let controller: Dispatcher.DispatchController | null = null

    const settle = (trouble: Trouble | null) => {
      if (settled) return
      settled = true
      cancelTimer()
      signal?.removeEventListener('abort', onAbort)
      resolve({ ...exchange, body: Buffer.concat(chunks), trouble })
      if (trouble) controller?.abort(new Error(trouble.code))
    }
    const onAbort = () => settle({ code: 'aborted', detail: 'aborted' })
    let cancelTimer = clock.after(connectDeadline, () => settle({ code: 'connect-timeout', detail: 'gave up connecting' }))
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort)

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        // undici cannot take back a request that waits for its connection; throwing here is what stops it.
        if (settled) throw new Error('given up before the first byte')
        if (exchange.sent) throw new Error('refused to write the same request twice')
        exchange.sent = true
        try {
          onMarker()
        } catch (error) {
          exchange.sent = false
          settle({ code: 'marker-failed', detail: error instanceof Error ? error.message : String(error) })
        }
        if (settled) throw new Error('given up at the marker')
        controller = started
        cancelTimer()
        cancelTimer = clock.after(answerTimeout, () => settle({ code: 'answer-timeout', detail: `no answer in ${answerTimeout} ms` }))
      },
      onResponseStart(_, status, answered) {
        if (status < 200) return
        exchange.status = status
        exchange.headers = answered
      },
      onResponseData(_, chunk) {
        size += chunk.length
        if (size > maxBytes) settle({ code: 'answer-too-large', detail: `more than ${maxBytes} bytes` })
        else chunks.push(chunk)
      },
      onResponseEnd() {
        settle(null)
      },
      onResponseError(_, error) {
        settle(troubleOf(error, exchange.sent))
      },
    }
    dispatcher.dispatch({ origin: url.origin, path: url.pathname, method: 'POST', headers, body }, handler)
  })
}
