import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { refusalOf } from '../lib/file-refusal.ts'
import type { Logger } from '../lib/logger.ts'
import { checkFile, copiesOf, listCopies, type Copy } from './copies.ts'
import { asideFolder } from './data-files.ts'
import { generationsOf } from './journal-reading.ts'

/** What is wrong with the file that stands in the database's place, when it is not the one that the journal knows. */
export type Fault = 'missing' | 'empty' | 'damaged' | 'older' | 'unfinished' | 'foreign-journal'

/** What was done about it, for the person. */
export interface Recovery {
  fault: Fault
  /** Name of the folder where files were set aside; null when there was nothing to set aside. */
  aside: string | null
  /** The copy that took its place; `none`, or `unsound` when there are some; null when the file stays. */
  copy: Copy | 'none' | 'unsound' | null
}

const suffixes = ['', '-wal', '-shm']

/**
 * Sets what is there aside together, and puts the copy in its place that got furthest.
 * @param identity of the database that is wanted; null when nothing tells
 */
export function replaceDatabase(fault: Fault, path: string, copies: string, identity: string | null, now: number, logger: Logger): Recovery {
  const folder = setAside(
    path,
    suffixes.map((suffix) => path + suffix),
    now,
  )
  const candidates = copiesOf(listCopies(copies), identity)
  const copy = candidates.find((candidate) => checkFile(candidate.path) === null)
  logger.warn('the orders database is replaced', { fault, aside: folder, restoredFrom: copy?.path ?? null })
  if (copy) putInPlace(copy.path, path)
  return { fault, aside: folder && basename(folder), copy: copy ?? (hasCopies(copies) ? 'unsound' : 'none') }
}

/** The journal tells of another database than this: it is set aside, and a new one begins. */
export function setJournalAside(path: string, journal: string, now: number, logger: Logger): Recovery {
  const folder = setAside(
    path,
    generationsOf(journal).map((file) => file.path),
    now,
  )
  logger.warn('the journal of another database is set aside', { aside: folder })
  return { fault: 'foreign-journal', aside: folder && basename(folder), copy: null }
}

const hasCopies = (folder: string): boolean => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db'))

/** @returns the new folder; null when nothing of it holds anything: what is empty is removed */
function setAside(path: string, files: string[], now: number): string | null {
  const present = files.filter((file) => existsSync(file))
  const filled = present.filter((file) => !file.endsWith('-shm') && statSync(file).size > 0)
  if (filled.length === 0) {
    for (const file of present) rmSync(file, { force: true })
    return null
  }
  let at = now
  while (existsSync(join(path, '..', asideFolder(at)))) at++
  const folder = join(path, '..', asideFolder(at))
  mkdirSync(folder, { mode: 0o700 })
  moveTogether(present, folder)
  return folder
}

/** All of them or none: when one is refused, those before it go back and the folder goes away. @throws the file system's error */
function moveTogether(files: string[], folder: string): void {
  const moved: string[] = []
  try {
    for (const file of files) {
      renameSync(file, join(folder, basename(file)))
      moved.push(file)
    }
  } catch (error) {
    for (const file of moved.toReversed()) renameSync(join(folder, basename(file)), file)
    rmdirSync(folder)
    throw error
  }
}

/** Whether another program has the database, or what belongs to it, so that nobody else may open it; SQLite's error does not tell. */
export function isHeld(path: string): boolean {
  return suffixes.some((suffix) => {
    try {
      closeSync(openSync(path + suffix, 'r+'))
      return false
    } catch (error) {
      return refusalOf(error) === 'in-use'
    }
  })
}

/** Puts the copy in place whole or not at all: after a power cut there is either the copy, or no file, which the next start restores. */
function putInPlace(copy: string, path: string): void {
  const partial = `${path}.part`
  copyFileSync(copy, partial)
  const file = openSync(partial, 'r+')
  fsyncSync(file)
  closeSync(file)
  renameSync(partial, path)
}
