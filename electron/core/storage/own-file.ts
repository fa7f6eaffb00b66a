import { chmodSync } from 'node:fs'

/**
 * Makes a file of ours writable, for its owner only: what comes back from a backup or a disc is often read-only, also on Windows.
 * Where that is refused, or there is no such file, opening it says so.
 */
export function makeOwn(path: string): void {
  try {
    chmodSync(path, 0o600)
  } catch {
    // See above.
  }
}
