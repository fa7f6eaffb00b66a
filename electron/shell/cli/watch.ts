import { daysBetween, fechaOf, readFecha } from '#contract/argentina.ts'
import { watchedDays } from '#contract/model/settings.ts'
import { vigilarTexts as texts } from '#contract/texts/watch.ts'
import { daysInWindow } from '../../core/watch/times.ts'
import type { Access } from '../services.ts'
import { exitCodes } from '../start/start-problem.ts'
import { comprobanteOnWatch, comprobantesAsText } from './format-list.ts'
import { choosePointsOfSale, complaints, describeRows, knowTheTime, readDays } from './reading.ts'
import type { KeptByWatch } from './watch-keeping.ts'
import type { Streams } from './streams.ts'

interface WatchOptions {
  /** dd/mm/aaaa, checked by the command line; null: not said. */
  desde: string | null
  hasta: string | null
  /** Name; null: all of them. */
  pointOfSale: string | null
  json: boolean
}

/**
 * `vigilar --una-vez`: reads once what is in error, oldest first, and says of each whether this computer knew of it. Only free queries.
 * @param keep takes over what was read, once it was
 * @returns the exit code
 */
export async function runWatch(
  folder: string,
  options: WatchOptions,
  access: Pick<Access, 'api' | 'vault' | 'network' | 'clock'>,
  keep: KeptByWatch,
  streams: Streams,
): Promise<number> {
  const { vault, network, clock } = access
  const pointsOfSale = choosePointsOfSale(options.pointOfSale, vault)
  if ('problem' in pointsOfSale) {
    streams.complain(pointsOfSale.problem)
    return exitCodes.usage
  }
  knowTheTime(folder, clock)
  const days = daysOf(options, clock.now())
  if (!days) {
    streams.complain(options.hasta === null && options.desde !== null ? texts.badStart(options.desde) : texts.badRange)
    return exitCodes.usage
  }
  await network.refresh()
  const reading = await readDays(days, pointsOfSale.ids, access)
  const described = describeRows(folder, reading, access)
  const fresh = keep(
    reading.days,
    described.map(({ row }) => row),
  )
  const listed = described.map((one) => ({ ...one, isNew: fresh.has(one.row) }))
  if (options.json) for (const one of listed) streams.print(comprobanteOnWatch(one))
  else {
    if (listed.length > 0) streams.print(comprobantesAsText(listed))
    if (listed.length > 0 || reading.progress.failed.length === 0) streams.print(listed.length === 0 ? texts.none : texts.found(listed.length, fresh.size))
  }
  for (const line of complaints(reading.progress, vault)) streams.complain(line)
  if (reading.progress.failed.length > 0) return exitCodes.waiting
  return listed.length > 0 ? exitCodes.endedOtherwise : exitCodes.ok
}

/** @returns newest first; null for a range that cannot be read */
function daysOf({ desde, hasta }: Pick<WatchOptions, 'desde' | 'hasta'>, now: number): string[] | null {
  const watched = daysInWindow(now)
  if (desde === null && hasta === null) return watched
  const last = hasta ?? watched[0] ?? ''
  return daysBetween(desde ?? fechaOf((readFecha(last) ?? 0) - watchedDays + 1), last)
}
