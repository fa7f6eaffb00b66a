import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { app } from 'electron'
import type { StartState } from '#contract/model/desktop.ts'
import { startEntryTexts as texts } from '#contract/texts/desktop.ts'
import { makeFolder } from '../../core/lib/make-folder.ts'
import { autostartEntry, readEntry } from './autostart-entry.ts'

const hidden = '--oculto'

/** Whether the program starts with the person's session. The system is asked every time: it is where people turn it off. */
export interface LoginItem {
  read(): StartState
  /** @throws when the system does not let it be written; what it made of it is for `read` */
  set(on: boolean): void
}

export function systemLoginItem(): LoginItem {
  return process.platform === 'linux' ? new AutostartFile(configFolder(process.env, homedir()), startCommand(process.env)) : electronLoginItem()
}

/** Electron's own, on Windows and macOS. Windows finds an item again only by the very path and arguments it was made with. */
function electronLoginItem(): LoginItem {
  const item = { path: process.execPath, args: app.isPackaged ? [hidden] : [app.getAppPath(), hidden] }
  return {
    read: () => {
      const { openAtLogin, status, executableWillLaunchAtLogin } = app.getLoginItemSettings(item)
      if (process.platform === 'darwin') return status === 'requires-approval' ? 'blocked' : openAtLogin ? 'on' : 'off'
      // The Task Manager turns items off beside the registry key that makes them.
      return openAtLogin ? (executableWillLaunchAtLogin ? 'on' : 'blocked') : 'off'
    },
    set: (on) => app.setLoginItemSettings({ ...item, openAtLogin: on, enabled: on }),
  }
}

/** An entry of the autostart folder; Electron has nothing for Linux. */
export class AutostartFile implements LoginItem {
  readonly #folder: string
  readonly #path: string
  readonly #command: readonly string[]

  /** @param configuration the person's configuration folder @param command program and arguments to start */
  constructor(configuration: string, command: readonly string[]) {
    this.#folder = join(configuration, 'autostart')
    this.#path = join(this.#folder, 'reencola.desktop')
    this.#command = command
    if (this.#state() === 'other') this.#repair()
  }

  read(): StartState {
    const state = this.#state()
    return state === 'other' ? 'off' : state
  }

  set(on: boolean): void {
    if (!on) return rmSync(this.#path, { force: true })
    makeFolder(this.#folder)
    const unfinished = `${this.#path}.nuevo`
    writeFileSync(unfinished, autostartEntry(this.#command, texts.name, texts.comment), { mode: 0o600 })
    renameSync(unfinished, this.#path)
  }

  #state(): StartState | 'other' {
    try {
      return readEntry(readFileSync(this.#path, 'utf8'), this.#command)
    } catch {
      return 'off'
    }
  }

  /** The program was moved, or its AppImage has a new name: the person's choice still stands. */
  #repair(): void {
    try {
      this.set(true)
    } catch {
      // Then it reads as off, which is true.
    }
  }
}

/** XDG Base Directory: a value that is no absolute path does not count. */
export const configFolder = ({ XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv, home: string): string =>
  isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(home, '.config')

/** An AppImage is mounted elsewhere each time: what lasts is the file that the person has. */
const startCommand = ({ APPIMAGE }: NodeJS.ProcessEnv): string[] => {
  if (APPIMAGE && isAbsolute(APPIMAGE)) return [APPIMAGE, hidden]
  return app.isPackaged ? [process.execPath, hidden] : [process.execPath, app.getAppPath(), hidden]
}

/** macOS hands no arguments to a login item, but says that it was one. */
export const openedAtLogin = (): boolean => process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
