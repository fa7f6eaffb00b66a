import type { Logger } from '../../../../electron/core/lib/logger.ts'
import type { DataFile } from '../../../../electron/shell/files/data-file.ts'
import { SecretsInMemory } from '../../../../electron/core/redaction/secrets-in-memory.ts'
import { Sealer, type SystemStorage } from '../../../../electron/shell/files/sealer.ts'
import { Vault } from '../../../../electron/shell/files/vault.ts'
import { vaultSchema } from '../../../../electron/shell/files/vault-file.ts'

export const credentials = {
  apikey: '10010',
  apitoken: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  usertoken: '00112233445566778899aabbccddeeff00112233445566778899aabbccdd3f2a',
}

export const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} }

/** A keychain whose ciphertext is the text in another alphabet after a prefix. */
export class FakeKeychain implements SystemStorage {
  prefix = 'v11'
  available = true
  shouldReEncrypt = false
  /** Messages with which the next decryptions fail, in order. */
  readonly failures: string[] = []

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.available)
  }

  async encryptStringAsync(text: string): Promise<Buffer> {
    return Promise.resolve(Buffer.from(this.prefix + Buffer.from(text).toString('base64url')))
  }

  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const failure = this.failures.shift()
    if (failure !== undefined) return Promise.reject(new Error(failure))
    const result = Buffer.from(encrypted.toString().slice(this.prefix.length), 'base64url').toString()
    return Promise.resolve({ result, shouldReEncrypt: this.shouldReEncrypt })
  }
}

/** What would be on disk, as text. */
export class MemoryFile<T> implements DataFile<T> {
  text = '{}'
  /** The next writes fail, as with a full disk. */
  full = false
  /** What the next writes fail with. */
  refusal: Error | null = null
  /** What the next reads throw. */
  unreadable: Error | null = null
  readonly #parse: (value: unknown) => T
  constructor(parse: (value: unknown) => T) {
    this.#parse = parse
  }

  read(): T {
    if (this.unreadable) throw this.unreadable
    return this.#parse(JSON.parse(this.text))
  }

  write(value: T): void {
    if (this.full) throw new Error('ENOSPC')
    if (this.refusal) throw this.refusal
    this.text = JSON.stringify(value)
  }
}

/** A vault on a fake keychain; `again()` is the next start of the program on the same file. */
export function openVault(platform: NodeJS.Platform = 'linux') {
  const keychain = new FakeKeychain()
  const file = new MemoryFile((value) => vaultSchema.parse(value))
  const secrets = new SecretsInMemory()
  const again = (keyIsKept = () => Promise.resolve(true)) => new Vault(file, new Sealer(keychain, platform, silent, keyIsKept), silent, secrets)
  return { keychain, file, secrets, again, vault: again() }
}
