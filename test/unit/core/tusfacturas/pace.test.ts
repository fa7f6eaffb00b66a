import { expect, test } from 'vitest'
import { Pace } from '../../../../electron/core/tusfacturas/pace.ts'
import { VirtualClock } from '../outbox/model/virtual-clock.ts'

/** Starts as many as asked at once. @returns when each started, milliseconds after the first */
async function starts(clock: VirtualClock, pace: Pace, count: number): Promise<number[]> {
  const began = clock.now()
  const at: number[] = []
  const { signal } = new AbortController()
  const all = Promise.all(Array.from({ length: count }, () => pace.turn(signal).then(() => at.push(clock.now() - began))))
  for (let turns = 0; at.length < count && turns < 1_000; turns++) await clock.advance(1_000)
  await all
  return at
}

test('queries start apart, however many wait', async () => {
  const clock = new VirtualClock()
  expect(await starts(clock, new Pace(clock, 110), 4)).toEqual([0, 110, 220, 330])
})

test('a pause holds everybody, but never for longer than a minute', async () => {
  const clock = new VirtualClock()
  const pace = new Pace(clock, 0)
  pace.pause(5_000)
  expect(await starts(clock, pace, 2)).toEqual([5_000, 5_000])
  pace.pause(3_600_000)
  expect((await starts(clock, pace, 1))[0]).toBe(60_000)
})

test('whoever waits is let go at once when the signal is aborted', async () => {
  const clock = new VirtualClock()
  const pace = new Pace(clock, 0)
  pace.pause(60_000)
  const stop = new AbortController()
  const turn = pace.turn(stop.signal)
  stop.abort()
  await turn
  expect(clock.now()).toBe(new VirtualClock().now())
})
