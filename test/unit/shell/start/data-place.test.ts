/** Where the data folder lies: moved from its old place as a whole or not at all, and never on a network share. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { isOnNetwork, isRemoteFuse, isShare } from '../../../../electron/shell/start/network-share.ts'
import { isWholePath } from '../../../../electron/shell/start/whole-path.ts'
import { settle } from '../../../../electron/shell/start/old-place.ts'

const isOurs = (names: string[]) => names.includes('ordenes.db')
const long = join('Usuarios con espacios y ñandú', 'x'.repeat(100), 'y'.repeat(100))
let old: string
let place: string
beforeEach(() => {
  const scratch = mkdtempSync(join(tmpdir(), 'reencola-place-'))
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }))
  old = join(scratch, long, 'Roaming', 'Reencola')
  place = join(scratch, long, 'Local', 'Reencola')
})

const contents = { 'ordenes.db': 'órdenes', 'Local State': '{"llave":1}', 'copias/ordenes-1.db': 'copia', 'logs/a.log': 'registro' }
function fill(folder: string): void {
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}
const whole = (folder: string) =>
  Object.entries(contents).every(([name, text]) => existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8') === text)
const failing = (code: string) => Object.assign(new Error(code), { code })
/** Two disks: nothing is renamed from one to the other. */
const acrossDisks = (from: string, to: string) => {
  if (from.includes('Roaming') !== to.includes('Roaming')) throw failing('EXDEV')
  renameSync(from, to)
}
const inUse = () => {
  throw failing('EBUSY')
}

test('a first start: the new place, and nothing is made of the old one', () => {
  expect(settle(old, place, isOurs)).toEqual({ folder: place, told: null })
  expect(existsSync(old)).toBe(false)
})

test.each([
  ['on one disk', renameSync],
  ['on two disks', acrossDisks],
])('%s the old place is moved as a whole', (_where, rename) => {
  fill(old)
  mkdirSync(place, { recursive: true })
  expect(settle(old, place, isOurs, rename)).toEqual({ folder: place, told: { what: 'moved', from: old } })
  expect(whole(place)).toBe(true)
  expect(readdirSync(join(old, '..'))).toEqual([])
  expect(readdirSync(join(place, '..'))).toEqual(['Reencola'])
  expect(settle(old, place, isOurs, rename)).toEqual({ folder: place, told: null })
})

test('an older program has it open: it stays where it is', () => {
  fill(old)
  expect(settle(old, place, isOurs, inUse)).toMatchObject({ folder: old, told: { what: 'kept', reason: 'EBUSY' } })
  expect(whole(old)).toBe(true)
  expect(existsSync(place)).toBe(false)
})

test('the copy to the other disk fails at its end: the old place is as it was', () => {
  fill(old)
  const rename = (from: string, to: string) =>
    to === place
      ? (() => {
          throw failing(from === old ? 'EXDEV' : 'ENOSPC')
        })()
      : renameSync(from, to)
  expect(settle(old, place, isOurs, rename)).toMatchObject({ folder: old, told: { what: 'kept', reason: 'ENOSPC' } })
  expect(whole(old)).toBe(true)
  expect(existsSync(place)).toBe(false)
})

test('interrupted while it was copied: begun anew', () => {
  fill(`${old}.trasladando`)
  fill(`${place}.parcial`)
  writeFileSync(join(`${place}.parcial`, 'ordenes.db'), 'media')
  expect(settle(old, place, isOurs, acrossDisks).folder).toBe(place)
  expect(whole(place)).toBe(true)
})

test('interrupted after all of it had arrived: the new place stays and the rest of the old one goes', () => {
  fill(`${old}.trasladando`)
  fill(place)
  expect(settle(old, place, isOurs)).toEqual({ folder: place, told: null })
  expect(existsSync(`${old}.trasladando`)).toBe(false)
})

test('orders in both places: the new one is used, nothing of the old one is touched, and it is told', () => {
  fill(old)
  fill(place)
  expect(settle(old, place, isOurs)).toEqual({ folder: place, told: { what: 'both', from: old } })
  expect([whole(old), whole(place)]).toEqual([true, true])
})

test.each(['\\\\servidor\\datos\\Reencola', '//servidor/datos/Reencola', '\\\\?\\UNC\\servidor\\datos', '\\\\servidor.local\\ñandú con espacios\\x'])(
  '%s is a share',
  (path) => {
    expect([isShare(path), isOnNetwork(path, 'win32')]).toEqual([true, true])
  },
)

test.each(['C:\\Users\\ana\\AppData\\Local\\Reencola', '\\\\?\\C:\\Datos', '\\\\.\\C:\\Datos', 'D:/Datos'])('%s is no share', (path) => {
  expect(isShare(path)).toBe(false)
})

const mounts = [
  '25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '30 25 0:40 / /home/ana/remoto\\040uno rw - fuse.sshfs ana@servidor:/ rw',
  '31 25 8:2 / /media/usb rw - fuseblk /dev/sdb1 rw',
  '32 25 0:41 / /home/ana/cifrado rw - fuse.gocryptfs x rw',
  '33 25 0:42 / /home/ana/remoto\\040uno/adentro rw - ext4 /dev/sdc1 rw',
].join('\n')
test.each([
  ['/home/ana/remoto uno/Reencola', true],
  ['/home/ana/remoto uno/adentro/Reencola', false],
  ['/home/ana/remoto unos', false],
  ['/media/usb/Reencola', false],
  ['/home/ana/cifrado/Reencola', false],
])('%s over FUSE on another computer: %s', (folder, remote) => {
  expect(isRemoteFuse(folder, mounts)).toBe(remote)
})

test('this computer’s own disk is no share', () => {
  expect(isOnNetwork(tmpdir())).toBe(false)
})

test('a path that depends on the current folder or drive is none that leads to one place', () => {
  for (const path of ['C:\\Datos', 'c:/Datos', '\\\\servidor\\recurso\\datos', '\\\\?\\C:\\Datos']) expect(isWholePath(path, win32), path).toBe(true)
  for (const path of ['\\datos', '/datos', 'C:datos', 'datos', '..\\datos', '']) expect(isWholePath(path, win32), path).toBe(false)
  expect(isWholePath('/datos', posix)).toBe(true)
  for (const path of ['datos', './datos', 'C:\\Datos']) expect(isWholePath(path, posix), path).toBe(false)
})
