import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** How long is waited for the key of another start, or for one's own to be written, and between two looks; milliseconds. */
const patience = 15_000
const pause = 250

/**
 * On Windows Chromium keeps the key that opens everything in `Local State`: each process reads it once, makes one when there is none, and
 * writes it ten seconds later or at an orderly end, whatever another one has written meanwhile; no call of Electron's has it written sooner
 * (BrowserProcessImpl: the only CommitPendingWrite is in PostMainMessageLoopRun). Two first starts at once each make one, and what the first
 * has sealed nobody can open, whichever command the second was. So while there is no key only the holder of the folder goes on. Nothing else
 * runs meanwhile: Chromium reads the file when the main module is through.
 * @param takeLock see Electron's requestSingleInstanceLock
 * @returns false when another start holds the folder and has made no key in time
 */
export function aloneWithoutKey(folder: string, takeLock: () => boolean, platform: NodeJS.Platform = process.platform, longest = patience): boolean {
  if (platform !== 'win32') return true
  const began = performance.now()
  while (!hasKey(folder) && !takeLock()) {
    if (performance.now() - began >= longest) return false
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
  }
  return true
}

/**
 * Waits until the key is where the next start finds it: what is sealed before that is lost with the process. Only the first seconds of the
 * very first start wait.
 * @returns false when it was not written in time: nothing is to be sealed then
 */
export async function keyIsKept(folder: string, platform: NodeJS.Platform = process.platform, longest = patience): Promise<boolean> {
  if (platform !== 'win32') return true
  const began = performance.now()
  while (!hasKey(folder)) {
    if (performance.now() - began >= longest) return false
    await setTimeout(pause)
  }
  return true
}

function hasKey(folder: string): boolean {
  try {
    return readFileSync(join(folder, 'Local State'), 'utf8').includes('"encrypted_key"')
  } catch {
    return false
  }
}
