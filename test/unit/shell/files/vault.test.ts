import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { Result } from '#contract/result.ts'
import { mask } from '../../../../electron/core/redaction/masks.ts'
import { NewerFileError } from '../../../../electron/shell/files/file-format.ts'
import { credentials, openVault } from './vault-setup.ts'

const dots = '••••'

let scene: ReturnType<typeof openVault>
beforeEach(() => {
  scene = openVault()
})

/** Each name has an API key of its own: with the same one it would be the same point of sale. */
const keyOf = (name: string) => ({ ...credentials, ...(name !== 'Casa' && { apikey: `1002${Buffer.from(name).toString('hex')}` }) })

const save = (name = 'Casa', rest: { id?: string; weakProtection?: 'refuse' | 'accept' | 'session' } = {}) =>
  scene.vault.save({ name, credentials: keyOf(name), weakProtection: 'refuse', ...rest })

async function saved(result: Promise<Result<PointOfSale>>): Promise<PointOfSale> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.error.code)
  return settled.value
}

describe('what the page sees', () => {
  test.each([
    ['10010', dots],
    ['12345678901', dots],
    ['123456789012', `${dots}9012`],
    [credentials.usertoken, `${dots}3f2a`],
  ])('%s is shown as %s', (secret, shown) => {
    expect(mask(secret)).toBe(shown)
  })

  test('masks, never the secrets', async () => {
    const point = await saved(save())
    expect(point).toEqual({
      id: expect.any(String),
      name: 'Casa',
      company: null,
      status: 'ready',
      protection: 'system',
      masks: { apikey: dots, apitoken: `${dots}8f90`, usertoken: `${dots}3f2a` },
    })
    expect(await scene.again().list()).toEqual([point])
  })
})

describe('what is on disk', () => {
  test('neither a secret nor a part of one', async () => {
    await saved(save())
    for (const secret of [...Object.values(credentials), '8f90', '3f2a']) expect(scene.file.text).not.toContain(secret)
  })

  test('a failed write changes nothing and says so', async () => {
    const point = await saved(save())
    const before = scene.file.text
    scene.file.full = true
    expect(await save('Otra')).toEqual({ ok: false, error: { code: 'settings-not-saved' } })
    expect(await scene.vault.delete(point.id)).toEqual({ ok: false, error: { code: 'settings-not-saved' } })
    expect(scene.file.text).toBe(before)
    expect(await scene.vault.list()).toEqual([point])
    expect(scene.vault.idOf('Otra')).toBeNull()
  })

  test('what another start wrote is neither lost nor overwritten', async () => {
    await saved(save())
    const other = scene.again()
    await saved(other.save({ name: 'Sucursal', credentials: keyOf('Sucursal'), weakProtection: 'refuse' }))
    await saved(save('Tercera'))
    expect((await scene.again().list()).map(({ name }) => name)).toEqual(['Casa', 'Sucursal', 'Tercera'])

    const changed = vi.fn()
    other.changed.subscribe(changed)
    other.reload()
    expect(changed).toHaveBeenCalledOnce()
    expect(other.idOf('tercera')).not.toBeNull()
  })
})

describe('names', () => {
  test('are unique, whatever their case or spelling in Unicode', async () => {
    await saved(save('Ñandú'))
    expect(await save(' ñandú'.normalize('NFD'))).toEqual({ ok: false, error: { code: 'name-taken', params: { name: expect.any(String) } } })
    expect(scene.vault.idOf('ÑANDÚ')).not.toBeNull()
  })

  test('two saves at once cannot take the same one', async () => {
    const results = await Promise.all([save(), save()])
    expect(results.map(({ ok }) => ok)).toEqual([true, false])
  })

  test('change without typing the secrets again', async () => {
    const { id, masks } = await saved(save())
    const renamed = await saved(scene.vault.save({ id, name: 'Central', weakProtection: 'refuse' }))
    expect(renamed).toMatchObject({ id, name: 'Central', masks })
    expect(await scene.vault.credentialsOf(id)).toEqual(credentials)
  })
})

