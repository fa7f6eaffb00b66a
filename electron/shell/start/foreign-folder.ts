/** Whether what lies in a data folder belongs to another user of this computer. */
import { mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * On Linux and macOS Chromium's lock keeps nobody out who may write in the folder: of another user's process it cannot see which program it
 * is, takes it for one that is gone, and removes its lock (process_singleton_posix.cc, IsChromeProcess). Both would send.
 * Windows keeps the second one out by itself: there the lock is a file that is open.
 * @param names of our own files, as the folder has them
 * @param self of the process; undefined on Windows, where files have no such owner
 * @throws the file system's error when nothing can be made in the folder to see whose it is
 */
export function isOfOther(folder: string, names: readonly string[], self = process.getuid?.()): boolean {
  if (self === undefined || names.every((name) => (ownerOf(join(folder, name)) ?? self) === self)) return false
  return keepsOwners(folder, self)
}

/** A disk of Windows or of a camera says of every file that it is of whoever mounted it, also of one that was just made. */
function keepsOwners(folder: string, self: number): boolean {
  const probe = mkdtempSync(join(folder, '.duenio-'))
  try {
    return ownerOf(probe) === self
  } finally {
    rmdirSync(probe)
  }
}

/** @returns undefined for what is gone meanwhile */
const ownerOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.uid
