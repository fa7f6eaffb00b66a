import { open, rename, rm, type FileHandle } from 'node:fs/promises'

/**
 * Writes a file that somebody asked for: for its owner only, and whole or not at all. What is not finished stands beside it under
 * another name and goes away.
 * @param write puts the content into the file; null: it was stopped, and nothing is kept
 * @returns what `write` gave
 * @throws the file system's errors; the file, or the one before it, is as it was
 */
export async function writeWhole<T>(path: string, write: (file: FileHandle) => Promise<T | null>): Promise<T | null> {
  const partial = `${path}.parcial`
  await rm(partial, { force: true })
  const file = await open(partial, 'wx', 0o600)
  try {
    const written = await write(file)
    if (written === null) return null
    await file.sync()
    await file.close()
    await rename(partial, path)
    return written
  } finally {
    await file.close().catch(() => {})
    await rm(partial, { force: true })
  }
}
