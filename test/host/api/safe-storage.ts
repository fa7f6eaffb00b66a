import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { app, requireReady } from './app.ts'
import { computer } from './computer.ts'
import { localState } from './local-state.ts'

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>

/** How the keyring behaves, set by the control API. */
export const keyring: {
  backend: Backend
  available: boolean
  /** Ciphertexts that look as Chromium's on Linux: `v10` with its published key, `v11` with one of the keyring. */
  ciphertexts: 'anfitrion1:' | 'v10' | 'v11'
  decryption: 'works' | 'temporarily-unavailable' | 'undecryptable'
  shouldReEncrypt: boolean
} = {
  backend: 'gnome_libsecret',
  available: true,
  ciphertexts: 'anfitrion1:',
  decryption: 'works',
  shouldReEncrypt: false,
}

/**
 * What the keyring said when it was first asked. Electron keeps that encryptor for the life of the process
 * (SafeStorage::EnsureAsyncEncryptorRequested): unlocked later, the keyring is of use to the next process only.
 */
let latched: { unavailable: boolean } | null = null

const isUnavailable = (): boolean => (latched ??= { unavailable: keyring.decryption === 'temporarily-unavailable' }).unavailable

const prefixes = ['anfitrion1:', 'v10', 'v11'] as const
const nonceLength = 12
const tagLength = 16

/** The key of this data folder: 32 bytes in a file that only its owner reads. It keeps secrets no better than that. */
function keyOfFolder(): Buffer {
  if (computer.platform === 'win32') return localState.key
  const path = join(app.getPath('userData'), 'anfitrion.key')
  try {
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path)
}

function encrypt(plainText: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', keyOfFolder(), nonce)
  const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from(keyring.ciphertexts), nonce, cipher.getAuthTag(), body])
}

function decrypt(encrypted: Buffer): string {
  const prefix = prefixes.find((known) => encrypted.subarray(0, known.length).toString('latin1') === known)
  if (!prefix) throw new Error('not a ciphertext of this host')
  const sealed = encrypted.subarray(prefix.length)
  const decipher = createDecipheriv('aes-256-gcm', keyOfFolder(), sealed.subarray(0, nonceLength))
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
  return decipher.update(sealed.subarray(nonceLength + tagLength), undefined, 'utf8') + decipher.final('utf8')
}

/** `safeStorage`, its asynchronous API; the synchronous one is deprecated in Electron 45 and not offered. */
export const safeStorage = {
  /** False before `ready`, without waiting for it. */
  isAsyncEncryptionAvailable() {
    return Promise.resolve(app.isReady() && keyring.available)
  },

  // oxlint-disable-next-line require-await -- Electron rejects where a plain function would throw
  async encryptStringAsync(plainText) {
    requireReady('safeStorage cannot be used before app is ready')
    if (!keyring.available) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.')
    isUnavailable()
    return encrypt(plainText)
  },

  // oxlint-disable-next-line require-await -- as above
  async decryptStringAsync(encrypted) {
    requireReady('safeStorage cannot be used before app is ready')
    if (isUnavailable()) throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.')
    try {
      if (keyring.decryption === 'undecryptable') throw new Error('key lost')
      return { result: decrypt(encrypted), shouldReEncrypt: keyring.shouldReEncrypt }
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    }
  },

  getSelectedStorageBackend() {
    return app.isReady() ? keyring.backend : 'unknown'
  },
} satisfies Pick<Electron.SafeStorage, 'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'>
