import { expect, test } from 'vitest'
import { settingsFormat, type StoredSettings } from '../../../../electron/shell/files/settings.ts'
import { offsetOf } from '../../../../electron/shell/watch/offset.ts'
import { ok } from '#contract/result.ts'

function store() {
  const kept = { current: settingsFormat.schema.parse({}), saves: 0 }
  return {
    get current() {
      return kept.current
    },
    get saves() {
      return kept.saves
    },
    save: (change: Partial<StoredSettings>) => {
      kept.saves++
      kept.current = { ...kept.current, ...change }
      return ok(kept.current)
    },
  }
}

test('the moment of a PC is drawn once and kept', () => {
  const settings = store()
  const first = offsetOf(settings, 'MOSTRADOR')
  expect(first).toBeGreaterThanOrEqual(0)
  expect(first).toBeLessThan(1)
  expect(Array.from({ length: 5 }, () => offsetOf(settings, 'MOSTRADOR'))).toEqual(Array.from({ length: 5 }, () => first))
  expect(settings.saves).toBe(1)
})

test('computers made from one image do not look at the same moment', () => {
  const settings = store()
  const moments = Array.from({ length: 50 }, (_, index) => offsetOf(settings, `PC-${index}`))
  expect(new Set(moments.map((moment) => moment.toFixed(4))).size).toBeGreaterThan(40)
  expect(Math.max(...moments) - Math.min(...moments)).toBeGreaterThan(0.8)
})