/** With the credentials of `Casa`, for the same point of sale. */
const twin = (id?: string) =>
  scene.vault.save({ name: 'Sucursal', credentials: { ...credentials, apitoken: 'otro' }, weakProtection: 'refuse', ...(id && { id }) })

describe('one point of sale of TusFacturasAPP', () => {
  test.each(['refuse', 'session'] as const)('is not saved under a second name, which would pay for it twice; kept with %j', async (weakProtection) => {
    await saved(save('Casa', { weakProtection }))
    expect(await twin()).toEqual({ ok: false, error: { code: 'credentials-taken', params: { name: 'Casa' } } })
    const other = await saved(scene.vault.save({ name: 'Sucursal', credentials: { ...credentials, apikey: '10011' }, weakProtection: 'refuse' }))
    expect(await twin(other.id)).toMatchObject({ error: { code: 'credentials-taken' } })
    expect(scene.vault.ids()).toHaveLength(2)
    expect(await scene.vault.doubles()).toEqual(new Map())
  })

  test('is found out by what is on disk, by another start too, and no secret is told for it', async () => {
    await saved(save())
    scene.vault = scene.again()
    const refused = await twin()
    expect(refused).toMatchObject({ error: { code: 'credentials-taken' } })
    for (const secret of Object.values(credentials)) expect(JSON.stringify(refused)).not.toContain(secret)
  })

  test('that has two names from before keeps both, may be saved again and renamed, and the first is the one that acts', async () => {
    const first = await saved(save())
    const second = await saved(scene.vault.save({ name: 'Sucursal', credentials: { ...credentials, apikey: '10011' }, weakProtection: 'refuse' }))
    const stored = JSON.parse(scene.file.text) as { pointsOfSale: { id: string; secret: unknown }[] }
    const [kept] = stored.pointsOfSale
    scene.file.text = JSON.stringify({ ...stored, pointsOfSale: stored.pointsOfSale.map((one) => ({ ...one, secret: kept?.secret })) })
    scene.vault.reload()
    expect(await scene.vault.doubles()).toEqual(new Map([[second.id, first.id]]))
    expect(await twin(second.id)).toMatchObject({ ok: true })
    expect(await scene.vault.save({ id: second.id, name: 'Otra', weakProtection: 'refuse' })).toMatchObject({ ok: true })
  })
})

/** Electron's words (shell/browser/api/electron_api_safe_storage.cc). */
const locked = 'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.'

describe('a secret that is lost', () => {
  test('is not decrypted again for each question whose point of sale it is; once it opens, it counts', async () => {
    const first = await saved(save())
    const second = await saved(scene.vault.save({ name: 'Sucursal', credentials: { ...credentials, apikey: '10011' }, weakProtection: 'refuse' }))
    const stored = JSON.parse(scene.file.text) as { pointsOfSale: { id: string; secret: { ciphertext: string } }[] }
    const [kept] = stored.pointsOfSale
    // Each is sealed by itself, so that one of them opens and the other does not.
    const again = { ...kept?.secret, ciphertext: `${kept?.secret.ciphertext}\n` }
    scene.file.text = JSON.stringify({ ...stored, pointsOfSale: stored.pointsOfSale.map((one) => (one.id === second.id ? { ...one, secret: again } : one)) })
    const vault = scene.again()
    const asked = vi.spyOn(scene.keychain, 'decryptStringAsync')
    scene.keychain.failures.push('Error while decrypting')
    expect(await vault.doubles()).toEqual(new Map())
    expect(await vault.doubles()).toEqual(new Map())
    expect(asked).toHaveBeenCalledTimes(2)
    expect(await vault.credentialsOf(first.id)).toEqual(credentials)
    expect(await vault.doubles(), 'another one with the same credentials must not act beside it').toEqual(new Map([[second.id, first.id]]))
    expect(asked).toHaveBeenCalledTimes(3)
  })

  test('as the keychain is locked is asked for again: it may open', async () => {
    await saved(save())
    await saved(save('Sucursal'))
    const vault = scene.again()
    scene.keychain.failures.push(locked)
    await vault.doubles()
    const asked = vi.spyOn(scene.keychain, 'decryptStringAsync')
    await vault.doubles()
    await vault.doubles()
    expect(asked).toHaveBeenCalledTimes(1)
  })

  test('is asked for again once it was typed again', async () => {
    const first = await saved(save())
    const vault = scene.again()
    scene.keychain.failures.push('Error while decrypting')
    await vault.doubles()
    expect(await vault.save({ id: first.id, name: 'Casa', credentials, weakProtection: 'refuse' })).toMatchObject({ ok: true })
    expect(await vault.namesWith([credentials])).toEqual([['Casa']])
  })
})

