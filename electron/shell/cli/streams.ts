import { readSync } from 'node:fs'
import { decodeText } from '../../core/tables/decode.ts'
import { printableLines } from './printable.ts'

/** What the command line reads and writes; the process's own streams, or a test's. */
export interface Streams {
  /** One line on standard output, or several; what a terminal would obey is a sign in its place. */
  print(line: string): void
  /** The same on standard error. */
  complain(line: string): void
  /** All of standard input. @throws RangeError when it is longer than `limit` bytes */
  readAll(limit: number): Promise<string>
  /** Whether a person types into standard input. */
  interactive: boolean
  /** Resolves when everything printed is out: pipes are asynchronous on Windows. */
  flushed(): Promise<void>
}

/** Nobody reads any more, or what they read from is gone: the pipe, the terminal, the disk that it was written to. */
const closed = new Set(['EPIPE', 'EIO', 'ECONNRESET', 'EBADF', 'ENOTCONN', 'ENOSPC', 'ERR_STREAM_DESTROYED'])

/** What is printed for nobody is no failure of the program. To be called before anything is printed. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!closed.has(error.code ?? '')) throw error
    })
}

/** Scripts of Windows write the system's old alphabet, and PowerShell 5.1 UTF-16. @returns the sign for what cannot be read, of what is no text: empty is nothing at all */
export const textOf = (bytes: Uint8Array): string => decodeText(bytes) ?? '\uFFFD'

export const processStreams: Streams = {
  print: (line) => void process.stdout.write(`${printableLines(line)}\n`),
  complain: (line) => void process.stderr.write(`${printableLines(line)}\n`),
  async readAll(limit) {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw new RangeError('too long')
      chunks.push(chunk)
    }
    // On Windows Electron's standard input is at its end at once; what was redirected into it may still be behind its number.
    if (size === 0 && process.platform === 'win32') return readDescriptor(limit)
    return textOf(Buffer.concat(chunks))
  },
  get interactive() {
    return process.stdin.isTTY
  },
  async flushed() {
    for (const stream of [process.stdout, process.stderr])
      await new Promise<void>((resolve) => {
        stream.write('', () => resolve())
      })
  },
}

/** @returns empty also where nothing was redirected, which Windows says in many ways */
function readDescriptor(limit: number): string {
  const bytes = Buffer.alloc(limit + 1)
  let size = 0
  try {
    for (let read = -1; read !== 0 && size <= limit; size += read) read = readSync(0, bytes, size, bytes.length - size, null)
  } catch {
    // A pipe whose writer has ended is an error there (EOF), and so is no standard input at all.
  }
  if (size > limit) throw new RangeError('too long')
  return textOf(bytes.subarray(0, size))
}
