import { dayLength } from '#contract/argentina.ts'
import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeFolder } from '../lib/make-folder.ts'
import { damageOf } from './open-database.ts'
import { progressOf } from './progress.ts'

/** So many copies are kept, and fewer when they are large together. Bytes. */
const kept = 3
const keptBytes = 1024 ** 3
const namePattern = /^ordenes-(\d+)\.db$/u

export interface Copy {
  path: string
  /** What the clock said when it was made; for a file that is not named by the program, when it was written. */
  at: number
  bytes: number
  /** Of the database it is a copy of; null when a version without numbers made it. */
  identity: string | null
  sequence: number
}

/**
 * Copies of the database in a folder, newest first: by how far the database had got, and only between equals by clock and name.
 * A file that does not open as a database is left out.
 */
export function listCopies(folder: string): Copy[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .flatMap((name) => {
      const path = join(folder, name)
      const inside = insideOf(path)
      if (!inside) return []
      const { size, mtimeMs } = statSync(path)
      return [{ path, at: Number(namePattern.exec(name)?.[1] ?? Math.round(mtimeMs)), bytes: size, ...inside }]
    })
    .toSorted((a, b) => b.sequence - a.sequence || b.at - a.at)
}

/** @returns the copies of this database, those of a version without numbers included */
export const copiesOf = (copies: Copy[], identity: string | null): Copy[] =>
  copies.filter((copy) => identity === null || copy.identity === null || copy.identity === identity)

/**
 * @param newest of the copies
 * @returns whether the daily copy is to be made: one from the future was made while the clock was wrong, and says nothing
 */
export function isDue(newest: Copy | undefined, now: number): boolean {
  const age = newest ? now - newest.at : dayLength
  return age < 0 || age >= dayLength
}

/**
 * Writes a compact copy with VACUUM INTO, checks it, and only then counts it as one. For the moment before an upgrade, when
 * nothing else happens.
 * @returns the path of the copy
 * @throws when it cannot be written or does not pass the check; older copies stay
 */
export function makeCopy(database: DatabaseSync, folder: string, now: number): string {
  const { unchecked, target } = newCopy(folder, now)
  try {
    database.prepare('VACUUM INTO ?').run(unchecked)
    const damage = checkFile(unchecked)
    if (damage) throw new Error(`copy is damaged: ${damage}`)
    countCopy(unchecked, target)
  } catch (error) {
    for (const suffix of ['', '-journal']) rmSync(unchecked + suffix, { force: true })
    throw error
  }
  dropOld(folder, null)
  return target
}

/** Makes the folder and room for a copy. @returns where it is to be written, and where it goes when it is found sound */
export function newCopy(folder: string, now: number): { unchecked: string; target: string } {
  makeFolder(folder)
  // A clock set back may come by the same instant again.
  let at = now
  while (existsSync(join(folder, `ordenes-${at}.db`))) at++
  const target = join(folder, `ordenes-${at}.db`)
  const unchecked = `${target}.part`
  rmSync(unchecked, { force: true })
  return { unchecked, target }
}

export function countCopy(checked: string, target: string): void {
  chmodSync(checked, 0o600)
  renameSync(checked, target)
}

/**
 * Drops the oldest copies that are more, or larger together, than is kept; never the newest, and none of another database.
 * @param most bytes of all together
 * @returns number of the last journal line that the oldest one left holds: the journal has to reach back to it
 */
export function dropOld(folder: string, identity: string | null, most = keptBytes): number {
  const copies = copiesOf(listCopies(folder), identity)
  let bytes = 0
  let needed = copies[0]?.sequence ?? 0
  for (const [index, copy] of copies.entries()) {
    bytes += copy.bytes
    const stays = index === 0 || (index < kept && bytes <= most)
    if (stays || !namePattern.test(copy.path.slice(folder.length + 1))) needed = Math.min(needed, copy.sequence)
    else rmSync(copy.path, { force: true })
  }
  return needed
}

/** @returns paths of what an interrupted copy left */
export function unfinishedIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.part(?:-\w+)?$/u.test(name))
    .map((name) => join(folder, name))
}

/** @returns null when the file is a sound database, else what is wrong with it */
export const checkFile = (path: string): string | null => lookInto(path, damageOf, ({ message }) => message)

/** @param otherwise what is returned of a file that does not open, or that `look` cannot read */
function lookInto<T>(path: string, look: (database: DatabaseSync) => T, otherwise: (error: Error) => T): T {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path, { readOnly: true })
    return look(database)
  } catch (error) {
    return otherwise(error as Error)
  } finally {
    database?.close()
  }
}

type Inside = Pick<Copy, 'identity' | 'sequence'>
const insideOf = (path: string): Inside | null =>
  lookInto<Inside | null>(
    path,
    (database) => progressOf(database) ?? { identity: null, sequence: 0 },
    () => null,
  )
