import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { app } from 'electron'

/** What the AppImage's runtime tells the program that it starts; a new one is to find it out for itself. */
const ofThisMount = ['APPIMAGE', 'APPDIR', 'ARGV0', 'OWD']

/**
 * Has the program start again once this process ends, which is the caller's to do.
 * @param args its own arguments; those of this start when absent
 */
export function startAgain(args?: readonly string[]): void {
  const { APPIMAGE } = process.env
  if (APPIMAGE && isAbsolute(APPIMAGE) && existsSync(APPIMAGE)) return void app.once('quit', () => startImage(APPIMAGE, args ?? process.argv.slice(1)))
  app.relaunch(args && { args: [...(process.defaultApp ? [app.getAppPath()] : []), ...args] })
}

/** Ends the program in order, and has it start again. */
export function restart(): void {
  startAgain()
  app.quit()
}

/**
 * Electron's own way starts the new process out of the mount that goes away with this one (electron-builder#1727): the file itself is
 * started instead. Everything is closed by now, so the folder may be let go.
 */
function startImage(file: string, args: readonly string[]): void {
  app.releaseSingleInstanceLock()
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisMount.includes(name)))
  spawn(file, args, { env, detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}
