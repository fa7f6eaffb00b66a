import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { watchByDefault } from '#contract/model/settings.ts'

/**
 * Switches the watch off in a data folder that has no settings yet. It looks in office hours and at a moment that each PC draws, so
 * what a test sees would depend on when it runs; whoever tests the watch writes settings of its own first.
 */
export async function unwatched(dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const settings = JSON.stringify({ version: 1, watch: { ...watchByDefault, on: false } })
  await writeFile(join(dataFolder, 'ajustes.json'), settings, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
