import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { parseReferences } from '#contract/model/references.ts'
import { openDatabase } from '../../electron/core/storage/open-database.ts'
import { migrate } from '../../electron/core/storage/migrations.ts'
import { VirtualApi } from '../unit/core/outbox/model/virtual-api.ts'
import { alternate, round, type Benchmark } from './result.ts'
import { fillSettled, openOutbox, temporaryFolder } from './store.ts'

const pastedReferences = 10_000
const rounds = 9

const pasted = (turn: number): string => Array.from({ length: pastedReferences }, (_, index) => `FC-${turn}-${String(index).padStart(6, '0')}`).join('\r\n')

/** From the pasted text to orders on disk. */
export const encolar: Benchmark = {
  name: 'encolar',
  run: async () => {
    const { folder, dispose } = temporaryFolder()
    const { storage, outbox, dispose: close } = openOutbox(folder)
    const bare = openDatabase(join(folder, 'desnuda.db'))
    bare.exec(bareTable)
    const indexed = openDatabase(join(folder, 'indices.db'))
    migrate(indexed)
    indexed.exec("INSERT INTO batch (id, point_of_sale, created_at, total) VALUES (1, 'uno', 1, 1)")
    let turn = 0
    try {
      const times = await alternate(rounds, {
        outbox: () => {
          const text = pasted(turn++)
          const began = performance.now()
          const references = parseReferences(text).valid.map((reference) => reference.text)
          outbox.place('uno', references)
          const took = performance.now() - began
          const stored = storage.database.prepare('SELECT count(*) AS n FROM orders').get()?.['n']
          if (stored !== turn * pastedReferences) throw new Error(`${String(stored)} orders are stored`)
          return took
        },
        bare: () => insertOneByOne(bare, 'bare', pasted(turn).split('\r\n')),
        indexed: () => insertOneByOne(indexed, 'orders', pasted(turn).split('\r\n')),
      })
      const row = (name: string, baseline: number, what: string) => ({
        name,
        value: round(times.outbox),
        unit: 'ms',
        baseline: round(baseline),
        ratio: round(times.outbox / baseline),
        n: rounds,
        note: `${pastedReferences} pasted references to durable, with their audit trail, counts and indexes; baseline: one transaction of ${pastedReferences} inserts into ${what}`,
      })
      return [
        row('encolar', times.bare, 'a table of the same columns without any index; aim <= 3'),
        row('encolar-indices', times.indexed, 'the real table: its indexes, which keep a reference from being live twice and a big store fast, are the limit'),
      ]
    } finally {
      bare.close()
      indexed.close()
      close()
      dispose()
    }
  },
}

/** @returns milliseconds that one transaction with an insert for each reference takes */
function insertOneByOne(database: DatabaseSync, table: 'bare' | 'orders', references: string[]): number {
  const insert = database.prepare(
    `INSERT INTO ${table} (batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since)
     VALUES (1, 'uno', 'Local', ?, 'queued', 1, 1, 1)`,
  )
  const began = performance.now()
  database.exec('BEGIN')
  for (const reference of references) insert.run(reference)
  database.exec('COMMIT')
  return performance.now() - began
}

/** The columns of `orders` and nothing else. */
const bareTable = `
  CREATE TABLE bare (
    id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL, point_of_sale TEXT NOT NULL, point_of_sale_name TEXT NOT NULL,
    external_reference TEXT NOT NULL, state TEXT NOT NULL, hold_reason TEXT, position TEXT NOT NULL DEFAULT '~',
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, waiting_since INTEGER NOT NULL, checks INTEGER NOT NULL DEFAULT 0,
    watch_since INTEGER, next_at INTEGER, posts INTEGER NOT NULL DEFAULT 0, posts_left INTEGER NOT NULL DEFAULT 0,
    used INTEGER NOT NULL DEFAULT 0, possible INTEGER NOT NULL DEFAULT 0, refused_queries INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0, outcome TEXT, original TEXT, found TEXT, reasons TEXT, repeats INTEGER, archived_at INTEGER
  ) STRICT`
const sizes = [100, 1_000, 10_000, 100_000]
const placedAtOnce = 50
const growthRounds = 15

/** What an order costs, from placed to accepted, depending on how many are stored already. */
export const crecimiento: Benchmark = {
  name: 'crecimiento',
  run: async () => {
    await using stack = new AsyncDisposableStack()
    const stores = sizes.map((size) => {
      const { folder, dispose } = temporaryFolder()
      stack.defer(dispose)
      fillSettled(folder, size)
      const api = new VirtualApi()
      const opened = openOutbox(folder, api)
      stack.defer(opened.dispose)
      opened.outbox.start()
      return { size, api, ...opened }
    })
    let turn = 0
    const works = stores.map(({ size, api, outbox, storage }) => {
      const work = async () => {
        const references = Array.from({ length: placedAtOnce }, (_, index) => `NUEVO-${turn}-${index}`)
        turn++
        for (const reference of references) api.status.set(reference, 'error')
        const began = performance.now()
        const placed = outbox.place('uno', references)
        const batch = placed.ok ? placed.value.batchId : null
        const unsettled = storage.database.prepare("SELECT 1 FROM orders WHERE batch_id = ? AND state <> 'accepted' LIMIT 1")
        while (unsettled.get(batch)) await new Promise((resolve) => setImmediate(resolve))
        const took = performance.now() - began
        // Settled for good, so that no later round has them to follow up.
        storage.database.prepare("UPDATE orders SET state = 'issued', next_at = NULL WHERE batch_id = ?").run(batch)
        return took / placedAtOnce
      }
      return [String(size), work] as const
    })
    const costs = await alternate(growthRounds, Object.fromEntries(works))
    const cost = (size: number) => costs[String(size)] ?? Number.NaN
    const least = cost(sizes[0] ?? 0)
    const most = cost(sizes.at(-1) ?? 0)
    const all = sizes.map((size) => `${size}: ${round(cost(size))}`).join(', ')
    return [
      {
        name: 'crecimiento',
        value: round(most),
        unit: 'ms',
        baseline: round(least),
        ratio: round(most / least),
        n: growthRounds,
        note: `per order, placed to accepted on disk, API in memory, with so many orders stored (ms): ${all}; value: 100000 stored, baseline: 100; aim <= 1.3`,
      },
    ]
  },
}
