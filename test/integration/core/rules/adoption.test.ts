/** What the journal gives back of orders that rules placed: they stay theirs, count against their budget, and nothing is sent by itself for them. */
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { lineOf, parseLine, type JournalLine } from '../../../../electron/core/storage/journal-line.ts'
import { migrate } from '../../../../electron/core/storage/migrations.ts'

const now = Date.UTC(2026, 10, 23, 15)
const marker = (rest: object = {}): JournalLine => ({
  seq: 9,
  at: now - 1_000,
  request: 40,
  point_of_sale: 'uno',
  method: 'reenviar_encolado',
  external_reference: 'A',
  order: 5,
  ...rest,
})
const placedByRule: JournalLine = {
  seq: 8,
  at: now - 2_000,
  placed: { point_of_sale: 'uno', name: 'Local', first: 5, references: ['A'], posts: 1, repeats: null, until: null, rule: 'transitory' },
}

/** A database as an older copy has it. @param rule null: of a person; absent: without any order */
function copy(rule?: 'transitory' | null) {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  if (rule !== undefined) new OrderStore(database, { now: () => now - 3_600_000 }).placeBatch('uno', 'Local', ['A'], null, 2, rule)
  const adopt = (...entries: JournalLine[]) => {
    database.exec('BEGIN')
    adoptJournal(database, entries, now)
    database.exec('COMMIT')
    return {
      orders: database.prepare('SELECT id, state, rule, posts_left FROM orders').all(),
      counted: database.prepare('SELECT sum(total) AS n FROM automatic_count').get()?.['n'] ?? 0,
    }
  }
  return { adopt }
}

test('a POST of which nothing but its marker is left is still of the rule that had it sent, and spends its budget', () => {
  expect(copy().adopt(marker({ rule: 'transitory' }))).toEqual({ orders: [{ id: 5, state: 'unknown', rule: 'transitory', posts_left: 0 }], counted: 1 })
})

test('a POST of a person, or one that an older version wrote down, spends nothing of it', () => {
  expect(copy().adopt(marker())).toMatchObject({ orders: [{ rule: null }], counted: 0 })
})

test('an order of a person that goes on in place of one that a rule placed is asked about, and no more; what left for it is the rule’s', () => {
  const { adopt } = copy(null)
  expect(adopt(placedByRule)).toEqual({ orders: [{ id: 1, state: 'queued', rule: 'transitory', posts_left: 0 }], counted: 0 })
  expect(adopt(marker({ rule: 'transitory' }))).toEqual({ orders: [{ id: 1, state: 'unknown', rule: 'transitory', posts_left: 0 }], counted: 1 })
})

test('an order of a rule that goes on in place of one that a person placed is hers', () => {
  const { placed, ...line } = placedByRule as JournalLine & { placed: object }
  const { rule: _, ...byPerson } = placed as { rule: string }
  expect(copy('transitory').adopt({ ...line, placed: byPerson } as unknown as JournalLine)).toMatchObject({ orders: [{ id: 1, state: 'queued', rule: null }] })
})

test('a POST of a rule whose order was lost leaves the order that a person has of the same reference hers', () => {
  expect(copy(null).adopt(marker({ rule: 'transitory' }))).toMatchObject({ orders: [{ id: 1, state: 'unknown', rule: null }], counted: 0 })
})

test('a marker whose rule a later version calls otherwise is a marker all the same', () => {
  const { seq = 0, ...entry } = marker()
  const read = parseLine(lineOf({ ...entry, rule: 'de-otra-version' } as never, seq))
  expect(read).toEqual({ kind: 'entry', entry: { seq, ...entry } })
})
