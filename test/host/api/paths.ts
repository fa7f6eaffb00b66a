import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type * as Electron from 'electron'
import { computer } from './computer.ts'

export type PathName = Parameters<Electron.App['getPath']>[0]

function appData(): string {
  const home = homedir()
  if (computer.platform === 'win32') return process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  if (computer.platform === 'darwin') return join(home, 'Library', 'Application Support')
  return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
}

const inHome = (name: string) => () => join(homedir(), name)

/** The special folders of `app.getPath`, with Electron's defaults; each is settled the first time it is asked for. */
export class Paths {
  readonly #settled = new Map<string, string>()
  readonly #defaults: Partial<Record<PathName, () => string>>

  constructor(appName: () => string) {
    this.#defaults = {
      home: homedir,
      appData,
      userData: () => {
        const folder = join(this.get('appData'), appName())
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        return folder
      },
      sessionData: () => this.get('userData'),
      crashDumps: () => join(this.get('userData'), 'Crashpad'),
      logs: () => (computer.platform === 'darwin' ? join(homedir(), 'Library', 'Logs', appName()) : join(this.get('userData'), 'logs')),
      temp: tmpdir,
      exe: () => process.execPath,
      module: () => process.execPath,
      desktop: inHome('Desktop'),
      documents: inHome('Documents'),
      downloads: inHome('Downloads'),
      music: inHome('Music'),
      pictures: inHome('Pictures'),
      videos: inHome('Videos'),
    }
  }

  get(name: PathName): string {
    const path = this.#settled.get(name) ?? this.#defaults[name]?.()
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    this.#settled.set(name, path)
    return path
  }

  set(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    if (!Object.hasOwn(this.#defaults, name)) throw new Error('Failed to set path')
    this.#settled.set(name, path)
  }

  all(): Record<string, string> {
    return Object.fromEntries(this.#settled)
  }
}
