import { afterEach, expect, test } from 'vitest'
import type { PageApi } from '#contract/schema.ts'
import { ok } from '#contract/result.ts'
import { Trials } from '../../../renderer/screens/ajustes/points/trials.ts'

const before = globalThis.reencola
afterEach(() => {
  globalThis.reencola = before
})

const works = { works: true, explanation: { code: null, kind: 'observacion', resendHelps: 'no-se-sabe', title: '', explanation: '', nextStep: '', texts: [] } }

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
