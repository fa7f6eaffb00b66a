/** What is known of a reference before anything is paid, from a real database. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { knowledgeOf } from '../../../../electron/core/inbox/knowledge.ts'
import { judge } from '../../../../electron/core/inbox/triage.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { keepEvent } from '../../../../electron/core/outbox/events/store.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const wrongDate = '10016: La fecha del comprobante es anterior a la del ultimo autorizado'
const passing = '501: Error interno de base de datos'

function open() {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-knowledge-'))
  const storage = openStorage(folder, systemClock, silent, adoptJournal)
  onTestFinished(() => {
    storage.dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  const store = new OrderStore(storage.database, systemClock)
  let events = 0
  return {
    hear: (evento: string, at: number, proven: boolean, ...msg: string[]) =>
      keepEvent(store, at, {
        event: { hook_id: `h${events++}`, evento, external_reference: 'A', creado: at, msg },
        pointOfSale: 'uno',
        proven,
        source: 'receiver',
      }),
    give: (text: string, at: number) => store.prepare("INSERT INTO given_reason VALUES ('uno', 'A', ?, ?)").run(text, at),
    known: () => knowledgeOf(store)('uno', 'A'),
    group: () => judge(knowledgeOf(store)('uno', 'A'), null).group,
  }
}

test('nothing is known of what nobody told about', () => {
  const { known, group } = open()
  expect(known()).toEqual({ order: null, reason: null, redatedAt: null })
  expect(group()).toBe('unknown')
})

test('the newest of what a proven sender and the person told counts', () => {
  const { hear, give, known } = open()
  hear('error', 1_000, true, wrongDate)
  expect(known().reason).toEqual({ texts: [wrongDate], at: 1_000 })
  give(passing, 2_000)
  expect(known().reason).toEqual({ texts: [passing], at: 2_000 })
  hear('error', 3_000, true, wrongDate)
  expect(known().reason).toEqual({ texts: [wrongDate], at: 3_000 })
})

test('a sender that is not proven explains what nothing else explains, however new it says it is', () => {
  const { hear, give, known, group } = open()
  hear('error', 9_000, false, passing)
  expect(known().reason?.texts).toEqual([passing])
  give(wrongDate, 1_000)
  expect(known().reason?.texts).toEqual([wrongDate])
  expect(group()).toBe('correct-first')
})

test('a change of date mends a reason about the date, but only where its sender is proven', () => {
  const { hear, known, group } = open()
  hear('error', 1_000, true, wrongDate)
  hear('cambio_fecha', 2_000, false)
  expect(known().redatedAt).toBeNull()
  expect(group()).toBe('correct-first')
  hear('cambio_fecha', 3_000, true)
  expect(known().redatedAt).toBe(3_000)
  expect(group()).toBe('unknown')
})
