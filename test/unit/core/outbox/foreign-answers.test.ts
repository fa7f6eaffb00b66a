/** What each failed answer comes to: of a paid call, and of the free query that decides after it. */
import { expect, test } from 'vitest'
import { ask } from '../../../../electron/core/outbox/asking/query.ts'
import { effectOf, judgePost } from '../../../../electron/core/outbox/asking/verdict.ts'
import type { CallFailureCode, Reply } from '../../../../electron/core/tusfacturas/api.ts'

const failed = (code: CallFailureCode, httpStatus: number | null) =>
  ({ kind: 'failed', sent: true, failure: { code, httpStatus, retryAfter: null, detail: '', original: '' } }) satisfies Reply<never>

const credentials = { apikey: '1', apitoken: '2', usertoken: '3' }

async function asked(code: CallFailureCode, httpStatus: number | null) {
  let queries = 0
  const answer = () => {
    queries++
    return Promise.resolve(failed(code, httpStatus))
  }
  const inquiry = { oneByOne: false, confirm: true, signal: new AbortController().signal }
  const { result } = await ask({ findByReferences: answer, findByReference: answer }, credentials, ['FC-1', 'FC-2'], inquiry)
  return { kind: result.kind, effect: result.kind === 'stopped' ? result.effect : null, queries }
}

const statuses = [200, 203, 400, 401, 403, 404, 407, 422]

test.each(statuses)('of somebody else, with %i: possible, refuses nothing, and there is no connection to the API', async (status) => {
  const reply = failed('answer-foreign', status)
  expect(judgePost(reply)).toMatchObject({ to: 'unknown', certain: false, effect: { type: 'trouble' } })
  expect(effectOf(reply.failure)).toEqual({ type: 'no-connection' })
  expect(await asked('answer-foreign', status)).toEqual({ kind: 'stopped', effect: { type: 'no-connection' }, queries: 1 })
})

test.each([null, ...statuses])('an odd answer of the API, with %s: possible, and the rest is still asked for', async (status) => {
  expect(judgePost(failed('answer-unexpected', status))).toMatchObject({ to: 'unknown', certain: false })
  expect(await asked('answer-unexpected', status)).toEqual({ kind: 'found', effect: null, queries: 3 })
})
