/** One POST and its deadlines. The connections are made up: no real one waits for exactly as long as a test wants. */
import { getEventListeners } from 'node:events'
import type { Dispatcher } from 'undici'
import { expect, test, vi } from 'vitest'
import type { Clock } from '../../../../electron/core/lib/clock.ts'
import { post, type PostRequest } from '../../../../electron/core/tusfacturas/exchange.ts'

/** Timers that run when they are told to; each that was neither run nor cancelled is pending. */
function startClock() {
  const pending = new Map<number, () => void>()
  const clock: Clock = {
    now: () => 0,
    after: (delay, callback) => {
      pending.set(delay, callback)
      return () => pending.delete(delay)
    },
  }
  return { clock, pending }
}

function startPost(given: Partial<PostRequest> = {}) {
  const { clock, pending } = startClock()
  let handler: Dispatcher.DispatchHandler | null = null
  const dispatcher = { dispatch: (_: unknown, ours: Dispatcher.DispatchHandler) => void (handler = ours) } as unknown as Dispatcher
  const abort = vi.fn()
  const controller = { abort } as unknown as Dispatcher.DispatchController
  const onMarker = vi.fn()
  const request = {
    url: new URL('http://127.0.0.1/x'),
    headers: {},
    body: '',
    maxBytes: 10,
    connectDeadline: 1,
    answerTimeout: 2,
    onMarker,
    signal: undefined,
    ...given,
  }
  const exchange = post(dispatcher, request, clock)
  return { exchange, pending, controller, abort, onMarker, handler: () => handler as unknown as Required<Dispatcher.DispatchHandler> }
}

test('no connection in time: not sent, and one that stands later writes nothing', async () => {
  const { exchange, pending, controller, onMarker, handler } = startPost()
  pending.get(1)?.()
  expect(await exchange).toMatchObject({ sent: false, status: null, trouble: { code: 'connect-timeout' } })
  expect(() => handler().onRequestStart(controller, {})).toThrow()
  expect(onMarker).not.toHaveBeenCalled()
})

test('once the connection stands only the answer’s deadline runs; it ends the connection', async () => {
  const { exchange, pending, controller, abort, handler } = startPost()
  handler().onRequestStart(controller, {})
  expect([...pending.keys()]).toEqual([2])
  pending.get(2)?.()
  expect(await exchange).toMatchObject({ sent: true, trouble: { code: 'answer-timeout' } })
  expect(abort).toHaveBeenCalledOnce()
})

test('a whole answer leaves nothing behind: no timer, no listener, and its connection stays', async () => {
  const { signal } = new AbortController()
  const { exchange, pending, controller, abort, handler } = startPost({ signal })
  handler().onRequestStart(controller, {})
  handler().onResponseStart(controller, 103, {})
  handler().onResponseStart(controller, 200, { a: 'b' })
  handler().onResponseData(controller, Buffer.from('0123456789'))
  handler().onResponseEnd(controller, {})
  expect(await exchange).toEqual({ sent: true, status: 200, headers: { a: 'b' }, body: Buffer.from('0123456789'), trouble: null })
  expect([...pending.keys()]).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
  expect(abort).not.toHaveBeenCalled()
})

test('what comes after the end changes nothing', async () => {
  const { exchange, controller, abort, handler } = startPost()
  handler().onRequestStart(controller, {})
  handler().onResponseData(controller, Buffer.from('01234567890'))
  handler().onResponseError(controller, new Error('later'))
  handler().onResponseEnd(controller, {})
  expect(await exchange).toMatchObject({ trouble: { code: 'answer-too-large' } })
  expect(abort).toHaveBeenCalledOnce()
})
