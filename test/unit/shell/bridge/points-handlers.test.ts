/** What the page asks about points of sale, with a real vault behind it. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { createHandlers } from '../../../../electron/shell/bridge/handlers.ts'
import type { PageServices } from '../../../../electron/shell/bridge/page-services.ts'
import { EverySecret } from '../../../../electron/shell/files/every-secret.ts'
import { credentials, openVault } from '../files/vault-setup.ts'

const other = { apikey: '10011', apitoken: 'b2c3d4e5f60718293a4b5c6d7e8f90a1', usertoken: credentials.usertoken }
const file = join(mkdtempSync(join(tmpdir(), 'reencola-puntos-')), 'puntos.csv')
writeFileSync(file, `nombre;apikey;apitoken;usertoken\nSur;${Object.values(other).join(';')}\n`)

function start(choosePointsOfSaleFile = () => Promise.resolve<string | null>(file)) {
  const { vault, secrets } = openVault()
  const everySecret = new EverySecret([vault], secrets, systemClock)
  const services = {
    vault,
    secrets,
    everySecret,
    openPath: choosePointsOfSaleFile,
    settings: { current: { proxy: {} } },
    outbox: { list: () => ({}), batches: () => [] },
    integration: { state: () => ({}) },
    status: () => ({}),
  }
  return { vault, handlers: createHandlers(services as unknown as PageServices) }
}

const ofKeys = (name: string) => ({ name, cuit: null })

test('a key is no name of a company: neither one of those that are typed, nor one that another point of sale has', async () => {
  const { vault, handlers } = start()
  const refused = { ok: false, error: { code: 'looks-secret' } }
  await handlers.savePointOfSale({ name: 'Centro', company: ofKeys('Imprenta'), credentials, weakProtection: 'refuse' })
  for (const args of [
    { name: 'Sur', company: ofKeys(other.apitoken), credentials: other },
    { name: 'Sur', company: ofKeys(`Clave ${credentials.apitoken}`), credentials: other },
    { id: vault.ids()[0], name: 'Centro', company: ofKeys(credentials.apitoken) },
  ])
    expect(await handlers.savePointOfSale({ ...args, weakProtection: 'refuse' })).toMatchObject(refused)
  expect(await vault.list()).toMatchObject([{ name: 'Centro', company: { name: 'Imprenta' } }])
})

test('a new page keeps nothing of what the one before read from a file, even while it chose one', async () => {
  const chosen = Promise.withResolvers<string | null>()
  for (const choose of [() => Promise.resolve(file), () => chosen.promise]) {
    const { vault, handlers } = start(choose)
    const reading = handlers.readPointsOfSaleFile({})
    if (choose() !== chosen.promise) await reading
    await handlers.snapshot({})
    chosen.resolve(file)
    const told = await reading
    const id = told.ok && told.value.kind === 'rows' ? told.value.id : 0
    expect(id).toBeGreaterThan(0)
    expect(await handlers.importPointsOfSale({ id, weakProtection: 'refuse' })).toMatchObject({ ok: false, error: { code: 'import-forgotten' } })
    expect(vault.ids()).toEqual([])
  }
})
