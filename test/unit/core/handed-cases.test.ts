/** Cases out of other people's reports, by their numbers, each played through what the program itself reads it with. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { classifyRefusal } from '../../../electron/core/guidance/refusal.ts'
import { judgePost } from '../../../electron/core/outbox/asking/verdict.ts'
import { referencesIn } from '../../../electron/core/tables/column.ts'
import { readTableFile } from '../../../electron/core/tables/read-table.ts'
import type { Answer } from '../../../electron/core/tusfacturas/answers.ts'
import type { Classify } from '../../../electron/core/tusfacturas/api.ts'
import { readFound } from '../../../electron/core/tusfacturas/found.ts'
import { readReply } from '../../../electron/core/tusfacturas/replies.ts'
import { readAccepted, type Reading } from '../../../electron/core/tusfacturas/schemas.ts'
import { readWebhooks } from '../../../electron/core/webhooks/payload.ts'

interface Case {
  id: string
  kind: keyof typeof plays
  input: string
  right: string[]
}

const cases = JSON.parse(readFileSync(new URL('../../fixtures/handed-cases.json', import.meta.url), 'utf8')) as Case[]

function reply<T>(body: string, read: (answer: Answer, classify: Classify) => Reading<T>, status = 200) {
  const exchange = { sent: true, status, headers: {}, body: Buffer.from(body), trouble: null }
  return readReply(exchange, { read, classify: classifyRefusal, secrets: [], maxBytes: 2 ** 20, now: Date.UTC(2026, 10, 29) })
}

/** @returns what is taken out of each, as a person is told it */
const plays = {
  webhook: (input: string) => readWebhooks(input)?.flatMap(({ msg }) => msg) ?? [],
  answer: (input: string) => {
    const answer = reply(input, readAccepted)
    return answer.kind === 'refused' ? answer.texts : [answer.kind]
  },
  found: (input: string) => {
    const answer = reply(input, readFound)
    return answer.kind === 'done' ? answer.value.comprobantes.map(({ razon_social }) => razon_social) : [answer.kind]
  },
  /** Where the order stands after a page in place of the answer to a paid call. */
  page: (input: string) => [judgePost(reply(input, readAccepted, 404)).to],
  file: async (input: string) => {
    const { rows, clear, reasons } = await readTableFile(Buffer.from(input))
    return clear === null ? [] : referencesIn(rows, clear, reasons).references
  },
}

test.each(cases)('$id', async ({ kind, input, right }) => {
  expect(await plays[kind](input)).toEqual(right)
})

test('none of them is missing, and none is there twice', () => {
  expect(cases.map(({ id }) => id).toSorted()).toEqual(['B04', 'B10', 'B12', 'B21', 'B24', 'C31', 'C33', 'C35', 'C39'])
})