describe('what another program stored', () => {
  const fresh = { ...credentials, apitoken: 'b2c3d4e5f60718293a4b5c6d7e8f90a1', usertoken: `${credentials.usertoken.slice(0, -4)}beef` }

  test.each(['reload', 'save'] as const)('takes the place of a secret of the session (%s)', async (how) => {
    scene.keychain.prefix = 'v10'
    const { id } = await saved(save('Casa', { weakProtection: 'session' }))
    scene.keychain.prefix = 'v11'
    await saved(scene.again().save({ id, name: 'Casa', credentials: fresh, weakProtection: 'refuse' }))
    if (how === 'reload') scene.vault.reload()
    else await saved(save('Otra'))
    expect(await scene.vault.credentialsOf(id)).toEqual(fresh)
    expect((await scene.vault.list())[0]).toMatchObject({ protection: 'system', masks: { usertoken: `${dots}beef` } })
  })

  test('shows its own masks and not those from before', async () => {
    const { id } = await saved(save())
    await saved(scene.again().save({ id, name: 'Casa', credentials: fresh, weakProtection: 'refuse' }))
    await saved(save('Otra'))
    expect((await scene.vault.list())[0]?.masks.usertoken).toBe(`${dots}beef`)
  })

  test('and deleted is gone from the session too', async () => {
    const { id } = await saved(save('Casa', { weakProtection: 'session' }))
    await scene.again().delete(id)
    scene.vault.reload()
    expect(await scene.vault.credentialsOf(id)).toBeNull()
    expect((await scene.vault.everySecret()).texts).toEqual([])
  })

  test('takes the place of a password of the proxy that was for the session', async () => {
    scene.keychain.prefix = 'v10'
    await scene.vault.setProxyPassword('una clave')
    scene.keychain.prefix = 'v11'
    await scene.again().setProxyPassword('otra clave')
    scene.vault.reload()
    expect(await scene.vault.proxyPassword()).toBe('otra clave')
  })
})

describe('credentials', () => {
  test('come back whole, and only they are kept', async () => {
    const { id } = await saved(scene.vault.save({ name: 'Casa', credentials: { ...credentials, extra: 'x' } as never, weakProtection: 'refuse' }))
    expect(await scene.again().credentialsOf(id)).toEqual(credentials)
  })

  test('are replaced under the same id', async () => {
    const { id } = await saved(save())
    const changed = { ...credentials, usertoken: 'ffffffffffffffffffffffffffff0000' }
    const replaced = await saved(scene.vault.save({ id, name: 'Casa', credentials: changed, weakProtection: 'refuse' }))
    expect(replaced.masks.usertoken).toBe(`${dots}0000`)
    expect(await scene.vault.credentialsOf(id)).toEqual(changed)
  })

  test('must come with a new point of sale, and go with a known id', async () => {
    expect(await scene.vault.save({ name: 'Casa', weakProtection: 'refuse' })).toMatchObject({ error: { code: 'credentials-incomplete' } })
    expect(await save('Casa', { id: 'nobody' })).toMatchObject({ error: { code: 'point-of-sale-missing' } })
    expect(await scene.vault.delete('nobody')).toMatchObject({ error: { code: 'point-of-sale-missing' } })
    expect(await scene.vault.credentialsOf('nobody')).toBeNull()
  })

  test('of a deleted point of sale are gone', async () => {
    const { id } = await saved(save())
    expect(await scene.vault.delete(id)).toEqual({ ok: true, value: null })
    expect(await scene.vault.credentialsOf(id)).toBeNull()
    expect(scene.file.text).not.toContain('ciphertext')
  })
})

