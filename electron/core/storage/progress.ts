import type { DatabaseSync } from 'node:sqlite'

/** Which database this is, and the number of the last journal line whose transaction it holds. */
export interface Progress {
  identity: string
  sequence: number
}

/** @returns null when a version of the program wrote it that kept no such number yet */
export function progressOf(database: DatabaseSync): Progress | null {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'progress'").get()
  const row = table && database.prepare('SELECT identity, sequence FROM progress').get()
  return row ? { identity: String(row['identity']), sequence: Number(row['sequence']) } : null
}

/** To be called inside a transaction. */
export function setSequence(database: DatabaseSync, sequence: number): void {
  database.prepare('UPDATE progress SET sequence = ?').run(sequence)
}

/** Takes over which database it is, from the journal that tells what it lacks. */
export function setIdentity(database: DatabaseSync, identity: string): void {
  database.prepare('UPDATE progress SET identity = ?').run(identity)
}
