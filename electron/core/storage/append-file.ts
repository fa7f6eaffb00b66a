import { close, closeSync, constants, fdatasync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, renameSync, statSync, writeSync } from 'node:fs'
import { makeOwn } from './own-file.ts'

/** A file that only grows; its end can be taken back. Throws the file system's errors. */
export class AppendFile {
  #path: string
  readonly #file: number
  #size: number

  /** Opens or makes it. A last line that a power cut tore is ended, so that it does not swallow the next. */
  constructor(path: string) {
    this.#path = path
    makeOwn(path)
    // Not for appending: a file opened so cannot be cut on Windows.
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    this.#size = fstatSync(this.#file).size
    const last = Buffer.alloc(1)
    if (this.#size > 0 && readSync(this.#file, last, 0, 1, this.#size - 1) === 1 && last[0] !== 10) this.append('\n')
  }

  /** Bytes. */
  get size(): number {
    return this.#size
  }

  /** Whether the path still leads to this file: it may have been deleted or moved while it is open. */
  get isInPlace(): boolean {
    const mine = fstatSync(this.#file, { bigint: true })
    const there = statSync(this.#path, { bigint: true, throwIfNoEntry: false })
    // Windows' number of the volume is not the same by handle and by path, depending on versions (libuv's pull request 4698); the file's own is.
    return there?.ino === mine.ino && (there.dev === mine.dev || process.platform === 'win32')
  }

  /** Hands all of the text to the system, or none of it. @returns the size before */
  append(text: string): number {
    const before = this.#size
    const bytes = Buffer.from(text)
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written, bytes.length - written, before + written)
      this.#size += bytes.length
      return before
    } catch (error) {
      this.truncate(before)
      throw error
    }
  }

  truncate(size: number): void {
    ftruncateSync(this.#file, size)
    this.#size = size
  }

  /** Gives the open file another name. */
  moveTo(path: string): void {
    renameSync(this.#path, path)
    this.#path = path
  }

  /** Waits for the disk. */
  sync(): void {
    fdatasyncSync(this.#file)
  }

  syncSoon(): void {
    fdatasync(this.#file, () => {})
  }

  /** Closes it once the disk has it, and waits for neither. */
  closeSoon(): void {
    fdatasync(this.#file, () => close(this.#file, () => {}))
  }

  close(): void {
    closeSync(this.#file)
  }
}
