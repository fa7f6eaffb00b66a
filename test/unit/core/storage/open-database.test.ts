/** Opening the database, on real files; only SQLite's own version is made up, as there is one at hand. */
import { chmodSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { damageOf, openDatabase } from '../../../../electron/core/storage/open-database.ts'
import { transaction } from '../../../../electron/core/storage/transaction.ts'

let folder: string
const path = () => join(folder, 'ordenes.db')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-connection-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

function pretend(version: string): void {
  const real = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'prepare')?.value as DatabaseSync['prepare']
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql) {
    return real.call(this, sql.includes('sqlite_version()') ? `SELECT '${version}' AS v` : sql)
  })
}

describe('SQLite’s version', () => {
  test.each(['3.51.2', '3.50.9', '3.9.99', '2.99.99', '3.51', 'no version'])('%s is refused, and the file is let go', (version) => {
    pretend(version)
    const close = vi.spyOn(DatabaseSync.prototype, 'close')
    expect(() => openDatabase(path())).toThrow(expect.objectContaining({ problem: 'sqlite-too-old' }))
    expect(close).toHaveBeenCalledOnce()
  })

  test.each(['3.51.3', '3.51.10', '3.52.0', '4.0.0'])('%s is taken', (version) => {
    pretend(version)
    openDatabase(path()).close()
  })
})

test('a pragma that is not honoured is seen: in memory there is no write-ahead log', () => {
  expect(() => openDatabase(':memory:')).toThrow(expect.objectContaining({ problem: 'pragma' }))
})

test.skipIf(process.platform === 'win32')('files that a killed process left readable by others are closed to them', () => {
  const dying = openDatabase(path())
  dying.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)')
  const endings = ['', '-wal', '-shm']
  const left = join(folder, 'left.db')
  for (const ending of endings) copyFileSync(path() + ending, left + ending)
  dying.close()
  const files = endings.map((ending) => left + ending)
  for (const file of files) chmodSync(file, 0o644)
  const database = openDatabase(left)
  expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
  expect(database.prepare('SELECT x FROM t').all()).toEqual([{ x: 1 }])
  database.close()
})

test('what is wrong with a file is told in SQLite’s words; a sound one has nothing', () => {
  const sound = openDatabase(path())
  expect(damageOf(sound)).toBeNull()
  sound.close()
  writeFileSync(path(), 'esto no es una base de datos'.repeat(100))
  const broken = new DatabaseSync(path())
  expect(damageOf(broken)).toBe('file is not a database')
  broken.close()
})

describe('a transaction', () => {
  test('whose work ends it by itself tells the error of the work, not one of its own', () => {
    const database = openDatabase(path())
    database.exec('CREATE TABLE t (x)')
    const work = () => {
      database.exec('INSERT INTO t VALUES (1)')
      database.exec('ROLLBACK')
      throw new Error('of the work')
    }
    expect(() => transaction(database, work)).toThrow('of the work')
    expect(database.isTransaction).toBe(false)
    expect(database.prepare('SELECT x FROM t').all()).toEqual([])
    expect(transaction(database, () => database.prepare('SELECT 7 AS x').get())).toEqual({ x: 7 })
    database.close()
  })
})
