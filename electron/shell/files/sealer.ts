import type { SafeStorage } from 'electron'
import type { Protection } from '#contract/model/point-of-sale.ts'
import { systemClock, type Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { Readings, type Opened } from './readings.ts'

/** The asynchronous part of Electron's safeStorage; the synchronous one is deprecated in Electron 45 and gone in 46. */
export type SystemStorage = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>

export interface Sealed {
  /** Base64. */
  ciphertext: string
  protection: Exclude<Protection, 'session'>
}

/** Encrypts and decrypts with the operating system's keychain, and says how much that protects. */
export class Sealer {
  readonly #system: SystemStorage
  readonly #platform: NodeJS.Platform
  readonly #logger: Logger
  readonly #keyIsKept: () => Promise<boolean>
  readonly #readings: Readings
  #locked = false

  /** @param keyIsKept waits until the next start will have the key too; false when that takes too long */
  constructor(system: SystemStorage, platform: NodeJS.Platform, logger: Logger, keyIsKept: () => Promise<boolean>, clock: Clock = systemClock) {
    this.#readings = new Readings((ciphertext) => this.open(ciphertext), clock)
    this.#system = system
    this.#platform = platform
    this.#logger = logger
    this.#keyIsKept = keyIsKept
  }

  /**
   * The keychain is locked, as far as is known. Electron asks it once and keeps the answer as long as the process lives
   * (EnsureAsyncEncryptorRequested in electron_api_safe_storage.cc): to ask again is no use, to start again is.
   */
  get locked(): boolean {
    return this.#locked
  }

  /** @returns null when the system cannot encrypt now, or in a way that only this process could undo */
  async seal(text: string): Promise<Sealed | null> {
    try {
      if (!(await this.#system.isAsyncEncryptionAvailable())) return null
      if (!(await this.#keyIsKept())) throw new Error('the system has not written its key')
      const bytes = await this.#system.encryptStringAsync(text)
      return { ciphertext: bytes.toString('base64'), protection: this.#protectionOf(bytes) }
    } catch (error) {
      this.#logger.error('encryption failed', { reason: (error as Error).message })
      return null
    }
  }

  /** For what goes on without it: a system that does not answer is not waited for, and is asked again seldom. */
  openSoon(ciphertext: string): Promise<Opened> {
    return this.#readings.read(ciphertext)
  }

  /** Settles when the system answers, which may be never. */
  async open(ciphertext: string): Promise<Opened> {
    try {
      const { result, shouldReEncrypt } = await this.#system.decryptStringAsync(Buffer.from(ciphertext, 'base64'))
      this.#locked = false
      return { kind: 'open', text: result, stale: shouldReEncrypt }
    } catch (error) {
      const { message } = error as Error
      // Electron gives no code for it, only this message (shell/browser/api/electron_api_safe_storage.cc).
      const kind = /temporarily unavailable/iu.test(message) ? 'unavailable' : 'undecryptable'
      this.#locked = kind === 'unavailable'
      this.#logger.warn('decryption failed', { kind, reason: message })
      return { kind }
    }
  }

  #protectionOf(bytes: Buffer): Sealed['protection'] {
    const start = bytes.subarray(0, 11).toString('latin1')
    if (start === 'anfitrion1:') return 'stand-in'
    // On Linux Chromium falls back without a word to a key that is in its source. Only the prefix tells: getSelectedStorageBackend()
    // guesses by the name of the desktop, and calls many with a good keyring `basic_text`.
    const weak = this.#platform === 'linux' && start.startsWith('v10')
    return weak ? 'weak' : 'system'
  }
}
