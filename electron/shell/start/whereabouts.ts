/** In which session of the person the running program is: with two of them at once (remote desktop) its window is in one of the two. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { argentina } from '#contract/argentina.ts'
import { openFile } from '../../core/storage/data-files.ts'

const whereaboutsSchema = z.object({
  /** As Windows calls it: `Console`, `RDP-Tcp#12`; empty where the system has no name for it. */
  session: z.string().max(100),
  computer: z.string().max(255),
  /** The computer in front of which the person sits, where that is another one; empty else. */
  from: z.string().max(255),
  /** Milliseconds since the epoch. */
  since: z.number(),
})
export type Whereabouts = z.infer<typeof whereaboutsSchema>

const fileOf = (folder: string): string => join(folder, openFile)

const here = ({ SESSIONNAME = '', CLIENTNAME = '', XDG_SESSION_ID = '' }: NodeJS.ProcessEnv, since: number): Whereabouts => ({
  session: SESSIONNAME || XDG_SESSION_ID,
  computer: hostname(),
  from: CLIENTNAME,
  since,
})

const moment = new Intl.DateTimeFormat('es-AR', { dateStyle: 'short', timeStyle: 'short', timeZone: argentina })

/** @returns since when, as people write it */
export const momentOf = ({ since }: Whereabouts): string => moment.format(since)

/** Says where this process is, for a start that reaches nobody. A file that cannot be written is only missed. @returns what takes it back */
export function sayWhereabouts(folder: string, now: number): () => void {
  try {
    writeFileSync(fileOf(folder), JSON.stringify(here(process.env, now)), { mode: 0o600 })
  } catch {
    // The disk is full or refuses: then a second start says less.
  }
  return () => rmSync(fileOf(folder), { force: true })
}

/** @returns where the running program is, if that is another session or computer than this one; null when it is this one or unknown */
export function elsewhere(folder: string): Whereabouts | null {
  try {
    const said = whereaboutsSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')))
    const ours = here(process.env, 0)
    return said.session === ours.session && said.computer === ours.computer ? null : said
  } catch {
    return null
  }
}
