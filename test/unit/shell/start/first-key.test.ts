import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aloneWithoutKey, keyIsKept } from '../../../../electron/shell/start/first-key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-llave-'))
})
const never = () => {
  throw new Error('asked')
}

afterEach(() => rmSync(folder, { recursive: true }))

test('while Windows has no key for the folder, only its holder goes on', () => {
  let asked = 0
  expect(aloneWithoutKey(folder, () => (asked++, true), 'win32')).toBe(true)
  expect(asked).toBe(1)
  expect(aloneWithoutKey(folder, () => false, 'win32', 0)).toBe(false)
})

test('another one that makes the key is waited for', () => {
  let asked = 0
  const taken = () => {
    if (++asked === 2) writeFileSync(join(folder, 'Local State'), '{"os_crypt":{"encrypted_key":"RFBBUEk"}}')
    return false
  }
  expect(aloneWithoutKey(folder, taken, 'win32')).toBe(true)
  expect(asked).toBe(2)
})

test('with a key, and on other systems, nobody is asked for the folder', () => {
  expect(aloneWithoutKey(folder, never, 'linux')).toBe(true)
  writeFileSync(join(folder, 'Local State'), '{"os_crypt":{"encrypted_key":"RFBBUEk"}}')
  expect(aloneWithoutKey(folder, never, 'win32')).toBe(true)
})

test('what is sealed waits for the key to be written, on Windows alone, and for no longer than it may take', async () => {
  expect(await keyIsKept(folder, 'linux')).toBe(true)
  expect(await keyIsKept(folder, 'win32', 0)).toBe(false)
  const kept = keyIsKept(folder, 'win32')
  writeFileSync(join(folder, 'Local State'), '{"os_crypt":{"app_bound_encrypted_key":"RFBBUEk"}}')
  expect(await keyIsKept(folder, 'win32', 0)).toBe(false)
  writeFileSync(join(folder, 'Local State'), '{"os_crypt":{"encrypted_key":"RFBBUEk"}}')
  expect(await kept).toBe(true)
})
