/** Whether a folder lies on another computer, as far as the system can tell. */
import { readFileSync, realpathSync, statfsSync } from 'node:fs'

/** `f_type` of statfs(2), linux/magic.h. */
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
])
/** FUSE is also how encrypted homes and NTFS disks of this computer come: only its name tells. */
const fuse = 0x65735546
const remoteFuse =
  /^fuse\.(?:sshfs|rclone|davfs2?|gvfsd-fuse|kio-fuse|glusterfs|curlftpfs|smbnetfs|s3fs|goofys|gcsfuse|google-drive-ocamlfuse|onedriver|ceph-fuse)$/u

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
    if (platform !== 'linux') return false
    const { type } = statfsSync(folder)
    // Kept as 32 bits, whose sign depends on the architecture.
    const kind = type >>> 0
    return remoteTypes.has(kind) || (kind === fuse && isRemoteFuse(realpathSync(folder), readFileSync('/proc/self/mountinfo', 'utf8')))
  } catch {
    return false
  }
}

/**
 * @param path of Windows; the real path of a mapped drive is the share's own (GetFinalPathNameByHandle)
 * @returns whether it is `\\server\share`, written in any way
 */
export function isShare(path: string): boolean {
  const plain = path.replaceAll('/', '\\')
  return /^\\\\(?:[?.]\\UNC\\|[^?.\\][^\\]*\\)/iu.test(plain)
}

/** @param folder a real path @param mounts as /proc/self/mountinfo has them (proc_pid_mountinfo(5)) */
export function isRemoteFuse(folder: string, mounts: string): boolean {
  let type = ''
  let longest = -1
  for (const line of mounts.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const point = (before.split(' ')[4] ?? '').replaceAll(/\\([0-7]{3})/gu, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    // The bytes of a name are read as UTF-8, which the escapes above never are part of.
    if (point === '' || point.length < longest || !(point === '/' || folder === point || folder.startsWith(`${point}/`))) continue
    longest = point.length
    type = after.split(' ')[0] ?? ''
  }
  return remoteFuse.test(type)
}
