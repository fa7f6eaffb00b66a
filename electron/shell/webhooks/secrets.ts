import { z } from 'zod'
import type { KeptSecret } from '#contract/commands/webhooks.ts'
import { newPath, pathStart, type DoorSecrets } from '../../core/webhooks/doors.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { SecretsInMemory } from '../../core/redaction/secrets-in-memory.ts'
import type { DataFile } from '../files/data-file.ts'
import type { OpenedSecrets } from '../files/every-secret.ts'
import { numbered, type FileFormat } from '../files/file-format.ts'
import { KeptFile } from '../files/kept-file.ts'
import { mask } from '../../core/redaction/masks.ts'
import type { Sealer } from '../files/sealer.ts'

const ciphertext = z.string().nullable()

/** Only ciphertext is on disk. */
export const webhookSecretsSchema = z.object({
  doors: z.array(z.object({ id: z.string(), path: ciphertext.default(null), token: ciphertext.default(null) })).default([]),
})
type Stored = z.infer<typeof webhookSecretsSchema>
type StoredDoor = Stored['doors'][number]
type Field = 'path' | 'token'

export const webhookSecretsFormat: FileFormat<Stored> = { schema: webhookSecretsSchema, migrations: [numbered] }

type Opened = { kind: 'none' | 'lost' | 'locked' } | { kind: 'open'; text: string; kept: 'kept' | 'session' }

/** What is known of one point of sale's address and token; nothing of it is a secret. */
export interface DoorDescription {
  address: KeptSecret
  token: KeptSecret
  tokenMask: string
}

/** The secret addresses and tokens of the points of sale. What the system cannot protect is kept in memory for the session. */
export class WebhookSecrets {
  readonly #file: KeptFile<Stored>
  readonly #sealer: Sealer
  /** So that the log knows them. */
  readonly #inMemory: Pick<SecretsInMemory, 'note'>
  /** By point of sale and field. */
  readonly #session = new Map<string, Opened>()
  readonly #described = new Map<string, DoorDescription>()

  constructor(file: DataFile<Stored>, sealer: Sealer, logger: Logger, inMemory: Pick<SecretsInMemory, 'note'>) {
    this.#file = new KeptFile(file, 'the secrets of the webhooks', logger)
    this.#sealer = sealer
    this.#inMemory = inMemory
  }

  /** Forgets the secrets of points of sale that a person deleted. */
  forget(ids: string[]): Promise<void> {
    return this.#file.inTurn(async () => {
      const doors = this.#doors.filter(({ id }) => !ids.includes(id))
      if (doors.length < this.#doors.length) this.#file.write({ doors })
      for (const key of this.#session.keys()) if (ids.includes(key.split(' ')[0] ?? '')) this.#session.delete(key)
      return Promise.resolve()
    })
  }

  /** Makes an address for those that have none. */
  ensurePaths(ids: string[]): Promise<void> {
    return this.#file.inTurn(async () => {
      for (const id of ids) if ((await this.#open(id, 'path')).kind === 'none') await this.#set(id, 'path', newPath())
    })
  }

  /** What the receiver has to know. An address that cannot be read is left out. */
  async doors(ids: string[]): Promise<{ doors: DoorSecrets[]; locked: boolean }> {
    let locked = false
    const doors: DoorSecrets[] = []
    for (const pointOfSale of ids) {
      const [path, token] = [await this.#open(pointOfSale, 'path'), await this.#open(pointOfSale, 'token')]
      locked ||= path.kind === 'locked' || token.kind === 'locked'
      if (path.kind !== 'open') continue
      doors.push({
        pointOfSale,
        path: path.text,
        token: token.kind === 'open' ? { kind: 'known', text: token.text } : { kind: token.kind === 'locked' ? 'locked' : 'none' },
      })
    }
    return { doors, locked }
  }

  /** Remembered, as the page is told of every event that comes and the keychain is slow. */
  async describe(id: string): Promise<DoorDescription> {
    const known = this.#described.get(id)
    if (known) return known
    const [path, token] = [await this.#open(id, 'path'), await this.#open(id, 'token')]
    const description = { address: kept(path), token: kept(token), tokenMask: token.kind === 'open' ? mask(token.text) : '' }
    if (path.kind !== 'locked' && token.kind !== 'locked') this.#described.set(id, description)
    return description
  }

  /** @returns null while there is none that can be read */
  async path(id: string): Promise<string | null> {
    const opened = await this.#open(id, 'path')
    return opened.kind === 'open' ? opened.text : null
  }

  /** @returns false when it could not be written; the old one stays then */
  renew(id: string): Promise<boolean> {
    return this.#file.inTurn(() => this.#set(id, 'path', newPath()))
  }

  /** Empty forgets it. @returns false when it could not be written; the old one stays then */
  setToken(id: string, token: string): Promise<boolean> {
    return this.#file.inTurn(() => this.#set(id, 'token', token))
  }

  /** All of them, as far as they decrypt now; for masking them. */
  async everySecret(): Promise<OpenedSecrets> {
    const keys = new Set([...this.#session.keys(), ...this.#doors.flatMap(({ id }) => [`${id} path`, `${id} token`])])
    const opened = await Promise.all(Array.from(keys, (key) => this.#open(key.slice(0, key.lastIndexOf(' ')), key.endsWith('path') ? 'path' : 'token')))
    return {
      texts: opened.flatMap((one) => (one.kind === 'open' ? [one.text.startsWith(pathStart) ? one.text.slice(pathStart.length) : one.text] : [])),
      complete: opened.every(({ kind }) => kind === 'open' || kind === 'none'),
    }
  }

  async #open(id: string, field: Field): Promise<Opened> {
    const unprotected = this.#session.get(`${id} ${field}`)
    if (unprotected) return unprotected
    const sealed = this.#find(id)?.[field]
    if (!sealed) return { kind: 'none' }
    const opened = await this.#sealer.open(sealed)
    if (opened.kind === 'unavailable') return { kind: 'locked' }
    return opened.kind === 'open' ? this.#noted(opened.text, 'kept') : { kind: 'lost' }
  }

  #noted(text: string, kept: 'kept' | 'session'): Opened {
    return this.#inMemory.note({ kind: 'open' as const, text, kept }, (secret) => [secret.text])
  }

  async #set(id: string, field: Field, text: string): Promise<boolean> {
    const sealed = text === '' ? null : await this.#sealer.seal(text)
    const safe = sealed && sealed.protection !== 'weak' ? sealed.ciphertext : null
    const door: StoredDoor = { ...(this.#find(id) ?? { id, path: null, token: null }), [field]: safe }
    if (!this.#file.write({ doors: [...this.#doors.filter((other) => other.id !== id), door] }).ok) return false
    this.#described.delete(id)
    if (text !== '' && safe === null) this.#session.set(`${id} ${field}`, this.#noted(text, 'session'))
    else this.#session.delete(`${id} ${field}`)
    return true
  }

  get #doors(): StoredDoor[] {
    return this.#file.stored.doors
  }

  #find(id: string): StoredDoor | undefined {
    return this.#doors.find((door) => door.id === id)
  }
}

const kept = (opened: Opened): KeptSecret => (opened.kind === 'open' ? opened.kept : opened.kind === 'locked' ? 'kept' : opened.kind)
