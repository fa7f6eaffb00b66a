/** Decryptions that the system never answers: what can go on without them does, and they are asked for again, seldom. */
import { expect, test } from 'vitest'
import { noMasks } from '../../../../electron/core/redaction/masks.ts'
import { SecretsInMemory } from '../../../../electron/core/redaction/secrets-in-memory.ts'
import { Sealer } from '../../../../electron/shell/files/sealer.ts'
import { Vault } from '../../../../electron/shell/files/vault.ts'
import { vaultSchema } from '../../../../electron/shell/files/vault-file.ts'
import { VirtualClock } from '../../core/outbox/model/virtual-clock.ts'
import { credentials, FakeKeychain, MemoryFile, silent } from './vault-setup.ts'

const second = 1_000
const minute = 60 * second

const never = new Promise<never>(() => {})

/** Hangs for what was sealed in turn, from 0, as long as that stands in `hung`. */
class HangingKeychain extends FakeKeychain {
  readonly hung = new Set<number>()
  readonly decrypted: number[] = []

  override async decryptStringAsync(encrypted: Buffer) {
    const text = Buffer.from(encrypted.toString().slice(this.prefix.length), 'base64url').toString()
    const at = Number(/"apikey":"1000(\d)/u.exec(text)?.[1])
    this.decrypted.push(at)
    return this.hung.has(at) ? never : super.decryptStringAsync(encrypted)
  }
}

async function start(count: number, keyOf = (at: number) => `1000${at}`) {
  const clock = new VirtualClock()
  const keychain = new HangingKeychain()
  const file = new MemoryFile((value) => vaultSchema.parse(value))
  const open = () => new Vault(file, new Sealer(keychain, 'linux', silent, () => Promise.resolve(true), clock), silent, new SecretsInMemory())
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    const saved = await open().save({ name: `Local ${at}`, credentials: { ...credentials, apikey: keyOf(at) }, weakProtection: 'refuse' })
    ids.push(saved.ok ? saved.value.id : '')
  }
  keychain.decrypted.length = 0
  /** What it is once some time has passed; `pending` when it is not there by then. */
  const within = async <T>(time: number, work: Promise<T>): Promise<T | 'pending'> => {
    let settled: T | 'pending' = 'pending'
    void work.then((value) => (settled = value))
    await clock.advance(time)
    return settled
  }
  return { clock, keychain, file, ids, vault: open(), within }
}

test('which points of sale are the same is told of all others, and of that one when it answers', async () => {
  const { keychain, ids, vault, within } = await start(3)
  keychain.hung.add(1)
  expect(await within(6 * second, vault.doubles())).toEqual(new Map([[ids[1], null]]))
  keychain.hung.clear()
  expect(await within(2 * minute, Promise.resolve())).toBeUndefined()
  expect(await within(second, vault.doubles())).toEqual(new Map())
})

test('however many do not answer, all of them are waited for together', async () => {
  const { keychain, ids, vault, within } = await start(5)
  for (const at of [0, 1, 2, 3, 4]) keychain.hung.add(at)
  expect(await within(6 * second, vault.doubles())).toEqual(new Map(ids.map((id) => [id, null])))
})

test('it is asked again seldom, and nothing waits for it a second time meanwhile', async () => {
  const { clock, keychain, ids, vault, within } = await start(2)
  keychain.hung.add(0)
  await within(6 * second, vault.doubles())
  const asked = () => keychain.decrypted.filter((at) => at === 0).length
  expect(asked()).toBe(1)
  expect(await within(0, vault.doubles())).toEqual(new Map([[ids[0], null]]))
  expect(asked()).toBe(1)
  // An hour of looks, one a minute: each pause is longer than the one before, up to a quarter of an hour.
  for (let looks = 0; looks < 60; looks++) {
    void vault.doubles()
    await clock.advance(minute)
  }
  expect(asked()).toBeGreaterThan(3)
  expect(asked()).toBeLessThan(10)
})

test('the points of sale are listed all the same, as they are while it is locked', async () => {
  const { keychain, vault, within } = await start(2)
  keychain.hung.add(0)
  expect(await within(6 * second, vault.list())).toMatchObject([
    { name: 'Local 0', status: 'ready', masks: noMasks },
    { name: 'Local 1', status: 'ready', masks: { apitoken: '••••8f90' } },
  ])
})

test('what would be stored is compared with what the keychain says, however long that takes: two names of one point of sale could both be paid for', async () => {
  const { keychain, file, vault, within } = await start(2)
  const before = file.text
  const answer = Promise.withResolvers<void>()
  const decrypt = keychain.decryptStringAsync.bind(keychain)
  keychain.decryptStringAsync = async (encrypted) => {
    await answer.promise
    return decrypt(encrypted)
  }
  const saving = vault.save({ name: 'Nuevo', credentials: { ...credentials, apikey: '10000' }, weakProtection: 'refuse' })
  const unread = vault.unread()
  expect(await within(10 * minute, saving)).toBe('pending')
  expect(await within(0, unread)).toBe('pending')
  answer.resolve()
  expect(await within(0, saving)).toMatchObject({ ok: false, error: { code: 'credentials-taken' } })
  expect(await within(0, unread)).toEqual([])
  expect(file.text).toBe(before)
})
