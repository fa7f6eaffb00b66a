import { z } from 'zod'
import type { Company } from '#contract/model/company.ts'
import { credentialFields, type Credentials } from '#contract/model/credentials.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs } from '#contract/schema.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { PointsOfSale } from '../../core/outbox/base/ports.ts'
import type { SecretsInMemory } from '../../core/redaction/secrets-in-memory.ts'
import type { DataFile } from './data-file.ts'
import type { OpenedSecrets } from './every-secret.ts'
import { masksOf, noMasks } from '../../core/redaction/masks.ts'
import { KeptFile } from './kept-file.ts'
import { SameAccount, type Print } from './same-account.ts'
import type { Opened } from './readings.ts'
import type { Sealed, Sealer } from './sealer.ts'
import { Signal } from '../../core/lib/signal.ts'
import { entryOf, sameName, withEntry, type StoredPointOfSale, type StoredVault } from './vault-file.ts'

const credentialsSchema: z.ZodType<Credentials> = z.object({ apikey: z.string(), apitoken: z.string(), usertoken: z.string() })

/** One that has a name that somebody asks for, and whose it is. */
export interface Named {
  id: string
  company: Company | null
}

/** What the keychain gave for a ciphertext. */
interface Read {
  opened: Opened
  credentials: Credentials | null
}

/** `openSoon`: a keychain that does not answer must not hold up the rest. */
type How = 'open' | 'openSoon'

/** What would be stored once all of some points of sale are saved. */
interface Plan {
  pointsOfSale: StoredPointOfSale[]
  wanted: { entry: StoredPointOfSale; credentials: Credentials | undefined }[]
}

/** Points of sale with their credentials, and the proxy's password. Secrets are decrypted for each call and not kept. */
export class Vault implements PointsOfSale {
  /** Something was saved or deleted, here or by another start of the program. */
  readonly changed = new Signal<void>()
  readonly #file: KeptFile<StoredVault>
  readonly #sealer: Sealer
  readonly #secrets: Pick<SecretsInMemory, 'note'>
  /** Secrets that the system cannot protect and the person wants kept in memory only. */
  readonly #session = new Map<string, Credentials>()
  readonly #masks = new Map<string, PointOfSale['masks']>()
  readonly #same = new SameAccount()
  #sessionProxyPassword: string | null = null
  /** The connections keep the password that was handed out last, so it is held here for the log to mask it. */
  #proxyPasswordInUse: { password: string } | null = null

  constructor(file: DataFile<StoredVault>, sealer: Sealer, logger: Logger, secrets: Pick<SecretsInMemory, 'note'>) {
    this.#file = new KeptFile(file, 'the vault', logger)
    this.#sealer = sealer
    this.#secrets = secrets
  }

  /** Reads the file again: another start of the program wrote it. */
  reload(): void {
    if (!this.#refresh().ok) return
    this.#masks.clear()
    this.changed.emit()
  }

  get #pointsOfSale(): StoredPointOfSale[] {
    return this.#file.stored.pointsOfSale
  }

