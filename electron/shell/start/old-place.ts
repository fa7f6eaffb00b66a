/** The data folder of before it was local: found, and moved as a whole or not at all. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from '../../core/lib/make-folder.ts'

/** What became of the old place; `kept`: it stays the data folder. */
export interface Settled {
  folder: string
  /** For the log; null when there was nothing to do. */
  told: { what: 'moved' | 'kept' | 'both'; from: string; reason?: string } | null
}

/** The name of the old place while it is copied. */
const leaving = '.trasladando'
/** The name of the new one until all of it is there. */
const arriving = '.parcial'

/**
 * Moves the old folder to its new place unless something is there already. On Windows a folder in which any program has a file
 * open cannot be renamed, so nothing is moved while an older Reencola runs.
 * @param isOurs of the names in a folder, whether it holds data of this program
 * @param rename renameSync
 */
export function settle(old: string, place: string, isOurs: (names: string[]) => boolean, rename: (from: string, to: string) => void = renameSync): Settled {
  const holds = (folder: string) => existsSync(folder) && isOurs(readdirSync(folder))
  try {
    if (!existsSync(old) || !holds(old)) finishOrUndo(old, place, holds, rename)
    if (holds(place)) return { folder: place, told: holds(old) ? { what: 'both', from: old } : null }
    if (!holds(old)) return { folder: place, told: null }
    makeFolder(dirname(place))
    // Empty, as somebody may have made it; with anything in it the move is refused.
    rmSync(`${place}${arriving}`, { recursive: true, force: true })
    if (existsSync(place)) rmSync(place, { recursive: readdirSync(place).length === 0 })
    moveWhole(old, place, rename)
    return { folder: place, told: { what: 'moved', from: old } }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return holdsSafely(holds, old) ? { folder: old, told: { what: 'kept', from: old, reason } } : { folder: place, told: { what: 'kept', from: old, reason } }
  }
}

const holdsSafely = (holds: (folder: string) => boolean, folder: string): boolean => {
  try {
    return holds(folder)
  } catch {
    // It is there and cannot be read now: nothing new is begun beside it.
    return true
  }
}

/** One rename on the same disk; between two, a copy that is compared before it counts. */
function moveWhole(old: string, place: string, rename: (from: string, to: string) => void): void {
  try {
    rename(old, place)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    const aside = `${old}${leaving}`
    rename(old, aside)
    try {
      copyWhole(aside, place, rename)
    } catch (reason) {
      rename(aside, old)
      throw reason
    }
    removeCopied(aside)
  }
}

function copyWhole(from: string, place: string, rename: (from: string, to: string) => void): void {
  const part = `${place}${arriving}`
  rmSync(part, { recursive: true, force: true })
  cpSync(from, part, { recursive: true, preserveTimestamps: true, errorOnExist: true, force: false })
  const difference = differenceOf(from, part)
  if (difference !== null) throw new Error(`the copy of ${difference} differs`)
  rename(part, place)
}

/** The program was interrupted while it moved: what is whole in the new place stays, anything else goes back. */
function finishOrUndo(old: string, place: string, holds: (folder: string) => boolean, rename: (from: string, to: string) => void): void {
  const aside = `${old}${leaving}`
  if (!existsSync(aside)) return
  if (holds(place)) return removeCopied(aside)
  if (existsSync(old)) rmSync(old, { recursive: readdirSync(old).length === 0 })
  rename(aside, old)
}

/** What is copied and compared; if it cannot be removed, it does no harm there. */
function removeCopied(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // Tried again at the next start.
  }
}

/** @returns the first file that is not the same in both; null when all are */
function differenceOf(from: string, to: string): string | null {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const [one, other] = [join(from, name), join(to, name)]
    const stat = statSync(other, { throwIfNoEntry: false })
    const same = statSync(one).isDirectory() ? stat?.isDirectory() : stat?.isFile() && digest(one) === digest(other)
    if (!same) return name
  }
  return null
}

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
