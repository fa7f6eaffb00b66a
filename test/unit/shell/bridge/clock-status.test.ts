import { expect, test } from 'vitest'
import { ClockStatus } from '../../../../electron/shell/bridge/clock-status.ts'

const minute = 60_000
const paused = { kind: 'paused', waiting: 0 } as const

test('a wrong clock is told until it was read, whatever page asks, and again when it is clearly off by something else', () => {
  const clock = { offset: 0 }
  const status = new ClockStatus(clock)
  expect(status.with([paused])).toEqual({ banners: [paused] })
  clock.offset = 4 * minute
  expect(status.with([paused])).toEqual({ clockOffset: 4 * minute, banners: [paused] })
  clock.offset = -180 * minute
  expect(status.with([paused]).banners).toEqual([paused, { kind: 'clock', offset: -180 * minute }])
  status.acknowledge()
  expect(status.with([paused])).toEqual({ clockOffset: -180 * minute, banners: [paused] })
  clock.offset = -182 * minute
  expect(status.with([]).banners).toEqual([])
  clock.offset = -240 * minute
  expect(status.with([]).banners).toEqual([{ kind: 'clock', offset: -240 * minute }])
  clock.offset = 0
  expect(status.with([]).banners).toEqual([])
})
