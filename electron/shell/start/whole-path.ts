import { posix, win32 } from 'node:path'

/**
 * Whether a path leads to the same place wherever the program is started from. On Windows `\\datos` counts as absolute and still depends
 * on the current drive.
 */
export function isWholePath(path: string, platform: NodeJS.Platform): boolean {
  if (platform !== 'win32') return posix.isAbsolute(path)
  return win32.isAbsolute(path) && win32.parse(path).root.length > 1
}
