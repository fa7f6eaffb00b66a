import { join } from 'node:path'
import log from 'electron-log/node'
import type { Logger } from '../../core/lib/logger.ts'
import { logFile } from '../../core/storage/data-files.ts'
import type { Redaction } from '../../core/redaction/engine.ts'

/** Two files, the one written to and the one before it, and a line more each: never 5 MB together. Bytes. */
const largestFile = 2_200_000
const longestLine = 65_536
/** What is looked at for a line: a secret that the end of it cuts in two is in the part that is thrown away. */
const window = 2 * longestLine
const longestSecret = 8_192

interface LogOptions {
  /** Made when the first line is written. */
  folder: string
  /** Warnings and errors also go to standard error; nothing of the log ever goes to standard output. */
  stderr: boolean
  redact: Redaction
}

/** The program's log: one redacted line a message, one older file kept. Never throws. */
export function createLog({ folder, stderr, redact }: LogOptions): Logger {
  const file = log.create({ logId: 'reencola' })
  // Else it is looked for in the folder that the program happens to be started from, and without one nothing is written.
  file.transports.file.setAppName('Reencola')
  file.transports.file.resolvePathFn = () => join(folder, logFile)
  file.transports.file.maxSize = largestFile
  file.transports.file.format = '{y}-{m}-{d} {h}:{i}:{s}.{ms} {level} {text}'
  file.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  // Standard output belongs to the command line, and there is nobody else to tell.
  for (const transport of Object.values(file.transports)) if (transport && transport !== file.transports.file) transport.level = false
  const write = (level: keyof Logger) => (message: string, details?: Record<string, unknown>) => {
    const line = lineOf(redact, message, details)
    file[level](line)
    if (stderr && level !== 'info') process.stderr.write(`${line}\n`)
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

/** @returns the message and its details as JSON, redacted, on one line of at most 64 KiB */
export function lineOf(redact: Redaction, message: string, details?: Record<string, unknown>): string {
  const whole = details ? `${message} ${asJson(details)}` : message
  const redacted = redact(whole.slice(0, window)).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  const kept = whole.length > window ? redacted.slice(0, -longestSecret) : redacted
  return atMost(kept, longestLine)
}

/** @returns the text cut to so many bytes of UTF-8 */
const atMost = (text: string, bytes: number): string =>
  Buffer.byteLength(text) <= bytes
    ? text
    : `${Buffer.from(text)
        .subarray(0, bytes - 4)
        .toString('utf8')
        .replace(/\uFFFD$/u, '')}…`

function asJson(details: Record<string, unknown>): string {
  try {
    return JSON.stringify(details, (_key, value: unknown) => (value instanceof Error ? describe(value) : value)) ?? ''
  } catch {
    return '[details that are not JSON]'
  }
}

const describe = ({ name, message, stack, cause }: Error) => ({ name, message, stack, ...(cause !== undefined && { cause }) })
