import { afterEach, beforeEach, expect, test } from 'vitest'
import { Keychain } from '../../../../electron/core/outbox/base/keychain.ts'
import { VirtualClock } from './model/virtual-clock.ts'

let clock: VirtualClock
let asked: number
let keychain: Keychain
beforeEach(() => {
  clock = new VirtualClock()
  asked = 0
  const locked = { credentialsOf: () => (asked++, Promise.resolve(null)), locked: () => true }
  keychain = new Keychain(locked, clock)
})
afterEach(() => keychain.dispose())

test('a locked keychain is silent, not empty: it is asked anew only after a wait, or when something says that it may answer', async () => {
  const changes: string[] = []
  keychain.changed.subscribe((pointOfSale) => changes.push(pointOfSale))
  expect(await keychain.read('uno')).toEqual({ kind: 'silent' })
  expect([keychain.isSilent('uno'), [...keychain.silent], changes, asked]).toEqual([true, ['uno'], ['uno'], 1])
  // Whatever looks again at once is told the same, and does not ask.
  expect(await keychain.read('uno')).toEqual({ kind: 'silent' })
  expect(asked).toBe(1)
  keychain.hint()
  expect(keychain.isSilent('uno')).toBe(false)
  expect(await keychain.read('uno')).toEqual({ kind: 'silent' })
  expect(asked).toBe(2)
})
