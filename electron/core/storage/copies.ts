import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { damageOf } from './connection.ts'

const kept = 3
const namePattern = /^ordenes-(\d+)\.db$/

/** Checked copies of the database in a folder, newest first. */
export function listCopies(folder: string): { path: string; at: number }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const at = namePattern.exec(name)?.[1]
      return at ? [{ path: join(folder, name), at: Number(at) }] : []
    })
    .toSorted((a, b) => b.at - a.at)
}

/**
 * Writes a compact copy with VACUUM INTO, checks it, and only then counts it as one and drops the oldest.
 * @returns the path of the copy
 * @throws when it cannot be written or does not pass the check; older copies stay
 */
export function makeCopy(database: DatabaseSync, folder: string, now: number): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const target = join(folder, `ordenes-${now}.db`)
  const unchecked = `${target}.part`
  rmSync(unchecked, { force: true })
  database.prepare('VACUUM INTO ?').run(unchecked)
  chmodSync(unchecked, 0o600)
  const damage = checkFile(unchecked)
  if (damage) {
    rmSync(unchecked, { force: true })
    throw new Error(`copy is damaged: ${damage}`)
  }
  renameSync(unchecked, target)
  for (const old of listCopies(folder).slice(kept)) rmSync(old.path, { force: true })
  return target
}

/** @returns null when the file is a sound database, else what is wrong with it */
export function checkFile(path: string): string | null {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path, { readOnly: true })
    return damageOf(database)
  } catch (error) {
    return (error as Error).message
  } finally {
    database?.close()
  }
}
