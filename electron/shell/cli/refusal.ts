import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import { exitCodes, StartProblem } from '../start/start-problem.ts'

/** What is wrong with what a person gave, in Spanish. */
export interface Problem {
  problem: string
}

/** @returns what was read @throws StartProblem where it is wrong: nothing of it is done */
export function sound<T extends object>(read: T | Problem): T {
  if ('problem' in read) throw new StartProblem(read.problem, null, exitCodes.usage)
  return read
}

/** @returns why something was not done, for the terminal */
export function sayRefused(failure: Failure): string {
  const { title, text } = describeFailure(failure)
  return texts.refused(title, text)
}
