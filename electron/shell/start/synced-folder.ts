/** Whether a folder is copied to other computers by a program of the person. */
import { realpathSync } from 'node:fs'
import type { PlatformPath } from 'node:path'
import { namesIn } from '../../core/storage/data-files.ts'

/** What a program that keeps folders alike leaves in the uppermost one. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/^\.dropbox\.cache$/u, 'Dropbox'],
  [/^\.tmp\.drive(?:up|down)load$/u, 'Google Drive'],
  [/^\._?sync_[\da-f]+\.db$/u, 'Nextcloud'],
]

/** Where macOS keeps what its own and others' clouds copy (Apple: File Provider). */
const clouds: readonly (readonly [RegExp, string])[] = [
  [/\/Library\/Mobile Documents\//u, 'iCloud Drive'],
  [/\/Library\/CloudStorage\//u, 'la nube'],
]

/** OneDrive tells its folders to every program of the session, one for each kind of account. */
const oneDrive = ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'] as const

/** What the system says. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv
  home: string
  platform: NodeJS.Platform
  /** Of `node:path`. */
  rules: PlatformPath
}

/**
 * A database that is copied while it is written arrives torn, a copy that comes back undoes what was sent, and the same orders on two
 * computers are paid twice.
 * @param folder exists
 * @returns the name of the program that copies it; null when none is known
 */
export function syncedBy(folder: string, { environment, home, platform, rules }: Surroundings): string | null {
  const real = realOf(folder, rules)
  if (platform === 'darwin') {
    const cloud = clouds.find(([place]) => place.test(`${real}/`))
    if (cloud) return cloud[1]
  }
  const own = realOf(home, rules)
  const isBelow = (root: string): boolean => contains(realOf(root, rules), real, rules) && !contains(realOf(root, rules), own, rules)
  if (platform === 'win32' && oneDrive.some((name) => environment[name] && isBelow(environment[name]))) return 'OneDrive'
  for (let at = real; ; at = rules.dirname(at)) {
    // Where homes lie, and above, a mark speaks of no folder of this person: every place that they have is below.
    if (at !== own && contains(at, own, rules)) return null
    const names = namesIn(at)
    const mark = marks.find(([name]) => names.some((one) => name.test(one)))
    if (mark) return mark[1]
    if (at === rules.dirname(at)) return null
  }
}

/** @param root with letters large or small, where the system does not tell them apart */
function contains(root: string, folder: string, rules: PlatformPath): boolean {
  const way = rules.relative(root, folder)
  return way === '' || !(way === '..' || way.startsWith(`..${rules.sep}`) || rules.isAbsolute(way))
}

function realOf(path: string, rules: PlatformPath): string {
  try {
    return realpathSync.native(path)
  } catch {
    return rules.normalize(path)
  }
}
