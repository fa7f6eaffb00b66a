import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder of ours, and what is missing above it, for the owner alone. Node's own way to do so never ends where a folder cannot be made
 * although the one above it is there, as below /proc: it makes that one again and again (node's MKDirpSync, on ENOENT).
 * @throws the file system's error
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
    const above = dirname(folder)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder || existsSync(above)) throw error
    makeFolder(above)
    makeFolder(folder)
  }
}
