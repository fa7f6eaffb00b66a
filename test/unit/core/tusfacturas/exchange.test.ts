import type { Dispatcher } from 'undici'
import { expect, test } from 'vitest'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { post, type PostRequest } from '../../../../electron/core/tusfacturas/exchange.ts'

const request: PostRequest = {
  url: new URL('http://127.0.0.1/x'),
  headers: {},
  body: '{}',
  maxBytes: 1_000,
  connectDeadline: 1_000,
  answerTimeout: 1_000,
  onMarker: () => {},
  signal: undefined,
}

test('a dispatcher that begins to write the same request again is refused: one marker, one request', async () => {
  const written: string[] = []
  let markers = 0
  const controller = { abort: () => {} } as unknown as Dispatcher.DispatchController
  // As one with a retry interceptor would: the first attempt is written, the connection drops, and it begins again.
  const eager = {
    dispatch: (_options: unknown, handler: Dispatcher.DispatchHandler) => {
      for (const attempt of ['first', 'second'])
        try {
          handler.onRequestStart?.(controller, {})
          written.push(attempt)
        } catch (error) {
          written.push((error as Error).message)
        }
      handler.onResponseError?.(controller, Object.assign(new Error('reset'), { code: 'ECONNRESET' }))
      return true
    },
  } as unknown as Dispatcher
  const exchange = await post(eager, { ...request, onMarker: () => void markers++ }, systemClock)
  expect(written).toEqual(['first', 'refused to write the same request twice'])
  expect(markers).toBe(1)
  expect(exchange).toMatchObject({ sent: true, trouble: { code: 'reset' } })
})