describe('a system that protects badly', () => {
  test.each<[string, NodeJS.Platform, PointOfSale['protection']]>([
    ['v11', 'linux', 'system'],
    ['v10', 'linux', 'weak'],
    ['v10', 'win32', 'system'],
    ['v10', 'darwin', 'system'],
    ['anfitrion1:', 'linux', 'stand-in'],
  ])('%s on %s is %s', async (prefix, platform, protection) => {
    scene = openVault(platform)
    scene.keychain.prefix = prefix
    expect((await saved(save('Casa', { weakProtection: 'accept' }))).protection).toBe(protection)
  })

  test('is refused unless the person accepts it', async () => {
    scene.keychain.prefix = 'v10'
    expect(await save()).toEqual({ ok: false, error: { code: 'vault-weak' } })
    expect(scene.file.text).toBe('{}')
    const { id } = await saved(save('Casa', { weakProtection: 'accept' }))
    expect(await scene.again().credentialsOf(id)).toEqual(credentials)
  })

  test('for the session only: in memory, and to be typed again after a restart', async () => {
    scene.keychain.prefix = 'v10'
    const point = await saved(save('Casa', { weakProtection: 'session' }))
    expect(point).toMatchObject({ status: 'ready', protection: 'session', masks: { usertoken: `${dots}3f2a` } })
    expect(await scene.vault.credentialsOf(point.id)).toEqual(credentials)
    expect(scene.file.text).not.toContain('ciphertext')
    expect(await scene.again().list()).toEqual([{ ...point, status: 'reload', masks: { apikey: dots, apitoken: dots, usertoken: dots } }])
    expect(await scene.again().credentialsOf(point.id)).toBeNull()
  })

  test('whose key is not written for the next start stores nothing, neither credentials nor the proxy’s password', async () => {
    const vault = scene.again(() => Promise.resolve(false))
    expect(await vault.save({ name: 'Casa', credentials, weakProtection: 'accept' })).toEqual({ ok: false, error: { code: 'vault-unavailable' } })
    expect(await vault.setProxyPassword('clave-del-proxy')).toMatchObject({ ok: true })
    expect(scene.file.text).not.toContain('ciphertext')
    expect(await vault.proxyPassword()).toBe('clave-del-proxy')
  })

  test('that cannot encrypt at all stores nothing', async () => {
    scene.keychain.available = false
    expect(await save()).toEqual({ ok: false, error: { code: 'vault-unavailable' } })
    expect(scene.file.text).toBe('{}')
  })
})

