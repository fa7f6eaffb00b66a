import { chown, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { watchByDefault } from '#contract/model/settings.ts'

/** For the settings that a test writes itself: what they leave out is as at first, and at first it watches. */
export const watchOff = { watch: { ...watchByDefault, on: false } }

/**
 * Switches the watch off in a data folder that has no settings yet. It looks in office hours and at a moment that each PC draws, so
 * what a test sees would depend on when it runs; whoever tests the watch writes settings of its own first.
 * @param uid whose program reads them, where that is another user of this computer; needs root
 */
export async function unwatched(dataFolder: string, uid?: number): Promise<void> {
  const made = await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const file = join(dataFolder, 'ajustes.json')
  try {
    await writeFile(file, JSON.stringify({ version: 1, ...watchOff }), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error
  }
  if (uid === undefined) return
  if (made !== undefined) await chown(dataFolder, uid, uid)
  await chown(file, uid, uid)
}
