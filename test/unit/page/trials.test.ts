import { afterEach, expect, test } from 'vitest'
import type { Explanation } from '#contract/model/explanation.ts'
import type { PageApi } from '#contract/schema.ts'
import { ok } from '#contract/result.ts'
import { Trials, type Trial } from '../../../renderer/screens/ajustes/points-of-sale/trials.ts'

const before = globalThis.reencola
afterEach(() => {
  globalThis.reencola = before
})

const explained = (kind: Explanation['kind'], title: string): Explanation => ({
  code: null,
  kind,
  resendHelps: 'no-se-sabe',
  title,
  explanation: '',
  nextStep: '',
  texts: [],
})
const works: Trial = { works: true, explanation: explained('observacion', '') }

test('an answer about credentials that were saved anew while it was under way says nothing of the new ones', async () => {
  const answered = Promise.withResolvers<unknown>()
  globalThis.reencola = { call: () => answered.promise, on: () => () => {} } as unknown as PageApi
  const trials = new Trials()
  const over = trials.start(['a', 'b'])
  trials.forget(['a'])
  answered.resolve(ok(works))
  await over
  expect([...trials.results.keys()]).toEqual(['b'])
  expect(trials.left).toBe(1)
  await trials.start(['a', 'b'])
  expect(trials.left).toBe(0)
})

test('a lost connection says nothing of any: it stops by itself, calls nothing refused and tells why', async () => {
  const lost: Trial = { works: false, explanation: explained('transitorio', 'Se perdió la conexión') }
  let asked = 0
  const call = () => (asked++, Promise.resolve(ok(lost)))
  globalThis.reencola = { call, on: () => () => {} } as PageApi
  const trials = new Trials()
  await trials.start(Array.from({ length: 20 }, (_, index) => `pdv-${index}`))
  expect([trials.left, trials.results.size, trials.running, trials.trouble]).toEqual([20, 0, null, 'Se perdió la conexión'])
  expect(asked, 'it stopped').toBeLessThan(10)
})
