import type { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'

export const sqliteFull = 13

/** From here on the file cannot grow, and its free pages are used up. Rows still fit where a page has room. @returns what makes room again */
export function fillDisk(database: DatabaseSync): () => void {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.exec(`CREATE TABLE filler (bytes BLOB); PRAGMA max_page_count = ${pages + 1}`)
  const fill = database.prepare('INSERT INTO filler VALUES (zeroblob(?))')
  for (const size of [65_536, 4_000, 200, 20]) {
    try {
      for (;;) fill.run(size)
    } catch (error) {
      expect((error as { errcode?: number }).errcode).toBe(sqliteFull)
    }
  }
  return () => database.exec('PRAGMA max_page_count = 1073741823; DROP TABLE filler')
}
