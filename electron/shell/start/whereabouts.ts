/** In which session of the person the running program is: with two of them at once (remote desktop) its window is in one of the two. */
import { rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { argentina } from '#contract/argentina.ts'
import { startTexts } from '#contract/texts/shell.ts'
import { openFile } from '../../core/storage/data-files.ts'
import { readJson } from '../files/read-json.ts'

const whereaboutsSchema = z.object({
  /** As Windows calls it: `Console`, `RDP-Tcp#12`; empty where the system has no name for it. */
  session: z.string().max(100),
  computer: z.string().max(255),
  /** Whose session it is, by the name that the person logs in with; empty where the system has none, and in a file of before. */
  user: z.string().max(255).default(''),
  /** The computer in front of which the person sits, where that is another one; empty else. */
  from: z.string().max(255),
  /** Milliseconds since the epoch. */
  since: z.number(),
})
type Whereabouts = z.infer<typeof whereaboutsSchema>

const fileOf = (folder: string): string => join(folder, openFile)

const here = ({ SESSIONNAME = '', CLIENTNAME = '', XDG_SESSION_ID = '', USERNAME = '', USER = '' }: NodeJS.ProcessEnv, since: number): Whereabouts => ({
  session: SESSIONNAME || XDG_SESSION_ID,
  computer: hostname(),
  user: USERNAME || USER,
  from: CLIENTNAME,
  since,
})

const moment = (at: number): string => new Intl.DateTimeFormat('es-AR', { dateStyle: 'short', timeStyle: 'short', timeZone: argentina }).format(at)

/** Says where this process is, for a start that reaches nobody. A file that cannot be written is only missed. @returns what takes it back */
export function sayWhereabouts(folder: string, now: number): () => void {
  try {
    writeFileSync(fileOf(folder), JSON.stringify(here(process.env, now)), { mode: 0o600 })
  } catch {
    // The disk is full or refuses: then a second start says less.
  }
  return () => rmSync(fileOf(folder), { force: true })
}

/** @returns for a start that reached nobody: where the running program is, in Spanish */
export function sayElsewhere(folder: string): string {
  const ours = here(process.env, 0)
  const said = readJson(fileOf(folder), whereaboutsSchema)
  if (!said) return startTexts.otherSilent
  const since = moment(said.since)
  if (said.user !== '' && said.user !== ours.user) return startTexts.otherUser(said, folder, since)
  return said.session === ours.session && said.computer === ours.computer ? startTexts.otherSilent : startTexts.otherSession(said, since)
}
