import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { logFile } from '../../core/storage/data-files.ts'

/** The end of the log, from a whole line on. @param most bytes @returns empty when there is no log yet */
export function logTail(folder: string, most: number): string {
  let file: number
  try {
    file = openSync(join(folder, logFile), 'r')
  } catch {
    return ''
  }
  try {
    const { size } = fstatSync(file)
    const from = Math.max(0, size - most)
    const bytes = Buffer.alloc(size - from)
    const read = readSync(file, bytes, 0, bytes.length, from)
    const text = bytes.subarray(0, read).toString('utf8')
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    closeSync(file)
  }
}
