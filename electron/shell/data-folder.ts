import { accessSync, constants, mkdirSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { app } from 'electron'
import { startTexts } from '../contract/texts/shell.ts'
import { StartProblem } from './start-problem.ts'

/**
 * Makes the data folder and tells Electron about it. To be called before the app is ready, as the single-instance lock and
 * the encryption key belong to the folder.
 * @param wanted REENCOLA_DATOS; the system's folder when absent or empty
 * @returns the folder
 * @throws StartProblem
 */
export function claimDataFolder(wanted: string | undefined): string {
  if (wanted && !isAbsolute(wanted)) throw new StartProblem(startTexts.folderNotAbsolute)
  const folder = wanted || app.getPath('userData')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartProblem(startTexts.folder(folder), error)
  }
  if (wanted) app.setPath('userData', folder)
  return folder
}
