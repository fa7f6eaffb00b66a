import type { SafeStorage } from 'electron'
import type { Protection } from '#contract/model/point-of-sale.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'

/** The asynchronous part of Electron's safeStorage; the synchronous one is deprecated in Electron 45 and gone in 46. */
export type SystemStorage = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'>

export interface Sealed {
  /** Base64. */
  ciphertext: string
  protection: Exclude<Protection, 'session'>
}

export type Opened =
  /** `stale`: the system has a newer key and the text should be sealed again. */
  | { kind: 'open'; text: string; stale: boolean }
  /** The key is gone or the ciphertext is damaged: the person has to type the secret again. */
  | { kind: 'undecryptable' }
  /** The keychain is locked or busy: later it may work. */
  | { kind: 'unavailable' }

/** Waits between attempts while the keychain says that it is temporarily unavailable, milliseconds. */
const patience = [250, 1_000, 4_000]

/** Encrypts and decrypts with the operating system's keychain, and says how much that protects. */
export class Sealer {
  readonly #system: SystemStorage
  readonly #platform: NodeJS.Platform
  readonly #clock: Clock
  readonly #logger: Logger

  constructor(system: SystemStorage, platform: NodeJS.Platform, clock: Clock, logger: Logger) {
    this.#system = system
    this.#platform = platform
    this.#clock = clock
    this.#logger = logger
  }

  /** @returns null when the system cannot encrypt now */
  async seal(text: string): Promise<Sealed | null> {
    try {
      if (!(await this.#system.isAsyncEncryptionAvailable())) return null
      const bytes = await this.#system.encryptStringAsync(text)
      return { ciphertext: bytes.toString('base64'), protection: this.#protectionOf(bytes) }
    } catch (error) {
      this.#logger.error('encryption failed', { reason: (error as Error).message })
      return null
    }
  }

  /** One attempt. */
  async open(ciphertext: string): Promise<Opened> {
    try {
      const { result, shouldReEncrypt } = await this.#system.decryptStringAsync(Buffer.from(ciphertext, 'base64'))
      return { kind: 'open', text: result, stale: shouldReEncrypt }
    } catch (error) {
      const { message } = error as Error
      // Electron gives no code for it, only this message (shell/browser/api/electron_api_safe_storage.cc).
      const kind = /temporarily unavailable/iu.test(message) ? 'unavailable' : 'undecryptable'
      this.#logger.warn('decryption failed', { kind, reason: message })
      return { kind }
    }
  }

  /** Like open, and waits a little for a keychain that is temporarily unavailable. */
  async openPatiently(ciphertext: string): Promise<Opened> {
    let opened = await this.open(ciphertext)
    for (const wait of patience) {
      if (opened.kind !== 'unavailable') break
      await new Promise<void>((resolve) => {
        this.#clock.after(wait, resolve)
      })
      opened = await this.open(ciphertext)
    }
    return opened
  }

  #protectionOf(bytes: Buffer): Sealed['protection'] {
    const start = bytes.subarray(0, 11).toString('latin1')
    if (start === 'anfitrion1:') return 'stand-in'
    // On Linux Chromium falls back without a word to a key that is in its source; only the prefix tells.
    const weak = this.#platform === 'linux' && (start.startsWith('v10') || this.#system.getSelectedStorageBackend() === 'basic_text')
    return weak ? 'weak' : 'system'
  }
}
