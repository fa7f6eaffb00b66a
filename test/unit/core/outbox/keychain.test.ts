/** The keychain's deadline where several ask at once. */
import { expect, test } from 'vitest'
import { Keychain } from '../../../../electron/core/outbox/base/keychain.ts'
import { VirtualClock } from './model/virtual-clock.ts'

const credentials = { apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }
const minute = 60_000

function silentKeychain() {
  const clock = new VirtualClock()
  const seen = { asked: 0, changes: 0, answers: false }
  const never = new Promise<null>(() => {})
  const credentialsOf = () => {
    seen.asked++
    return seen.answers ? Promise.resolve(credentials) : never
  }
  const keychain = new Keychain({ credentialsOf }, clock)
  keychain.changed.subscribe(() => seen.changes++)
  const readThrice = () => Promise.all([keychain.read('uno'), keychain.read('uno'), keychain.read('uno')]).then((all) => all.map(({ kind }) => kind))
  return { keychain, clock, seen, readThrice }
}

test('several that wait find it silent once: it is asked anew after a minute, not at once and not several times', async () => {
  const { clock, seen, readThrice } = silentKeychain()
  const first = readThrice()
  await clock.advance(minute / 2)
  expect(await first).toEqual(['silent', 'silent', 'silent'])
  expect(seen).toMatchObject({ asked: 1, changes: 1 })
  // Told of once more when it may be asked anew, and of nothing else.
  await clock.advance(minute)
  expect(seen.changes).toBe(2)
  expect(await Promise.race([readThrice(), clock.advance(minute / 2).then(() => 'waiting')])).toEqual(['silent', 'silent', 'silent'])
  expect(seen).toMatchObject({ asked: 2, changes: 3 })
})

test('it answers again: whoever asks while it is being asked is told so too', async () => {
  const { keychain, clock, seen, readThrice } = silentKeychain()
  const first = readThrice()
  await clock.advance(minute / 2)
  await first
  seen.answers = true
  keychain.hint()
  expect(await readThrice()).toEqual(['open', 'open', 'open'])
  expect(keychain.silent.size).toBe(0)
})
