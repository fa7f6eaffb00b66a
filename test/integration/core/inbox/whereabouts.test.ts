/** In which points of sale a reference is, asked of a real server. */
import { expect, test } from 'vitest'
import { locate } from '../../../../electron/core/inbox/whereabouts.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { Keychain } from '../../../../electron/core/outbox/base/keychain.ts'
import { credentials, startClient, startSimulator } from '../tusfacturas/client-setup.ts'

const second = { apikey: '51515', apitoken: 'c'.repeat(32), usertoken: 'd'.repeat(64) }
const strange = { apikey: '99999', apitoken: 'e'.repeat(32), usertoken: 'f'.repeat(64) }

async function start(secrets: Record<string, typeof credentials | null>) {
  const simulator = await startSimulator()
  simulator.addPointOfSale(second)
  const { api, markers } = startClient(simulator.url)
  const keychain = new Keychain({ credentialsOf: (id) => Promise.resolve(secrets[id] ?? null), locked: () => false }, systemClock)
  const find = (references: string[], pointsOfSale = Object.keys(secrets)) => locate({ api, keychain }, references, pointsOfSale, new AbortController().signal)
  return { simulator, find, markers }
}

test('each reference is found where it is, at no cost; one that is nowhere has no place', async () => {
  const { simulator, find, markers } = await start({ uno: credentials, dos: second })
  simulator.seed([
    { ...second, external_reference: 'IN-1' },
    { ...second, external_reference: 'FC-1', status: 'issued' },
  ])
  const { places, unread } = await find(['FC-1', 'IN-1', 'NO-1'])
  expect(places.map(({ external_reference, pointOfSaleId, status }) => [external_reference, pointOfSaleId, status])).toEqual([
    ['FC-1', 'uno', 'error'],
    ['FC-1', 'dos', 'issued'],
    ['IN-1', 'dos', 'error'],
  ])
  expect(unread).toEqual([])
  expect(markers()).toBe(0)
})

test('250 references take three queries a point of sale', async () => {
  const { simulator, find } = await start({ uno: credentials })
  const references = Array.from({ length: 250 }, (_one, index) => `L-${index}`)
  simulator.seed(references.map((external_reference) => ({ ...credentials, external_reference })))
  expect((await find(references)).places).toHaveLength(250)
  expect(simulator.requests()).toHaveLength(3)
})

test.each([
  ['refused credentials', strange],
  ['none that open', null],
])('a point of sale with %s is named, and the others are asked', async (_what, secret) => {
  const { find } = await start({ mala: secret, uno: credentials })
  const { places, unread } = await find(['FC-1'])
  expect(places).toEqual([{ external_reference: 'FC-1', pointOfSaleId: 'uno', status: 'error' }])
  expect(unread).toMatchObject([{ pointOfSaleId: 'mala', explanation: { kind: 'credenciales' } }])
})

test('refused credentials of one among 200 keep no answer of the others back, and four are asked at a time', async () => {
  const secrets = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`p${index}`, index === 77 ? strange : index % 2 === 0 ? credentials : second]))
  const { simulator, find } = await start(secrets)
  simulator.seed([{ ...second, external_reference: 'IN-1' }])
  const { places, unread } = await find(['IN-1'])
  expect(places.map(({ pointOfSaleId }) => pointOfSaleId)).toEqual(Object.keys(secrets).filter((id, index) => index % 2 === 1 && id !== 'p77'))
  expect(unread).toMatchObject([{ pointOfSaleId: 'p77', explanation: { kind: 'credenciales' } }])
})
