/** The one way to the database, by itself. */
import { expect, test, vi } from 'vitest'
import { Guard } from '../../../../electron/core/outbox/base/guard.ts'
import { ok } from '#contract/result.ts'
import { VirtualClock } from './model/virtual-clock.ts'

const full = () => Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })

function guardOn(inTransaction = false) {
  const clock = new VirtualClock()
  const onTrouble = vi.fn()
  const logger = { info: () => {}, warn: () => {}, error: () => {} }
  const store = { transaction: <T>(work: () => T) => work(), inTransaction }
  const guard = new Guard({ store, clock, logger, signal: new AbortController().signal })
  guard.turned.subscribe(onTrouble)
  return { clock, onTrouble, guard }
}
const refuses = () => {
  throw full()
}

const defect = () => {
  throw new TypeError('a defect')
}

test('a defect is no fault of the disk: it goes on up, and no trouble is told', () => {
  const { guard, onTrouble } = guardOn()
  expect(() => guard.answer(defect)).toThrow('a defect')
  expect(() => guard.look(defect)).toThrow('a defect')
  expect(() => guard.run('all', defect)).toThrow('a defect')
  expect(() => guard.read('all', defect, () => null)).toThrow('a defect')
  expect(onTrouble).not.toHaveBeenCalled()
})

test('a disk that refuses is a failure to whoever asks, and goes on up inside the commit of somebody else', () => {
  expect(guardOn().guard.answer(refuses, 'orders-not-stored')).toMatchObject({ ok: false, error: { code: 'orders-not-stored' } })
  expect(() => guardOn(true).guard.answer(refuses, 'orders-not-stored')).toThrow('full')
  expect(guardOn(true).guard.answer(() => ok(1))).toEqual(ok(1))
})

test('what runs by itself and is asked for again and again meanwhile is tried again once, and no sooner', async () => {
  const { guard, clock } = guardOn()
  const work = vi.fn(refuses)
  for (let call = 0; call < 5; call++) guard.run('all', work)
  work.mockClear()
  await clock.advance(1_000)
  expect(work).toHaveBeenCalledTimes(1)
  await clock.advance(1_900)
  expect(work).toHaveBeenCalledTimes(1)
  await clock.advance(100)
  expect(work).toHaveBeenCalledTimes(2)
})
