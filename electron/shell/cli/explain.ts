import { explain } from '../../core/guidance/explain.ts'
import { commandLineTexts } from '#contract/texts/shell.ts'
import { exitCodes } from '../start/start-problem.ts'
import { explanationAsJson, explanationAsText } from './format.ts'
import type { Streams } from './streams.ts'

/** `explicar`: needs neither data folder nor lock. @returns the exit code */
export function runExplain({ text, json }: { text: string; json: boolean }, streams: Streams): number {
  const explanation = explain(text)
  streams.print(json ? explanationAsJson(explanation) : explanationAsText(explanation))
  // Where a colon ends it, a shell may have kept the rest; see the usage.
  if (text.trimEnd().endsWith(':')) streams.complain(commandLineTexts.cutText)
  return exitCodes.ok
}
