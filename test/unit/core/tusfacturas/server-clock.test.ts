import { expect, test } from 'vitest'
import type { Clock } from '../../../../electron/core/lib/clock.ts'
import { ServerClock, type ServedTime } from '../../../../electron/core/tusfacturas/server-clock.ts'

const hour = 3_600_000
const day = 24 * hour

/** A computer whose clock can be set, and a server whose clock is right. */
class Scene {
  true = Date.UTC(2026, 10, 29, 12)
  off = 0
  readonly clock: ServerClock
  readonly changes: number[] = []

  constructor(off: number) {
    this.off = off
    const pc: Clock = { now: () => this.true + this.off, after: () => () => {} }
    this.clock = new ServerClock(pc, () => this.true)
    this.clock.onChange((offset) => this.changes.push(offset))
  }

  /** An answer made now. */
  answer(change: Partial<ServedTime> = {}): void {
    const now = this.true + this.off
    this.clock.heard({ date: new Date(this.true).toUTCString(), stored: false, began: now - 100, ended: now + 100, ...change })
    this.true += 60_000
  }

  get wrongBy(): number {
    return Math.abs(this.clock.now() - this.true)
  }
}

test.each([hour, -hour, 40 * day, -40 * day, 13 * hour])('a clock that is %i ms off is known with the first answer', (off) => {
  const scene = new Scene(off)
  expect(scene.wrongBy).toBe(Math.abs(off))
  scene.answer()
  expect(scene.wrongBy).toBeLessThan(1_000)
  scene.answer()
  expect(scene.changes).toHaveLength(1)
})

test.each([0, 5_000, -20_000])('a clock that is %i ms off is taken as right', (off) => {
  const scene = new Scene(off)
  for (let n = 0; n < 4; n++) scene.answer()
  expect([scene.clock.offset, scene.changes]).toEqual([0, []])
})

test.each<[string, Partial<ServedTime>]>([
  ['no date', { date: '' }],
  ['what is no date', { date: 'ayer' }],
  ['a stored answer', { stored: true }],
  ['a date in another form', { date: '2026-11-29T12:00:00' }],
  ['a date of years ago', { date: 'Thu, 01 Jan 1970 00:00:00 GMT' }],
  ['an answer that took minutes', { began: 0 }],
  ['a clock set back during the call', { ended: 0 }],
])('%s says nothing', (_what, change) => {
  const scene = new Scene(hour)
  scene.answer(change)
  expect([scene.clock.offset, scene.changes]).toEqual([0, []])
})

test('one server of several with a wrong clock moves nothing', () => {
  const scene = new Scene(hour)
  scene.answer()
  scene.answer({ date: new Date(scene.true - 5 * hour).toUTCString() })
  expect(scene.wrongBy).toBeLessThan(1_000)
  scene.answer()
  scene.answer({ date: new Date(scene.true + 5 * hour).toUTCString() })
  scene.answer()
  expect(scene.wrongBy).toBeLessThan(1_000)
  expect(scene.changes).toHaveLength(1)
})

test('a server that changes its mind for good is believed at the second answer', () => {
  const scene = new Scene(0)
  for (let n = 0; n < 3; n++) scene.answer()
  const later = () => scene.answer({ date: new Date(scene.true + 2 * hour).toUTCString() })
  later()
  expect(scene.clock.offset).toBe(0)
  later()
  expect(Math.abs(scene.clock.offset - 2 * hour)).toBeLessThan(1_000)
})

test.each([hour, -3 * hour])('somebody sets the clock by %i ms while the program runs: the next answer mends it', (off) => {
  const scene = new Scene(0)
  for (let n = 0; n < 3; n++) scene.answer()
  scene.off = off
  scene.answer()
  expect(scene.wrongBy).toBeLessThan(1_000)
})

test('what an earlier run knew holds until the first answer', () => {
  const scene = new Scene(hour)
  scene.clock.restore(-hour)
  expect(scene.wrongBy).toBe(0)
  scene.off = 0
  scene.answer()
  expect(scene.clock.offset).toBe(0)
})

test.each([Number.NaN, Infinity, 1000 * day])('nonsense that was kept (%d) is not used', (kept) => {
  const scene = new Scene(0)
  scene.clock.restore(kept)
  expect(scene.clock.offset).toBe(0)
})

test('a proven event from the future shows that the computer is behind, where no answer has told; one from the past shows nothing', () => {
  const scene = new Scene(-hour)
  scene.clock.heardOfEvent(scene.true - 5 * hour)
  scene.clock.heardOfEvent(scene.true - hour + 100_000)
  expect(scene.clock.offset).toBe(0)
  scene.clock.heardOfEvent(scene.true)
  expect(scene.wrongBy).toBe(0)
  scene.answer()
  scene.clock.heardOfEvent(scene.true + 9 * hour)
  expect(scene.wrongBy).toBeLessThan(1_000)
})