  #find(id: string): StoredPointOfSale | undefined {
    return this.#pointsOfSale.find((one) => one.id === id)
  }

  ids(): string[] {
    return this.#pointsOfSale.map(({ id }) => id)
  }

  /** Those that a person deleted; not those that are merely not there. */
  deletedIds(): string[] {
    return this.#file.stored.deleted
  }

  nameOf(id: string): string | null {
    return this.#find(id)?.name ?? null
  }

  /** Name of the company that it belongs to; null where nobody said. */
  companyOf(id: string): string | null {
    return this.#find(id)?.company?.name ?? null
  }

  /** @returns null when no point of sale has that name, ignoring case */
  idOf(name: string): string | null {
    return this.named(name)?.id ?? null
  }

  /** @returns which one has that name, ignoring case, and whose it is; null: none */
  named(name: string): Named | null {
    const one = this.#pointsOfSale.find((stored) => sameName(stored.name, name))
    return one ? { id: one.id, company: one.company } : null
  }

  async list(): Promise<PointOfSale[]> {
    return Promise.all(this.#pointsOfSale.map((one) => this.#describe(one)))
  }

  /** True: they are there and do not open in this process, as the system's keychain was locked when it started. */
  locked(): boolean {
    return this.#sealer.locked
  }

  async credentialsOf(id: string): Promise<Credentials | null> {
    const kept = this.#session.get(id)
    if (kept) return this.#noted({ ...kept })
    const ciphertext = this.#find(id)?.secret?.ciphertext
    if (ciphertext === undefined) return null
    const { opened, credentials } = await this.#open(id, ciphertext)
    if (opened.kind === 'open' && opened.stale) void this.#sealAgain(id, ciphertext, opened.text)
    return credentials && this.#noted(credentials)
  }

  /** Creates or replaces a point of sale, or renames it when `credentials` is absent. */
  async save(args: CommandArgs<'savePointOfSale'>): Promise<Result<PointOfSale>> {
    const saved = await this.saveAll([args])
    const [one] = saved.ok ? saved.value : []
    return saved.ok ? (one ? ok(one) : fail('internal')) : saved
  }

  /** The same for several: all of them or none, in one write. */
  saveAll(all: CommandArgs<'savePointOfSale'>[]): Promise<Result<PointOfSale[]>> {
    for (const { credentials } of all) if (credentials) this.#noted(credentials)
    return this.#file.inTurn(async () => {
      const planned = this.#plan(all)
      if (!planned.ok) return planned
      const taken = await this.#taken(planned.value)
      const other = planned.value.pointsOfSale.find(({ id }) => id === taken)
      if (other) return fail('credentials-taken', { name: other.name })

      const secrets: (Sealed | null | undefined)[] = []
      for (const { credentials, weakProtection } of all) {
        const secret = credentials ? await this.#seal(credentials, weakProtection) : ok(undefined)
        if (!secret.ok) return secret
        secrets.push(secret.value)
      }
      // Sealing may take as long as somebody needs to unlock the keychain: what another program has stored meanwhile stays.
      const current = this.#plan(all)
      if (!current.ok) return current
      let { pointsOfSale } = current.value
      const saved = current.value.wanted.map(({ entry, credentials }, at) => {
        const secret = secrets[at]
        return { next: secret === undefined ? entry : { ...entry, secret }, credentials }
      })
      for (const { next } of saved) pointsOfSale = withEntry(pointsOfSale, next)
      const written = this.#file.write({ pointsOfSale })
      if (!written.ok) return written
      for (const { next, credentials } of saved) {
        if (!credentials) continue
        this.#masks.delete(next.id)
        if (next.secret) {
          this.#session.delete(next.id)
          this.#same.know(next.id, next.secret.ciphertext, credentials)
        } else this.#session.set(next.id, this.#noted(pick(credentials)))
      }
      this.changed.emit()
      return ok(await Promise.all(saved.map(({ next }) => this.#describe(next))))
    })
  }

  /** What is stored now, and how it would be once all of these are saved. */
  #plan(all: CommandArgs<'savePointOfSale'>[]): Result<Plan> {
    const current = this.#refresh()
    if (!current.ok) return current
    let { pointsOfSale } = this.#file.stored
    const wanted: Plan['wanted'] = []
    for (const args of all) {
      const checked = entryOf(args, pointsOfSale)
      if (!checked.ok) return checked
      wanted.push({ entry: checked.value, credentials: args.credentials })
      pointsOfSale = withEntry(pointsOfSale, checked.value)
    }
    return ok({ pointsOfSale, wanted })
  }

  /**
   * Points of sale that are the same one at TusFacturasAPP as another one that was saved before them, by id, each with the id of that one.
   * There are such as earlier versions saved; what acts by itself acts for the first. Null: the keychain does not say which one it is.
   * Settles though the keychain does not answer. Never rejects.
   */
  async doubles(): Promise<Map<string, string | null>> {
    const firsts = new Map<string, string>()
    const doubles = new Map<string, string | null>()
    for (const [id, print] of await this.#prints('openSoon')) {
      const first = typeof print === 'string' ? firsts.get(print) : undefined
      if (print === undefined) doubles.set(id, null)
      else if (first !== undefined) doubles.set(id, first)
      else if (print !== null) firsts.set(print, id)
    }
    return doubles
  }

  /** @returns of each of some credentials the names of those that have them already */
  async namesWith(all: readonly Credentials[]): Promise<string[][]> {
    const prints = [...(await this.#prints())]
    return all.map((credentials) => {
      const wanted = this.#same.printOf(credentials)
      return prints.flatMap(([id, print]) => (print === wanted ? (this.nameOf(id) ?? []) : []))
    })
  }

  /** @returns names of those whose credentials do not open now */
  async unread(): Promise<string[]> {
    return [...(await this.#prints())].flatMap(([id, print]) => (typeof print === 'string' ? [] : (this.nameOf(id) ?? [])))
  }

  delete(id: string): Promise<Result<null>> {
    return this.#file.inTurn(async () => {
      const current = this.#refresh()
      if (!current.ok) return current
      if (!this.#find(id)) return fail('point-of-sale-missing')
      const written = this.#file.write({
        pointsOfSale: this.#pointsOfSale.filter((one) => one.id !== id),
        deleted: [...this.#file.stored.deleted.filter((one) => one !== id), id],
      })
      if (!written.ok) return written
      this.#session.delete(id)
      this.#masks.delete(id)
      this.changed.emit()
      return ok(null)
    })
  }

  /** All secrets of the vault, the proxy's password included, as far as they decrypt now; for masking them. */
  async everySecret(): Promise<OpenedSecrets> {
    const texts = [...this.#session.values()].flatMap(secretsOf)
    let complete = true
    const add = (secrets: string[] | null) => {
      if (secrets) texts.push(...secrets)
      else complete = false
    }
    for (const { id, secret } of this.#pointsOfSale) {
      if (!secret) continue
      const { credentials } = await this.#open(id, secret.ciphertext)
      add(credentials && secretsOf(credentials))
    }
    if (this.#sessionProxyPassword !== null) texts.push(this.#sessionProxyPassword)
    if (this.#file.stored.proxyPassword) {
      const opened = await this.#sealer.open(this.#file.stored.proxyPassword.ciphertext)
      add(opened.kind === 'open' ? [opened.text] : null)
    }
    return { texts, complete }
  }

  get hasProxyPassword(): boolean {
    return this.#sessionProxyPassword !== null || this.#file.stored.proxyPassword !== null
  }

  /** @returns null when there is none or it cannot be decrypted */
  async proxyPassword(): Promise<string | null> {
    const password = await this.#openProxyPassword()
    return password === null ? null : this.#notedPassword(password)
  }

  async #openProxyPassword(): Promise<string | null> {
    if (this.#sessionProxyPassword !== null) return this.#sessionProxyPassword
    if (!this.#file.stored.proxyPassword) return null
    const opened = await this.#sealer.open(this.#file.stored.proxyPassword.ciphertext)
    return opened.kind === 'open' ? opened.text : null
  }

  /**
   * Empty forgets it. One that the system cannot protect is kept in memory for the session.
   * @returns what takes it back, should the rest of the change fail
   */
  setProxyPassword(password: string): Promise<Result<{ undo: () => Promise<void> }>> {
    return this.#file.inTurn(async () => {
      const secret = password === '' ? null : await this.#sealer.seal(this.#notedPassword(password))
      const current = this.#refresh()
      if (!current.ok) return current
      const protectedSecret = secret?.protection === 'weak' ? null : secret
      const before = { stored: this.#file.stored.proxyPassword, session: this.#sessionProxyPassword }
      const written = this.#file.write({ proxyPassword: protectedSecret })
      if (!written.ok) return written
      this.#sessionProxyPassword = password !== '' && !protectedSecret ? password : null
      const undo = () =>
        this.#file.inTurn(async () => {
          if (this.#refresh().ok) this.#file.write({ proxyPassword: before.stored })
          this.#sessionProxyPassword = before.session
        })
      return ok({ undo })
    })
  }

  /** @returns the id of one that would have the credentials of another after this; null: none that did not have them before */
  async #taken({ wanted }: Plan): Promise<string | null> {
    // A name is changed without the keychain.
    if (!wanted.some(({ credentials }) => credentials)) return null
    const before = await this.#prints()
    const after = new Map(before)
    for (const { entry, credentials } of wanted) if (credentials) after.set(entry.id, this.#same.printOf(credentials))
    for (const { entry, credentials } of wanted) {
      const { id } = entry
      const print = after.get(id)
      if (!credentials || before.get(id) === print) continue
      const other = [...after].find(([another, its]) => another !== id && its === print)
      if (other) return other[0]
    }
    return null
  }

  /** Of each point of sale, in their order, which one it is at TusFacturasAPP. */
  async #prints(how: How = 'open'): Promise<Map<string, Print>> {
    return new Map(await Promise.all(this.ids().map(async (id): Promise<[string, Print]> => [id, await this.#printOf(id, how)])))
  }

  async #printOf(id: string, how: How): Promise<Print> {
    const kept = this.#session.get(id)
    if (kept) return this.#same.printOf(kept)
    const ciphertext = this.#find(id)?.secret?.ciphertext
    if (ciphertext === undefined) return null
    return this.#same.of(id, ciphertext, async () => {
      const { opened, credentials } = await this.#open(id, ciphertext, how)
      return credentials ?? (opened.kind === 'unavailable' ? 'later' : 'lost')
    })
  }

  async #open(id: string, ciphertext: string, how: How = 'open'): Promise<Read> {
    const opened = await this.#sealer[how](ciphertext)
    const credentials = readCredentials(opened)
    // One that was lost and opens now is of a point of sale again that is known.
    if (credentials) this.#same.know(id, ciphertext, credentials)
    return { opened, credentials }
  }

  #noted = (credentials: Credentials): Credentials => this.#secrets.note(credentials, secretsOf)

  #notedPassword(password: string): string {
    this.#proxyPasswordInUse = this.#secrets.note({ password }, (one) => [one.password])
    return this.#proxyPasswordInUse.password
  }

  async #seal(credentials: Credentials, weak: 'refuse' | 'accept' | 'session'): Promise<Result<Sealed | null>> {
    if (weak === 'session') return ok(null)
    const secret = await this.#sealer.seal(JSON.stringify(pick(credentials)))
    if (!secret) return fail('vault-unavailable')
    // A locked keychain is a good one: nobody is to choose a worse place because of it.
    if (secret.protection === 'weak' && weak === 'refuse') return fail(this.#sealer.locked ? 'vault-unavailable' : 'vault-weak')
    return ok(secret)
  }

  async #describe({ id, name, company, secret }: StoredPointOfSale): Promise<PointOfSale> {
    const told = { id, name, company }
    const kept = this.#session.get(id)
    if (kept) return { ...told, status: 'ready', protection: 'session', masks: masksOf(kept) }
    if (!secret) return { ...told, status: 'reload', protection: 'session', masks: noMasks }
    const { protection } = secret
    const known = this.#masks.get(id)
    if (known) return { ...told, status: 'ready', protection, masks: known }
    const { opened, credentials } = await this.#open(id, secret.ciphertext, 'openSoon')
    if (!credentials) return { ...told, status: opened.kind === 'unavailable' ? 'ready' : 'reload', protection, masks: noMasks }
    const masks = masksOf(credentials)
    // Saved again meanwhile: the mask is already of an old secret.
    if (this.#find(id)?.secret === secret) this.#masks.set(id, masks)
    return { ...told, status: 'ready', protection, masks }
  }

  /** The system has a new key. A failure is only logged: the old ciphertext still opens. */
  #sealAgain(id: string, old: string, text: string): Promise<void> {
    return this.#file.inTurn(async () => {
      const secret = await this.#sealer.seal(text)
      if (!this.#refresh().ok) return
      const current = this.#find(id)
      if (!secret || current?.secret?.ciphertext !== old) return
      if (secret.protection === 'weak' && current.secret.protection !== 'weak') return
      this.#file.write({ pointsOfSale: this.#pointsOfSale.map((one) => (one.id === id ? { ...one, secret } : one)) })
    })
  }

  /** What another start of the program stored takes the place of what is kept here of it. */
  #refresh(): Result<StoredVault> {
    const before = this.#file.stored
    const read = this.#file.refresh()
    if (!read.ok) return read
    const { deleted, proxyPassword } = this.#file.stored
    for (const id of this.#session.keys()) if (this.#find(id)?.secret || deleted.includes(id)) this.#session.delete(id)
    for (const { id, secret } of before.pointsOfSale) if (this.#find(id)?.secret?.ciphertext !== secret?.ciphertext) this.#masks.delete(id)
    if (proxyPassword) this.#sessionProxyPassword = null
    return read
  }
}

/** Only the three credentials: an object may carry more. */
const secretsOf = (credentials: Credentials): string[] => credentialFields.map((field) => credentials[field])

/** Nothing but the three credentials is ever kept. */
const pick = (credentials: Credentials): Credentials => credentialsSchema.parse(credentials)

function readCredentials(opened: Opened): Credentials | null {
  if (opened.kind !== 'open') return null
  try {
    return credentialsSchema.parse(JSON.parse(opened.text))
  } catch {
    return null
  }
}
