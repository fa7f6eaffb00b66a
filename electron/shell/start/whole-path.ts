import type { PlatformPath } from 'node:path'

/**
 * Whether a path leads to the same place wherever the program is started from. On Windows `\\datos` counts as absolute and still depends
 * on the current drive.
 * @param rules of `node:path`: those of the system, `win32` or `posix`
 */
export function isWholePath(path: string, rules: PlatformPath): boolean {
  return rules.isAbsolute(path) && (rules.sep === '/' || rules.parse(path).root.length > 1)
}
