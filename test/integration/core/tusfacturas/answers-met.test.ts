/** Answers as real servers, and what stands between, were seen to give them: over a socket, through the program's own client. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { effectOf, effectOfRefusal, judgePost, type LaneEffect } from '../../../../electron/core/outbox/asking/verdict.ts'
import type { Reply } from '../../../../electron/core/tusfacturas/api.ts'
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
  /** What it means as the answer to a free query. */
  free: string
  texts?: string[]
}

const all = JSON.parse(readFileSync(new URL('../../../fixtures/answers-met.json', import.meta.url), 'utf8')) as Met[]

async function answered(bytes: Buffer) {
  const server = await startRaw(answering(bytes, true))
  const { api, paid } = startClient(baseOf(server.port))
  return { resend: await api.resend(credentials, 'FC-1', paid()), query: await api.findByReference(credentials, 'FC-1') }
}

const named = (effect: LaneEffect): string => (effect.type === 'gate' ? `gate:${effect.reason}` : effect.type)

function meaning(reply: Reply<unknown>): string {
  if (reply.kind === 'done') return 'done'
  return named(reply.kind === 'failed' ? effectOf(reply.failure) : effectOfRefusal(reply))
}

test.each(all)('$id $what', async ({ status, headers = {}, body = '', base64, paid, certain, free, texts }) => {
  const { resend, query } = await answered(httpAnswer(base64 === undefined ? body : Buffer.from(base64, 'base64'), { status, headers }))
  const { to, certain: counted } = judgePost(resend)
  expect({ to, counted, free: meaning(query) }).toEqual({ to: paid, counted: certain, free })
  if (texts) expect(resend.kind === 'refused' ? resend.texts : resend.kind).toEqual(texts)
})
