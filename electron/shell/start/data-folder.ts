import { accessSync, chmodSync, constants, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import pathRules, { join } from 'node:path'
import { app } from 'electron'
import { startTexts } from '#contract/texts/shell.ts'
import { makeFolder } from '../../core/lib/make-folder.ts'
import { listOwn, logsFolder, tellsOfUs } from '../../core/storage/data-files.ts'
import { isOfOther } from './foreign-folder.ts'
import { isOnNetwork } from './network-share.ts'
import { settle, type Settled } from './old-place.ts'
import { StartProblem } from './start-problem.ts'
import { syncedBy } from './synced-folder.ts'
import { isWholePath } from './whole-path.ts'

/**
 * Makes the data folder and tells Electron about it. To be called before the app is ready, as the single-instance lock and
 * the encryption key belong to the folder.
 * @param wanted REENCOLA_DATOS; the system's folder when absent or empty
 * @throws StartProblem
 */
export function claimDataFolder(wanted: string | undefined): Settled {
  if (wanted && !isWholePath(wanted, pathRules)) throw new StartProblem(startTexts.folderNotAbsolute)
  const { folder, told } = wanted ? { folder: wanted, told: null } : defaultPlace()
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    refuseShared(folder)
    keepForOwner(folder)
    // Rights are not all, least of all those of an administrator.
    makeFolder(join(folder, logsFolder))
  } catch (error) {
    // What it says of itself is not all: the disk may be full, or another rule of the system stand in the way.
    throw isRefusal(error) ? new StartProblem(startTexts.folder(folder), error) : error
  }
  if (wanted || process.platform === 'win32') app.setPath('userData', folder)
  return { folder, told }
}

/** @throws StartProblem where the folder is not of this person on this computer alone */
function refuseShared(folder: string): void {
  if (isOnNetwork(folder)) throw new StartProblem(startTexts.networkFolder(folder))
  const syncing = syncedBy(folder, { environment: process.env, home: homedir(), platform: process.platform, rules: pathRules })
  if (syncing !== null) throw new StartProblem(startTexts.syncedFolder(folder, syncing))
  if (isOfOther(folder, listOwn(folder))) throw new StartProblem(startTexts.foreignFolder(folder))
  // Where another program left a file of that name, nothing could be written into it.
  if (statSync(join(folder, logsFolder), { throwIfNoEntry: false })?.isDirectory() === false) throw new StartProblem(startTexts.logsFile(folder))
}

/** Of the file system, as against a defect of ours and what was said already. */
const isRefusal = (error: unknown): boolean => (error as NodeJS.ErrnoException).syscall !== undefined

/**
 * The system's folder. On Windows Electron's own choice travels with the account (roaming) or lies on a server, and neither is a
 * place for a database: it is the local one instead, and what an older version left in the other is moved there.
 */
function defaultPlace(): Settled {
  if (process.platform !== 'win32') return { folder: app.getPath('userData'), told: null }
  const local = process.env['LOCALAPPDATA'] || join(app.getPath('home'), 'AppData', 'Local')
  return settle(join(app.getPath('appData'), app.getName()), join(local, app.getName()), tellsOfUs)
}

/**
 * A folder that was made by hand, or copied from another computer, may be open to everybody. It is closed where it is ours:
 * empty, or with files of this program in it. Somebody's home or /tmp stays as it is, and only our files are closed.
 */
function keepForOwner(folder: string): void {
  if (process.platform === 'win32') return
  const names = readdirSync(folder)
  if (names.length === 0 || tellsOfUs(names)) close(folder)
  for (const name of listOwn(folder)) close(join(folder, name))
}

/** Takes the rights of group and others. What belongs to somebody else cannot be closed, and is left to them. */
function close(path: string): void {
  try {
    const { mode } = statSync(path)
    if ((mode & 0o077) !== 0) chmodSync(path, mode & 0o700)
  } catch {
    // Gone meanwhile, or not ours.
  }
}
