/** Why the system refuses a file, as far as a person can do something about it. */
export type FileRefusal = 'in-use' | 'denied' | 'full' | 'gone'

/** By the system's code. Windows says EBUSY for opening what another program holds; see also below. */
const refusals: Record<string, FileRefusal> = {
  EBUSY: 'in-use',
  EPERM: 'in-use',
  ETXTBSY: 'in-use',
  EACCES: 'denied',
  EROFS: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'gone',
  ENODEV: 'gone',
}

/**
 * @param error what a call of `node:fs` threw
 * @returns null when it says nothing that a person could act on
 */
export function refusalOf(error: unknown): FileRefusal | null {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  // Windows says EPERM for renaming or removing what is held, and for opening what is read-only.
  if (code === 'EPERM' && syscall === 'open') return 'denied'
  return refusals[code] ?? null
}
