import { daysBetween } from '#contract/argentina.ts'
import { listarTexts as texts } from '#contract/texts/inbox.ts'
import { exitCodes } from '../start/start-problem.ts'
import type { Command } from './command-line.ts'
import { comprobanteAsJson } from './format-list.ts'
import { printInError, readInError, type ReadAccess } from './reading.ts'
import type { Streams } from './streams.ts'

/**
 * `listar`: the comprobantes in error of some days, oldest first, as they are to be resent. Only free queries.
 * @returns the exit code @throws StartProblem
 */
export async function runList(
  folder: string,
  { desde, hasta, pointOfSale, json }: Command & { name: 'listar' },
  access: ReadAccess,
  streams: Streams,
): Promise<number> {
  const read = await readInError(folder, pointOfSale, () => daysBetween(desde, hasta) ?? [], access)
  const { failed, seen } = read.progress
  const summary = read.listed.length === 0 && failed.length === 0 ? texts.none : texts.found(read.listed.length, seen)
  printInError(read, json ? comprobanteAsJson : null, summary, access.vault, streams)
  return failed.length === 0 ? exitCodes.ok : exitCodes.waiting
}