describe('a secret that does not open', () => {
  test('asks to be typed again; nothing is deleted and the others work', async () => {
    const lost = await saved(save())
    const fine = await saved(save('Sucursal'))
    const before = scene.file.text
    const restarted = scene.again()
    scene.keychain.failures.push('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    expect((await restarted.list()).map(({ status }) => status)).toEqual(['reload', 'ready'])
    scene.keychain.failures.push('Error while decrypting')
    expect(await restarted.credentialsOf(lost.id)).toBeNull()
    expect(await restarted.credentialsOf(fine.id)).toEqual(keyOf('Sucursal'))
    expect(scene.file.text).toBe(before)
    expect((await restarted.list()).map(({ status }) => status)).toEqual(['ready', 'ready'])
  })

  test('as the keychain is locked is not called lost, nor is anything worse offered for it', async () => {
    const { id } = await saved(save())
    const restarted = scene.again()
    scene.keychain.failures.push(locked, locked, locked, locked)
    expect(await restarted.credentialsOf(id)).toBeNull()
    expect(restarted.locked()).toBe(true)
    // Chromium encrypts with its published key then.
    scene.keychain.prefix = 'v10'
    expect(await restarted.save({ name: 'Otra', credentials: keyOf('Otra'), weakProtection: 'refuse' })).toEqual({
      ok: false,
      error: { code: 'vault-unavailable' },
    })
    scene.keychain.prefix = 'v11'
    expect((await restarted.list())[0]).toMatchObject({ status: 'ready', masks: { usertoken: dots } })
    expect(await restarted.credentialsOf(id)).toBeNull()
    expect(await restarted.credentialsOf(id)).toEqual(credentials)
    expect((await restarted.list())[0]?.masks.usertoken).toBe(`${dots}3f2a`)
  })
})

describe('a key that was changed', () => {
  test('has the secret sealed again, once it was read', async () => {
    const { id } = await saved(save())
    const before = scene.file.text
    scene.keychain.shouldReEncrypt = true
    // The prefix keeps its length, so the fake opens both.
    scene.keychain.prefix = 'v12'
    expect(await scene.vault.credentialsOf(id)).toEqual(credentials)
    await vi.waitFor(() => expect(scene.file.text).not.toBe(before))
    expect(await scene.again().credentialsOf(id)).toEqual(credentials)
  })

  test('does not put something weaker in the place of what was strong', async () => {
    const { id } = await saved(save())
    const before = scene.file.text
    scene.keychain.shouldReEncrypt = true
    scene.keychain.prefix = 'v10'
    expect(await scene.vault.credentialsOf(id)).toEqual(credentials)
    // Queued behind the sealing, so that has been decided when this is done.
    await scene.vault.delete('nobody')
    expect(scene.file.text).toBe(before)
  })
})

describe('the password of the proxy', () => {
  const password = 'clave-del-proxy'

  test('is sealed, read back, and forgotten when empty', async () => {
    expect(scene.vault.hasProxyPassword).toBe(false)
    await scene.vault.setProxyPassword(password)
    expect(scene.file.text).not.toContain(password)
    expect(await scene.again().proxyPassword()).toBe(password)
    await scene.vault.setProxyPassword('')
    expect(scene.again().hasProxyPassword).toBe(false)
  })

  test.each(['v11', 'v10'])('can be taken back (%s)', async (prefix) => {
    scene.keychain.prefix = prefix
    await scene.vault.setProxyPassword(password)
    for (const other of ['otra clave', '']) {
      const changed = await scene.vault.setProxyPassword(other)
      if (changed.ok) await changed.value.undo()
      expect(await scene.vault.proxyPassword()).toBe(password)
    }
  })

  test('is masked beside the one of the session where taking it back failed', async () => {
    scene.keychain.prefix = 'v10'
    await scene.vault.setProxyPassword('la de antes')
    scene.keychain.prefix = 'v11'
    const changed = await scene.vault.setProxyPassword(password)
    scene.file.unreadable = new Error('EIO')
    if (changed.ok) await changed.value.undo()
    expect(await scene.vault.everySecret()).toEqual({ texts: ['la de antes', password], complete: true })
  })

  test('stays in memory where the system protects badly', async () => {
    scene.keychain.prefix = 'v10'
    await scene.vault.setProxyPassword(password)
    expect(await scene.vault.proxyPassword()).toBe(password)
    expect(scene.again().hasProxyPassword).toBe(false)
  })
})

describe('a file that cannot be read any more', () => {
  test.each([
    [new NewerFileError('credenciales.json', 2), 'newer-version'],
    [new Error('EIO'), 'settings-not-saved'],
  ])('refuses changes (%s) and what is in memory goes on', async (error, code) => {
    const { id } = await saved(save())
    const before = scene.file.text
    scene.file.unreadable = error
    const refused = { ok: false, error: { code } }
    expect(await save('Otra')).toEqual(refused)
    expect(await scene.vault.delete(id)).toEqual(refused)
    expect(await scene.vault.setProxyPassword('clave')).toEqual(refused)
    scene.vault.reload()
    expect(scene.file.text).toBe(before)
    expect(await scene.vault.credentialsOf(id)).toEqual(credentials)
  })
})
