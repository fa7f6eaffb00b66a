import { daysBetween, fechaOf, readFecha } from '#contract/argentina.ts'
import { watchedDays } from '#contract/model/settings.ts'
import { vigilarTexts as texts } from '#contract/texts/watch.ts'
import { daysInWindow } from '../../core/watch/times.ts'
import { exitCodes, StartProblem } from '../start/start-problem.ts'
import type { Command } from './command-line.ts'
import { comprobanteOnWatch } from './format-list.ts'
import { printInError, readInError, type ReadAccess } from './reading.ts'
import type { KeptByWatch } from './watch-keeping.ts'
import type { Streams } from './streams.ts'

type WatchOptions = Command & { name: 'vigilar' }

/**
 * `vigilar --una-vez`: reads once what is in error, oldest first, and says of each whether this computer knew of it. Only free queries.
 * @param keep takes over what was read, once it was
 * @returns the exit code @throws StartProblem
 */
export async function runWatch(folder: string, options: WatchOptions, access: ReadAccess, keep: KeptByWatch, streams: Streams): Promise<number> {
  const read = await readInError(folder, options.pointOfSale, (now) => daysOf(options, now), access)
  const fresh = keep(
    read.days,
    read.listed.map(({ row }) => row),
  )
  const listed = read.listed.map((one) => ({ ...one, isNew: fresh.has(one.row) }))
  const { failed } = read.progress
  const nothing = failed.length === 0 ? texts.none : null
  const summary = listed.length === 0 ? nothing : texts.found(listed.length, fresh.size)
  printInError({ ...read, listed }, options.json ? comprobanteOnWatch : null, summary, access.vault, streams)
  if (failed.length > 0) return exitCodes.waiting
  return listed.length > 0 ? exitCodes.endedOtherwise : exitCodes.ok
}

/** @returns newest first @throws StartProblem for a range that cannot be read */
function daysOf({ desde, hasta }: WatchOptions, now: number): string[] {
  const watched = daysInWindow(now)
  if (desde === null && hasta === null) return watched
  const last = hasta ?? watched[0] ?? ''
  const days = daysBetween(desde ?? fechaOf((readFecha(last) ?? 0) - watchedDays + 1), last)
  if (days) return days
  throw new StartProblem(hasta === null && desde !== null ? texts.badStart(desde) : texts.badRange, null, exitCodes.usage)
}
