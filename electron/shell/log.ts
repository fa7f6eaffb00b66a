import { join } from 'node:path'
import log from 'electron-log/node'
import type { Logger } from '../core/logger.ts'
import { redactLogLine } from './log-redaction.ts'

const largestFile = 5 * 1024 * 1024

interface LogOptions {
  /** Made when the first line is written. */
  folder: string
  /** Warnings and errors also go to standard error; nothing of the log ever goes to standard output. */
  stderr: boolean
}

/** The program's log: one redacted line a message, one older file kept. Never throws. */
export function createLog({ folder, stderr }: LogOptions): Logger {
  const file = log.create({ logId: 'reencola' })
  file.transports.file.resolvePathFn = () => join(folder, 'reencola.log')
  file.transports.file.maxSize = largestFile
  file.transports.file.format = '{y}-{m}-{d} {h}:{i}:{s}.{ms} {level} {text}'
  file.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  // Standard output belongs to the command line, and there is nobody else to tell.
  for (const transport of Object.values(file.transports)) if (transport && transport !== file.transports.file) transport.level = false
  const write = (level: keyof Logger) => (message: string, details?: Record<string, unknown>) => {
    const line = lineOf(message, details)
    file[level](line)
    if (stderr && level !== 'info') process.stderr.write(`${line}\n`)
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

/** @returns the message and its details as JSON, redacted, on one line */
export const lineOf = (message: string, details?: Record<string, unknown>): string =>
  redactLogLine(details ? `${message} ${asJson(details)}` : message).replace(/[\r\n]+/gu, ' ')

function asJson(details: Record<string, unknown>): string {
  try {
    return JSON.stringify(details, (_key, value: unknown) => (value instanceof Error ? describe(value) : value)) ?? ''
  } catch {
    return '[details that are not JSON]'
  }
}

const describe = ({ name, message, stack, cause }: Error) => ({ name, message, stack, ...(cause !== undefined && { cause }) })
