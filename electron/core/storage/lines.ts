import { closeSync, openSync, readSync } from 'node:fs'

const chunkBytes = 1024 * 1024
/** Ten thousand references of the longest kind fit; what is longer is no line of ours. */
const longestLine = 16 * 1024 * 1024
const newline = 10

export interface Line {
  /** Null: longer than any line of ours. */
  text: Buffer | null
  /** False for what the file ends with when nothing ended it. */
  whole: boolean
}

/**
 * Reads a file of any size line by line, with a few megabytes of memory. A line's text is valid until the next is asked for.
 * @throws the file system's errors
 */
export function* linesOf(path: string): Generator<Line> {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    let rest: Buffer[] = []
    let restBytes = 0
    const take = (end: Buffer): Buffer | null => {
      const text = restBytes + end.length > longestLine ? null : rest.length === 0 ? end : Buffer.concat([...rest, end])
      rest = []
      restBytes = 0
      return text
    }
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      let start = 0
      for (let end = chunk.indexOf(newline); end !== -1 && end < read; end = chunk.indexOf(newline, start)) {
        yield { text: take(chunk.subarray(start, end)), whole: true }
        start = end + 1
      }
      restBytes += read - start
      if (restBytes > longestLine) rest = []
      else rest.push(Buffer.from(chunk.subarray(start, read)))
    }
    if (restBytes > 0) yield { text: take(Buffer.alloc(0)), whole: false }
  } finally {
    closeSync(file)
  }
}
