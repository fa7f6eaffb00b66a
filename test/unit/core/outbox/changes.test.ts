import { expect, it } from 'vitest'
import { Changes } from '../../../../electron/core/outbox/telling/changes.ts'
import type { Clock } from '../../../../electron/core/lib/clock.ts'

/** Hands on nothing by itself. */
function collected(takes: () => boolean = () => true) {
  const timers: (() => void)[] = []
  const clock: Clock = { now: () => 0, after: (_delay, callback) => (timers.push(callback), () => timers.splice(timers.indexOf(callback), 1)) }
  const told: number[][] = []
  const changes = new Changes(clock, (ids) => (told.push(ids), takes()))
  return { changes, told, due: () => timers.splice(0).forEach((timer) => timer()) }
}

it('tells at once what was touched since, and what was waiting before in its own time', () => {
  const { changes, told, due } = collected()
  for (let id = 1; id <= 300; id++) changes.touch(id)
  const tell = changes.fromHere()
  changes.touch(7)
  changes.touch(500)
  tell()
  expect(told).toEqual([[7, 500]])
  due()
  expect(told[1]).toHaveLength(200)
  expect(told[1]).not.toContain(7)
})

it('tells nothing when nothing was touched, and that something of no order was', () => {
  const { changes, told } = collected()
  changes.touch(1)
  changes.fromHere()()
  expect(told).toEqual([])
  const tell = changes.fromHere()
  changes.touch()
  tell()
  expect(told).toEqual([[]])
})

it('of very much it tells a portion; what the disk refuses to read is told later', () => {
  let reads = false
  const { changes, told, due } = collected(() => reads)
  const tell = changes.fromHere()
  for (let id = 1; id <= 450; id++) changes.touch(id)
  tell()
  reads = true
  tell()
  due()
  due()
  expect(told.map((ids) => [ids.length, ids[0]])).toEqual([
    [200, 1],
    [200, 201],
    [200, 401],
    [50, 151],
  ])
})
