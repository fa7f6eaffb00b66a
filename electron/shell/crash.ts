import type { Logger } from '../core/logger.ts'
import { exitCodes } from './start-problem.ts'

interface CrashOptions {
  logger: Logger
  /** Says it to the person, in Spanish and without details. */
  tell: () => void
  /** Ends the process with that code. */
  exit: (code: number) => void
}

/**
 * A failure that nothing caught: the state in memory can no longer be trusted, and everything that counts is on disk. It is
 * logged, said, and the process ends.
 */
export function watchForCrashes({ logger, tell, exit }: CrashOptions): void {
  let crashed = false
  const crash = (kind: string) => (error: unknown) => {
    if (crashed) return
    crashed = true
    try {
      logger.error('crash', { kind, error: error instanceof Error ? error : String(error) })
      tell()
    } finally {
      exit(exitCodes.crashed)
    }
  }
  process.on('uncaughtException', crash('uncaughtException'))
  process.on('unhandledRejection', crash('unhandledRejection'))
}
