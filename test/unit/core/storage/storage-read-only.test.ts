/** A look at the orders while another process works on them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { migrate, schemaVersion } from '../../../../electron/core/storage/migrations.ts'
import { openDatabase } from '../../../../electron/core/storage/open-database.ts'
import { openForReading } from '../../../../electron/core/storage/read-only.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-read-only-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

function working(): DatabaseSync {
  const database = openDatabase(join(folder, 'ordenes.db'))
  migrate(database)
  return database
}

test('there are none yet: null, and no file is made', () => {
  expect(openForReading(folder)).toBeNull()
  expect(openForReading(join(folder, 'no such folder'))).toBeNull()
})

test('what another one commits is seen, also while it writes; nothing can be changed', () => {
  const other = working()
  const reading = openForReading(folder)!
  other.exec("INSERT INTO batch (id, point_of_sale, created_at, total) VALUES (1, 'uno', 1, 1); BEGIN IMMEDIATE; UPDATE batch SET total = 2")
  expect(reading.prepare('SELECT total FROM batch').all()).toEqual([{ total: 1 }])
  expect(() => reading.exec('DELETE FROM batch')).toThrow(/readonly/u)
  reading.close()
  other.close()
})

test.each([
  [1, 'newer-version'],
  [-1, 'older-version'],
])('written by a version that is %i apart: %s, and the file is let go', (apart, problem) => {
  const other = working()
  other.exec(`PRAGMA user_version = ${schemaVersion + apart}`)
  const close = vi.spyOn(DatabaseSync.prototype, 'close')
  expect(() => openForReading(folder)).toThrow(expect.objectContaining({ problem }))
  expect(close).toHaveBeenCalledOnce()
  other.close()
})
