/** Whether a folder lies on another computer, as far as the system can tell. */
import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync, statfsSync } from 'node:fs'

/** `f_type` of statfs(2): linux/magic.h, and of those it lacks the file system's own source. Shared by a virtual machine's host counts as another computer. */
const remoteTypes: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x564c, // NCP
  0x5346414f, // AFS
  0x6b414653, // AFS of the kernel
  0x73757245, // Coda
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x786f4256, // VirtualBox's shared folders
  0xbacbacbc, // VMware's
])
/** FUSE is also how encrypted homes and NTFS disks of this computer come, and 9p how a sandbox shows its own: how they are mounted tells. */
const toldByMount: ReadonlySet<number> = new Set([
  0x65735546, // FUSE
  0x01021997, // 9p
])
const remoteFuse =
  /^fuse\.(?:sshfs|rclone|davfs2?|gvfsd-fuse|kio-fuse|glusterfs|curlftpfs|smbnetfs|s3fs|goofys|gcsfuse|google-drive-ocamlfuse|onedriver|ceph-fuse|vmhgfs-fuse)$|^virtiofs$/u
/** Over the network, from the host of a virtual machine, or a drive of Windows in WSL. */
const remote9p = /(?:^|,)(?:trans=(?:tcp|virtio|xen|rdma|unix)|aname=drvfs)(?:[,;]|$)/u

/**
 * SQLite's write-ahead log needs shared memory that no network file system gives, and the lock that keeps two programs apart holds
 * on one computer only: two computers could pay twice.
 * @param folder exists
 * @param platform as process.platform
 * @returns false also where the system does not say
 */
export function isOnNetwork(folder: string, platform: NodeJS.Platform = process.platform): boolean {
  try {
    if (platform === 'win32') return isShare(folder) || isShare(realpathSync.native(folder))
    if (platform === 'darwin') return isRemoteOnMac(realpathSync(folder), mountsOfMac())
    if (platform !== 'linux') return false
    const { type } = statfsSync(folder)
    const lies = placeOfType(type)
    return lies === 'mount-tells' ? isRemoteMount(realpathSync(folder), readFileSync('/proc/self/mountinfo', 'utf8')) : lies === 'remote'
  } catch {
    return false
  }
}

/** @param type as statfs(2) of Linux has it: 32 bits, whose sign depends on the architecture */
export function placeOfType(type: number): 'remote' | 'local' | 'mount-tells' {
  const kind = type >>> 0
  if (remoteTypes.has(kind)) return 'remote'
  return toldByMount.has(kind) ? 'mount-tells' : 'local'
}

/**
 * @param path of Windows; the real path of a mapped drive is the share's own (GetFinalPathNameByHandle)
 * @returns whether it is `\\server\share`, written in any way
 */
export function isShare(path: string): boolean {
  const plain = path.replaceAll('/', '\\')
  return /^\\\\(?:[?.]\\UNC\\|[^?.\\][^\\]*\\)/iu.test(plain)
}

/** @returns the one that a real path lies on: the deepest, and of several at one place the last */
function mountOf<Mount extends { point: string }>(folder: string, mounts: Mount[]): Mount | undefined {
  const above = mounts.filter(({ point }) => point === '/' || folder === point || (point !== '' && folder.startsWith(`${point}/`)))
  const deepest = Math.max(...above.map(({ point }) => point.length))
  return above.findLast(({ point }) => point.length === deepest)
}

/** @param folder a real path @param mounts as /proc/self/mountinfo has them (proc_pid_mountinfo(5)) */
export function isRemoteMount(folder: string, mounts: string): boolean {
  const listed = mounts.split('\n').map((line) => {
    const [before = '', after = ''] = line.split(' - ')
    // The bytes of a name are read as UTF-8, which the escapes are never part of.
    const point = (before.split(' ')[4] ?? '').replaceAll(/\\([0-7]{3})/gu, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    return { point, told: after.split(' ') }
  })
  const [type = '', , options = ''] = mountOf(folder, listed)?.told ?? []
  return type === '9p' ? remote9p.test(options) : remoteFuse.test(type)
}

/** Names of vfs_conf(9) of macOS; the numbers that statfs(2) gives there depend on what was loaded first, so they tell nothing. */
const remoteOfMac = /^(?:smbfs|nfs|afpfs|webdav|ftp|cifs|acfs)$/u
const fuseOfMac = /^(?:mac|osx)?fuse/u

/** The kernel's own list; it is read without asking any server, so it does not hang where one is gone. */
const mountsOfMac = (): string => execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 5_000, stdio: ['ignore', 'pipe', 'ignore'] })

/**
 * @param folder a real path
 * @param mounts as mount(8) of macOS lists them: `//ana@nas/datos on /Volumes/datos (smbfs, nodev, nosuid, mounted by ana)`. `local` among
 * the flags is the kernel's word that the disk is of this computer.
 */
export function isRemoteOnMac(folder: string, mounts: string): boolean {
  const listed = mounts.split('\n').flatMap((line) => {
    const [, whole = '', told = ''] = /^(.*) \(([^()]*)\)$/u.exec(line) ?? []
    const [type = '', ...flags] = told.split(', ')
    // A share may have ` on ` in its name, and so may the folder where it is mounted.
    return Array.from(whole.matchAll(/ on (?=\/)/gu), ({ 0: on, index }) => {
      const far = remoteOfMac.test(type) || (fuseOfMac.test(type) && /[@:]/u.test(whole.slice(0, index)))
      return { point: whole.slice(index + on.length), remote: far && !flags.includes('local') }
    })
  })
  return mountOf(folder, listed)?.remote ?? false
}
