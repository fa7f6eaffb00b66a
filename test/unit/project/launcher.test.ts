import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { electronBinary } from '../../../build/launcher.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-lanzador-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A package `electron` as its installer leaves it. */
function install(): string {
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'path.txt'), 'electron-de-prueba')
  writeFileSync(join(folder, 'dist', 'electron-de-prueba'), '')
  return join(folder, 'dist', 'electron-de-prueba')
}

test('what is installed is run', () => {
  expect(electronBinary({}, folder)).toBeNull()
  const binary = install()
  expect(electronBinary({}, folder)).toBe(binary)
})

test('the stand-in host wins when it is asked for', () => {
  install()
  expect(electronBinary({ REENCOLA_ANFITRION: '1' }, folder)).toBeNull()
  expect(electronBinary({ REENCOLA_ANFITRION: '0' }, folder)).not.toBeNull()
})

test('a distribution elsewhere is run if it is really there', () => {
  const elsewhere = join(folder, 'otra')
  expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: elsewhere }, folder)).toBeNull()
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'electron'), '')
  expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: elsewhere }, folder)).toBe(join(elsewhere, 'electron'))
})

test('a half-removed package is none', () => {
  const binary = install()
  rmSync(binary)
  expect(electronBinary({}, folder)).toBeNull()
})
