/** Looking for references can be stopped in main: what was not asked yet is not asked. */
import { expect, test } from 'vitest'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { Keychain } from '../../../../electron/core/outbox/base/keychain.ts'
import { whereaboutsHandlers } from '../../../../electron/shell/bridge/handlers/whereabouts.ts'
import { EverySecret } from '../../../../electron/shell/files/every-secret.ts'
import { credentials, startClient, startSimulator } from '../../core/tusfacturas/client-setup.ts'

const pointsOfSale = Array.from({ length: 20 }, (_, index) => `p${index}`)
const question = { references: ['FC-1'], pointsOfSale }

/** @returns handlers of a program whose questions stand at a server that does not answer */
async function start() {
  const simulator = await startSimulator()
  const pause = simulator.inject({ phase: 'pause', times: Infinity, executed: false })
  const { api } = startClient(simulator.url)
  const keychain = new Keychain({ credentialsOf: () => Promise.resolve(credentials), locked: () => false }, systemClock)
  const handlers = whereaboutsHandlers({
    api,
    keychain,
    vault: { nameOf: (id) => id },
    everySecret: new EverySecret([], { values: () => new Set() }, systemClock),
  })
  return { pause, handlers }
}

test('a stop ends the question, and asks no other point of sale', async () => {
  const { pause, handlers } = await start()
  const answer = handlers.locateReferences(question)
  await pause.hit(4)
  expect(await handlers.stopLocating({})).toEqual({ ok: true, value: null })
  expect(await answer).toMatchObject({ ok: true, value: { places: [] } })
  expect(pause.hits()).toBe(4)
})

test('the next question ends the one before it', async () => {
  const { pause, handlers } = await start()
  const before = handlers.locateReferences(question)
  await pause.hit(4)
  pause()
  const next = handlers.locateReferences({ ...question, pointsOfSale: ['p0'] })
  expect(await before).toMatchObject({ ok: true, value: { unread: expect.arrayContaining([expect.objectContaining({ pointOfSaleId: 'p19' })]) as unknown } })
  expect(await next).toEqual({ ok: true, value: { places: [{ external_reference: 'FC-1', pointOfSaleId: 'p0', status: 'error' }], unread: [] } })
})
