/** What the journal gives back to a database that lacks it goes the same way as every other change. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { orderStates, type OrderState } from '#contract/model/order.ts'
import { taskMethods, taskStates, type TaskState } from '#contract/model/task.ts'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { isAllowed, type Cause } from '../../../../electron/core/outbox/orders/transitions.ts'
import { methods } from '../../../../electron/core/outbox/tasks/methods.ts'
import { isTaskAllowed, type TaskCause } from '../../../../electron/core/outbox/tasks/transitions.ts'
import { migrate } from '../../../../electron/core/storage/migrations.ts'
import type { JournalLine } from '../../../../electron/core/storage/journal-line.ts'

const at = Date.UTC(2026, 10, 25, 12)
const inLane = { at, point_of_sale: 'uno' }
const marker = (order: number): JournalLine => ({ ...inLane, request: order, order, method: 'reenviar_encolado', external_reference: 'A' })
const placed = (first: number, until: number | null = null): JournalLine => ({
  at,
  placed: { point_of_sale: 'uno', name: 'Local', first, references: ['A'], posts: 2, repeats: null, until },
})
const decided = (decision: 'cancelled' | 'discarded' | 'assumed' | 'resend', order: number): JournalLine => ({
  ...inLane,
  decided: decision,
  orders: [[order, 'A']],
})
const paid = (method: string): JournalLine => ({ ...inLane, request: 1, task: 1, method, external_reference: method.endsWith('_encolado') ? 'A' : null })

function emptyDatabase(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  return database
}

/** A database whose order 1 of reference A is in this state, as nothing but its row says. */
function withOrder(state: OrderState): DatabaseSync {
  const database = emptyDatabase()
  adoptJournal(database, [placed(1)], at)
  database.exec('DELETE FROM transition')
  database.prepare('UPDATE orders SET state = ?').run(state)
  return database
}

/** Of a question about the account that may have left before the loss. */
const stateAfterLoss = () => {
  const database = emptyDatabase()
  adoptJournal(database, [paid('alertas')], at)
  return database.prepare('SELECT state, next_at FROM task').get()
}

const storyOf = (database: DatabaseSync, table: 'transition' | 'task_transition', id = 1) =>
  database
    .prepare(`SELECT from_state, to_state, cause, actor FROM ${table} WHERE ${table === 'transition' ? 'order_id' : 'task_id'} = ? ORDER BY id`)
    .all(id)
    .map((row) => [row['from_state'], row['to_state'], row['cause'], row['actor']])

/** Each change is in the table, begins where the one before it ended, and the last one is where the row stands. */
function checkStory(story: unknown[][], before: string | null, now: unknown, knows: (from: never, to: never, cause: never) => boolean): void {
  let state: unknown = before
  for (const [from, to, cause] of story) {
    expect(from).toBe(state)
    expect(knows(from as never, to as never, cause as never), `${String(from)} -> ${String(to)} (${String(cause)})`).toBe(true)
    state = to
  }
  expect(now).toBe(state)
}

const orderKnown = (from: OrderState | null, to: OrderState, cause: Cause) => isAllowed(from, to, cause)
const taskKnown = (from: TaskState | null, to: TaskState, cause: TaskCause) => isTaskAllowed(from, to, cause)

describe('an order', () => {
  test('of which only the POST is known: it begins in doubt, and nobody is said to have placed it here', () => {
    const database = emptyDatabase()
    adoptJournal(database, [marker(7)], at)
    expect(storyOf(database, 'transition', 7)).toEqual([[null, 'unknown', 'journal', 'program']])
    expect(database.prepare('SELECT id, state, posts, posts_left, possible, next_at FROM orders').all()).toEqual([
      { id: 7, state: 'unknown', posts: 1, posts_left: 0, possible: 1, next_at: at },
    ])
    expect(database.prepare('SELECT state, total FROM state_count WHERE total > 0').all()).toEqual([{ state: 'unknown', total: 1 }])
    expect(database.prepare('SELECT state, total, possible FROM batch_count WHERE total > 0').all()).toEqual([{ state: 'unknown', total: 1, possible: 1 }])
  })

  const lines: [string, (order: number) => JournalLine[]][] = [
    ['placed', (order) => [placed(order)]],
    ['placed for later', (order) => [placed(order, at + 1)]],
    ['a POST', (order) => [marker(order)]],
    ['a POST and a second one', (order) => [marker(order), marker(order)]],
    ...(['cancelled', 'discarded', 'assumed', 'resend'] as const).flatMap((decision): [string, (order: number) => JournalLine[]][] => [
      [decision, (order) => [decided(decision, order)]],
      [`a POST, then ${decision}`, (order) => [marker(order), decided(decision, order)]],
    ]),
  ]
  test.each(lines)('in any state, or of another number: %s; every change is in the table and follows the one before it', (_name, linesOf) => {
    for (const state of orderStates)
      for (const number of [1, 5]) {
        const database = withOrder(state)
        adoptJournal(database, linesOf(number), at)
        for (const row of database.prepare('SELECT id, state FROM orders').all())
          checkStory(storyOf(database, 'transition', Number(row['id'])), row['id'] === 1 ? state : null, row['state'], orderKnown)
      }
  })
})

describe('a paid call', () => {
  test.each(taskMethods)('%s, in any state: every change is in the table', (method) => {
    for (const state of [null, ...taskStates]) {
      const database = emptyDatabase()
      if (state !== null)
        database
          .prepare(
            `INSERT INTO task (point_of_sale, point_of_sale_name, method, external_reference, arguments, state, created_at, updated_at)
             VALUES ('uno', '', ?, ?, '{}', ?, 0, 0)`,
          )
          .run(method, method.endsWith('_encolado') ? 'A' : null, state)
      adoptJournal(database, [paid(method)], at)
      const newest = database.prepare('SELECT id, state FROM task ORDER BY id DESC LIMIT 1').get()
      checkStory(storyOf(database, 'task_transition', Number(newest?.['id'])), newest?.['id'] === 1 ? state : null, newest?.['state'], taskKnown)
    }
  })

  test('whose effect the free query can show is verified after a loss: one list says which these are', () => {
    const { queue } = methods.alertas
    expect(stateAfterLoss()).toEqual({ state: 'unclear', next_at: null })
    methods.alertas.queue = methods.eliminar_encolado.queue
    try {
      expect(stateAfterLoss()).toEqual({ state: 'uncertain', next_at: at })
    } finally {
      methods.alertas.queue = queue
    }
  })

  test('of a kind that this version does not know counts and is not verified', () => {
    const database = emptyDatabase()
    adoptJournal(database, [paid('otro_metodo')], at)
    expect(database.prepare('SELECT method, state, possible FROM task').all()).toEqual([{ method: 'otro_metodo', state: 'unclear', possible: 1 }])
  })
})

test('states and stories are written by the one store and by nobody else', () => {
  const sources = join(import.meta.dirname, '..', '..', '..', '..', 'electron')
  const writes = /UPDATE (?:orders|task|\$\{\w+\}) SET (?:[^`"]*, )?state = |SET \$\{set|INSERT INTO (?:(?:task_)?transition\b|\$\{story\})/u
  const writers = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('migrations.ts') && writes.test(readFileSync(join(sources, path), 'utf8')))
    .map((path) => path.replaceAll('\\', '/'))
  expect(writers).toEqual(['core/outbox/base/state-store.ts'])
})
