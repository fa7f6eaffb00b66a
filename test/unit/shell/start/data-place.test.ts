/** Where the data folder lies: moved from its old place as a whole or not at all, and never on a network share. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { isOnNetwork, isRemoteMount, isRemoteOnMac, isShare, placeOfType } from '../../../../electron/shell/start/network-share.ts'
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
  '34 25 0:43 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:\\;uid=1000;gid=1000,mmap,access=client,msize=65536,trans=fd,rfd=8,wfd=8',
  '35 25 0:44 / /mnt/anfitrion rw - 9p compartido rw,sync,dirsync,access=client,trans=virtio',
  '36 25 0:45 / /mnt/nube rw - 9p 10.0.0.7 rw,access=user,trans=tcp,port=564',
  '38 25 0:47 / /mnt/hgfs rw,relatime - fuse.vmhgfs-fuse vmhgfs-fuse rw,user_id=0',
  '39 25 0:48 / /mnt/virtio rw,relatime - virtiofs datos rw',
  '37 25 0:46 / /caja rw - 9p none rw,trans=fd,rfdno=5,wfdno=5,cache=remote_revalidating',
].join('\n')
test.each([
  ['/home/ana/remoto uno/Reencola', true],
  ['/home/ana/remoto uno/adentro/Reencola', false],
  ['/home/ana/remoto unos', false],
  ['/media/usb/Reencola', false],
  ['/home/ana/cifrado/Reencola', false],
  ['/mnt/c/Users/ana/Reencola', true],
  ['/mnt/anfitrion/Reencola', true],
  ['/mnt/nube/Reencola', true],
  ['/mnt/hgfs/Reencola', true],
  ['/mnt/virtio/Reencola', true],
  ['/caja/Reencola', false],
])('%s over FUSE or 9p on another computer: %s', (folder, remote) => {
  expect(isRemoteMount(folder, mounts)).toBe(remote)
})

/** Numbers of linux/magic.h, and of the sources of file systems that it lacks. */
test.each([
  ['NFS', 0x6969],
  ['SMB', 0x517b],
  ['CIFS', 0xff534d42],
  ['CIFS, where the number is signed', -11317950],
  ['SMB2', 0xfe534d42],
  ['SMB2, where the number is signed', -28095166],
  ['AFS', 0x5346414f],
  ['AFS of the kernel', 0x6b414653],
  ['Ceph', 0x00c36400],
  ['Coda', 0x73757245],
  ['NCP', 0x564c],
  ['VirtualBox', 0x786f4256],
])('%s is on another computer', (_name, type) => {
  expect(placeOfType(type)).toBe('remote')
})

test.each([
  ['ext4', 0xef53],
  ['XFS', 0x58465342],
  ['btrfs', 0x9123683e],
  ['btrfs, where the number is signed', -1859950530],
  ['tmpfs', 0x01021994],
  ['overlay', 0x794c7630],
  ['exFAT', 0x2011bab0],
])('%s is on this one', (_name, type) => {
  expect(placeOfType(type)).toBe('local')
})

test.each([
  ['FUSE', 0x65735546],
  ['9p', 0x01021997],
])('of %s the way it is mounted tells', (_name, type) => {
  expect(placeOfType(type)).toBe('mount-tells')
})

/** As `/sbin/mount` of macOS lists them. */
const mountsOfMac = [
  '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
  'devfs on /dev (devfs, local, nobrowse)',
  '/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)',
  'map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)',
  '//ana@nas._smb._tcp.local/Datos on /Volumes/Datos (smbfs, nodev, nosuid, mounted by ana)',
  '//ana@nas/Notas on la nube on /Volumes/Notas on la nube (smbfs, nodev, nosuid, mounted by ana)',
  'servidor:/exportado on /Volumes/exportado (nfs, nodev, nosuid, mounted by ana)',
  '//ana@viejo/AFP on /Volumes/AFP (afpfs, nodev, nosuid, mounted by ana)',
  'https://nube.example/dav on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by ana)',
  'ana@servidor:/home/ana on /Users/ana/remoto (macfuse, nodev, nosuid, synchronous, mounted by ana)',
  '/dev/disk9s1 on /Volumes/NTFS (macfuse, local, synchronous, noatime)',
  '/dev/disk8s2 on /Volumes/Datos/adentro (apfs, local, nodev, nosuid, journaled, noowners)',
].join('\n')
test.each([
  ['/Users/ana/Library/Application Support/Reencola', false],
  ['/Volumes/Datos/Reencola', true],
  ['/Volumes/Datos', true],
  ['/Volumes/Datos 2/Reencola', false],
  ['/Volumes/Datos/adentro/Reencola', false],
  ['/Volumes/Notas on la nube/Reencola', true],
  ['/Volumes/exportado/Reencola', true],
  ['/Volumes/AFP/Reencola', true],
  ['/Volumes/dav/Reencola', true],
  ['/Users/ana/remoto/Reencola', true],
  ['/Volumes/NTFS/Reencola', false],
])('on macOS, %s on another computer: %s', (folder, remote) => {
  expect(isRemoteOnMac(folder, mountsOfMac)).toBe(remote)
})

test('a folder whose disk nobody can tell is taken for one of this computer', () => {
  expect(isRemoteOnMac('/Users/ana', '')).toBe(false)
  expect(isOnNetwork(join(tmpdir(), 'no-hay-nada-con-este-nombre'))).toBe(false)
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
