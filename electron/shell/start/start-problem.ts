/** Reasons not to start that a person can act on; said in Spanish, never as a crash. */
export class StartProblem extends Error {
  /** Spanish. */
  readonly text: string
  readonly exitCode: number
  constructor(text: string, cause?: unknown, exitCode: number = exitCodes.cannotStart) {
    super('cannot start', { cause })
    this.name = 'StartProblem'
    this.text = text
    this.exitCode = exitCode
  }
}

/** Promises of the command line; see the README. */
export const exitCodes = { ok: 0, endedOtherwise: 1, crashed: 1, usage: 2, cannotStart: 2, waiting: 3, handedOver: 4, notTaken: 5 } as const
