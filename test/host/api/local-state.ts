/**
 * Chromium's file `Local State` on Windows, as far as it holds the key of `safeStorage`: what DPAPI has sealed, as base64 after
 * the word `DPAPI` (os_crypt_win.cc). Electron reads it when the main module is through, and writes it when the preferences of
 * Chromium are written, at the latest when the loop ends in order (BrowserProcessImpl: PostEarlyInitialization, PostMainMessageLoopRun).
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Kept {
  os_crypt?: { encrypted_key?: string }
}

/** DPAPI itself is not imitated: what it would seal stands there as it is. */
const sealedBy = 'DPAPI'
/** The key that this process goes by, read or made once. */
class LocalState {
  #key: Buffer | null = null
  #unwritten: { path: string; timer: NodeJS.Timeout } | null = null

  /** True: nothing is written before the end, however long that takes. */
  held = false
  /** How long Chromium puts off the writing of its preferences, in milliseconds (ImportantFileWriter, kDefaultCommitInterval). */
  putOff = 10_000

  get key(): Buffer {
    if (!this.#key) throw new Error('Local State was not read')
    return this.#key
  }

  /** To be called once, when the main module is through. Another process's key that comes later is never looked at. */
  read(folder: string): void {
    const path = join(folder, 'Local State')
    const sealed = keptIn(path).os_crypt?.encrypted_key
    if (sealed === undefined) {
      this.#key = randomBytes(32)
      this.#unwritten = { path, timer: setTimeout(() => this.held || this.commit(), this.putOff).unref() }
    } else this.#key = Buffer.from(sealed, 'base64').subarray(sealedBy.length)
  }

  /** What was put off is written now, as at an orderly end. Whatever another process has written meanwhile is lost. */
  commit(): void {
    if (!this.#unwritten) return
    const { path, timer } = this.#unwritten
    clearTimeout(timer)
    this.#unwritten = null
    const kept: Kept = { os_crypt: { encrypted_key: Buffer.concat([Buffer.from(sealedBy), this.key]).toString('base64') } }
    writeFileSync(path, JSON.stringify(kept))
  }
}

function keptIn(path: string): Kept {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Kept
  } catch {
    return {}
  }
}

export const localState = new LocalState()
