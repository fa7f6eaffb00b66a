import { closeSync, existsSync, fdatasync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

/** A POST that may have left: what the journal keeps in case the database is lost. */
export interface JournalEntry {
  at: number
  request: number
  point_of_sale: string
  method: string
  external_reference: string | null
  /** Of a resend. */
  order?: number
  /** Of another paid call, with what is needed to verify it: JSON of its arguments and of what the query showed before. */
  task?: number
  arguments?: string
  before?: string | null
}

const syncDelay = 1_000

/**
 * Append-only text file with one line per marker, beside the database. If the database is lost or an old copy takes its
 * place, these lines say what may have been sent since. No secrets: references only.
 *
 * Each line is handed to the system before the first byte of its POST, so it survives the death of the process, and to the
 * disk within a second: it is the second record, the database's own commit is the one that waits for the disk. A sync for
 * every line would make that commit wait twice as long (measured: 1 ms more for each POST).
 */
export class Journal {
  readonly #path: string
  #file: number
  #sync: NodeJS.Timeout | null = null

  constructor(path: string) {
    this.#path = path
    this.#file = openSync(path, 'a', 0o600)
  }

  append(entry: JournalEntry): void {
    writeSync(this.#file, JSON.stringify(entry) + '\n')
    this.#sync ??= setTimeout(() => {
      this.#sync = null
      fdatasync(this.#file, () => {})
    }, syncDelay).unref()
  }

  /** After a checked copy holds everything: the lines so far are kept one generation more, then a new file begins. */
  rotate(): void {
    this.#settle()
    renameSync(this.#path, `${this.#path}.1`)
    this.#file = openSync(this.#path, 'a', 0o600)
  }

  dispose(): void {
    this.#settle()
  }

  #settle(): void {
    if (this.#sync) clearTimeout(this.#sync)
    this.#sync = null
    fsyncSync(this.#file)
    closeSync(this.#file)
  }
}

/** Reads what the journal at `path` (and its previous generation) holds; a torn last line is skipped. */
export function readJournal(path: string): JournalEntry[] {
  const entries: JournalEntry[] = []
  for (const file of [`${path}.1`, path]) {
    if (!existsSync(file)) continue
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      try {
        if (line) entries.push(JSON.parse(line) as JournalEntry)
      } catch {
        // Torn by a power cut: the marker's commit decides.
      }
    }
  }
  return entries
}
