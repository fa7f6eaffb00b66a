import { release } from 'node:os'
import { app } from 'electron'
import type { Logger } from '../../core/lib/logger.ts'
import type { Redaction } from '../../core/redaction/engine.ts'
import { exitCodes } from '../start/start-problem.ts'

export interface CrashOptions {
  logger: Logger
  redact: Redaction
  /** Stops what runs and says it to the person, with the report to be read and copied. */
  tell: (report: string) => void
}

/**
 * A failure that nothing caught: the state in memory can no longer be trusted, and everything that counts is on disk. It is
 * logged, said, and the process ends.
 * @returns `from` takes what is known better later on
 */
export function watchForCrashes(atFirst: CrashOptions): { from(known: Partial<CrashOptions>): void } {
  let options = atFirst
  let crashed = false
  const crash = (kind: string) => (error: unknown) => {
    if (crashed) return
    crashed = true
    const { logger, redact, tell } = options
    try {
      logger.error('crash', { kind, error: error instanceof Error ? error : String(error) })
      tell(redact(`${about()}\n${new Date().toISOString()} ${kind}\n${describe(error)}`))
    } finally {
      app.exit(exitCodes.crashed)
    }
  }
  process.on('uncaughtException', crash('uncaughtException'))
  process.on('unhandledRejection', crash('unhandledRejection'))
  return { from: (known) => (options = { ...options, ...known }) }
}

/** What ran: versions and platform. */
const about = (): string =>
  `Reencola ${app.getVersion()}, ${process.platform} ${release()} ${process.arch}, Electron ${process.versions['electron'] ?? '-'}, Node ${process.version}`

/** Enough for a report that somebody copies into a message. In characters. */
const longestDescription = 8_192

/** The stack with its causes. */
function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error).slice(0, longestDescription)
  const cause = error.cause === undefined || depth > 3 ? '' : `\nCausa: ${describe(error.cause, depth + 1)}`
  return `${error.stack ?? String(error)}${cause}`.slice(0, longestDescription)
}
