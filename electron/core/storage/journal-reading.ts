import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Logger } from '../lib/logger.ts'
import { parseLine, type JournalHeader, type JournalLine } from './journal-line.ts'
import { linesOf } from './lines.ts'

/** A file of the journal: the one written to, or one that was turned over. */
export interface Generation {
  path: string
  /** Counts up as the journal is turned; null for the file written to. */
  number: number | null
  /** Null: written by a version without headers, or damaged. */
  header: JournalHeader | null
}

/** What the journal knows beyond a certain line. */
export interface JournalTail {
  entries: JournalLine[]
  /** Number of the last line there is. */
  last: number
  /** Lines between the one asked for and the first there is are lost. */
  gap: boolean
  /** It says whose it is and where it begins. */
  headed: boolean
  /** How the last process that wrote to it ended; null when it does not say. */
  session: 'open' | 'closed' | null
}

/** @returns the files of the journal at `path`, oldest first @throws the file system's errors */
export function generationsOf(path: string): Generation[] {
  const name = basename(path)
  return readdirSync(dirname(path))
    .flatMap((entry): Pick<Generation, 'path' | 'number'>[] => {
      if (entry === name) return [{ path, number: null }]
      const number = entry.startsWith(`${name}.`) ? /^\d+$/u.exec(entry.slice(name.length + 1))?.[0] : undefined
      return number === undefined ? [] : [{ path: join(dirname(path), entry), number: Number(number) }]
    })
    .toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))
    .map((file) => ({ ...file, header: headerOf(file.path) }))
}

function headerOf(path: string): JournalHeader | null {
  for (const { text } of linesOf(path)) {
    const parsed = text && parseLine(text.toString('utf8'))
    return parsed?.kind === 'header' ? parsed.header : null
  }
  return null
}

/**
 * Reads what stands behind the line numbered `after`. Lines that a version without numbers wrote count only where nothing has
 * been numbered yet. What cannot be understood is skipped and told in the log, without its content.
 */
export function readTail(generations: Generation[], after: number, logger: Logger): JournalTail {
  const first = Math.max(
    generations.findLastIndex(({ header }) => header !== null && header.from <= after),
    0,
  )
  const start = after === 0 ? 0 : first
  const oldest = generations.find(({ header }) => header !== null)?.header
  const tail: JournalTail = { entries: [], last: after, gap: oldest != null && oldest.from > after, headed: oldest != null, session: null }
  for (const { path, header } of generations.slice(start)) {
    if (header) tail.last = Math.max(tail.last, header.from)
    readFile(path, after, tail, logger)
  }
  return tail
}

/** Numbers are left out only where a write failed; a line that claims to be so much further is none of ours. */
const furthestJump = 1_000_000

const numbered = /^\{"seq":(\d{1,15}),/u

function readFile(path: string, after: number, tail: JournalTail, logger: Logger): void {
  let line = 0
  const odd: number[] = []
  for (const { text, whole } of linesOf(path)) {
    line++
    if (text?.length === 0) continue
    const known = text && numbered.exec(text.toString('latin1', 0, 24))?.[1]
    if (whole && known && Number(known) <= after) continue
    const parsed = text && parseLine(text.toString('utf8'))
    // What the file ends with was torn by a power cut: its transaction did not happen.
    if (!parsed && whole) odd.push(line)
    if (parsed?.kind === 'session') tail.session = parsed.session
    if (parsed?.kind !== 'entry') continue
    const { seq } = parsed.entry
    if ((seq ?? 0) > tail.last + furthestJump) {
      odd.push(line)
      continue
    }
    if (seq === undefined ? after === 0 : seq > after) tail.entries.push(parsed.entry)
    tail.last = Math.max(tail.last, seq ?? 0)
  }
  if (odd.length > 0) logger.warn('lines of the journal were not understood and skipped', { file: basename(path), lines: odd.length, first: odd[0] })
}
