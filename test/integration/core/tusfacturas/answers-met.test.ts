/** Answers as real servers, and what stands between, were seen to give them: over a socket, through the program's own client. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask } from '../../../../electron/core/outbox/asking/query.ts'
import { judgePost, type LaneEffect } from '../../../../electron/core/outbox/asking/verdict.ts'
import { answering, baseOf, credentials, httpAnswer, startClient, startRaw } from './client-setup.ts'

interface Met {
  id: string
  what: string
  /** Where it was met. */
  source: string
  status: number
  headers?: Record<string, string>
  body?: string
  base64?: string
  /** Where an order stands after it came instead of the answer to its POST. */
  paid: string
  certain: boolean
  /** What it means as the answer to a free query; `unclear`: nothing is known of the comprobante, and it is asked for again shortly. */
  free: string
  texts?: string[]
}

const all = JSON.parse(readFileSync(new URL('../../../fixtures/answers-met.json', import.meta.url), 'utf8')) as Met[]

async function answered(bytes: Buffer) {
  const server = await startRaw(answering(bytes, true))
  const { api, paid } = startClient(baseOf(server.port))
  const resend = await api.resend(credentials, 'FC-1', paid())
  const { result } = await ask(api, credentials, ['FC-1'], { oneByOne: false, confirm: true, signal: new AbortController().signal })
  const queries = server.connections() - 1
  if (result.kind === 'found') return { resend, free: result.of('FC-1').clear ? 'clear' : 'unclear', queries }
  return { resend, free: named(result.effect), queries }
}

const named = (effect: LaneEffect): string => (effect.type === 'gate' ? `gate:${effect.reason}` : effect.type)

test.each(all)('$id $what', async ({ status, headers = {}, body = '', base64, paid, certain, free, texts }) => {
  const { resend, free: meant, queries } = await answered(httpAnswer(base64 === undefined ? body : Buffer.from(base64, 'base64'), { status, headers }))
  const { to, certain: counted } = judgePost(resend)
  expect({ to, counted, free: meant }).toEqual({ to: paid, counted: certain, free })
  // With such a status it is nobody's answer to this query, and another would get the same.
  if (status >= 400) expect(queries).toBe(free === 'refusal' ? 2 : 1)
  if (texts) expect(resend.kind === 'refused' ? resend.texts : resend.kind).toEqual(texts)
})
