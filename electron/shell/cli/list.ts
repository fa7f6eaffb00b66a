import { daysBetween } from '#contract/argentina.ts'
import { listarTexts as texts } from '#contract/texts/inbox.ts'
import type { Access } from '../services.ts'
import { exitCodes } from '../start/start-problem.ts'
import { comprobanteAsJson, comprobantesAsText } from './format-list.ts'
import { choosePointsOfSale, complaints, describeRows, knowTheTime, readDays } from './reading.ts'
import type { Streams } from './streams.ts'

interface ListOptions {
  /** First and last day, dd/mm/aaaa; checked by the command line. */
  desde: string
  hasta: string
  /** Name; null: all of them. */
  pointOfSale: string | null
  json: boolean
}

/**
 * `listar`: the comprobantes in error of some days, oldest first, as they are to be resent. Only free queries, and it only reads
 * what is on disk, so it needs no lock.
 * @returns the exit code
 */
export async function runList(
  folder: string,
  options: ListOptions,
  access: Pick<Access, 'api' | 'vault' | 'network' | 'clock'>,
  streams: Streams,
): Promise<number> {
  const pointsOfSale = choosePointsOfSale(options.pointOfSale, access.vault)
  if ('problem' in pointsOfSale) {
    streams.complain(pointsOfSale.problem)
    return exitCodes.usage
  }
  knowTheTime(folder, access.clock)
  await access.network.refresh()
  const read = await readDays(daysBetween(options.desde, options.hasta) ?? [], pointsOfSale.ids, access)
  const listed = describeRows(folder, read, access)
  const { progress } = read
  if (options.json) for (const one of listed) streams.print(comprobanteAsJson(one))
  else {
    if (listed.length > 0) streams.print(comprobantesAsText(listed))
    streams.print(listed.length === 0 && progress.failed.length === 0 ? texts.none : texts.found(listed.length, progress.seen))
  }
  for (const line of complaints(progress, access.vault)) streams.complain(line)
  return progress.failed.length === 0 ? exitCodes.ok : exitCodes.waiting
}
