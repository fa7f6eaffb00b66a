/** Webhooks as senders, and what stands between, were seen to hand them over. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeBody } from '../../../../electron/core/tusfacturas/answers.ts'
import { readWebhooks } from '../../../../electron/core/webhooks/payload.ts'

interface Met {
  id: string
  what: string
  /** Where it was met. */
  source: string
  encoding?: BufferEncoding
  body: string
  events: [evento: string, reference: string, msg: string[]][]
}

const all = JSON.parse(readFileSync(new URL('../../../fixtures/webhooks-met.json', import.meta.url), 'utf8')) as Met[]

test.each(all)('$id $what', ({ body, encoding = 'utf8', events }) => {
  const read = readWebhooks(decodeBody(Buffer.from(body, encoding), '', 2 ** 20) ?? '')
  expect(read.map(({ evento, external_reference, msg }) => [evento, external_reference, msg])).toEqual(events)
})
