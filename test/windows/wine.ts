import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, closeSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { forwarderDll } from './forwarder-dll.ts'

/** Debian's packages put it here, beside the PATH. */
const debianFolder = '/usr/lib/wine'

/** Wine cannot answer in the shape that Node of Windows asks for below this build of Windows 10 (1703). */
const windowsBuild = '15063'

/** A reason why something cannot be tried on this machine; nothing is wrong with the project. */
export class Skip extends Error {}

/** What a Windows program is run with. */
export interface Wine {
  version: string
  /** Where its C: is. */
  drive: string
  /** Runs a program to its end; with files in place of the streams, as Node of Windows takes no pipe of Unix. @returns its exit code; null when it took longer than `limit` milliseconds */
  run(command: string[], options?: { env?: Record<string, string>; cwd?: string; stdout?: string; stderr?: string; limit?: number }): Promise<number | null>
  /** What a short program printed. */
  read(command: string[]): string
  /** Waits until every Windows process has ended and the registry is written. */
  settle(): void
}

/** Longest that a run waits for another one, in milliseconds. */
const longestWait = 300_000

/** Where what is fetched and made is kept from one run to the next. */
const cacheFolder = (): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'reencola-windows')

/** A path of this computer as Windows sees it. */
export const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`

/** WINE64 names one that is elsewhere. @returns null when there is none */
function findWine(): string | null {
  const named = process.env['WINE64']
  if (named) return existsSync(named) ? named : null
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), debianFolder]
  return folders.map((folder) => join(folder, 'wine64')).find((path) => existsSync(path)) ?? null
}

/**
 * Makes a Windows, or takes the one that is there, for as long as `work` takes; one run at a time, as each would wait for the other's processes.
 * @param work what is done with it, and a folder that is kept
 * @throws Skip when there is no Wine here, or it does not begin
 */
export async function withWine<T>(work: (wine: Wine, folder: string) => Promise<T>): Promise<T> {
  const binary = process.platform === 'linux' && process.arch === 'x64' ? findWine() : null
  if (!binary) throw new Skip('there is no wine64 (apt-get install --no-install-recommends wine64)')
  const folder = cacheFolder()
  const lock = takeTurn(folder)
  try {
    return await work(await openWine(binary, folder), folder)
  } finally {
    lock.close()
  }
}

/** @throws Skip when the folder cannot be written, or another run has it for too long */
function takeTurn(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true })
    const lock = new DatabaseSync(join(folder, 'lock'), { timeout: longestWait })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    throw new Skip(`${folder} is not to be had, which another run may hold: ${String(error)}`)
  }
}

async function openWine(binary: string, folder: string): Promise<Wine> {
  const asked = spawnSync(binary, ['--version'], { encoding: 'utf8', timeout: 60_000 })
  if (asked.status !== 0) throw new Skip(`${binary} does not run: ${asked.error?.message ?? `it ends with ${asked.status}`}`)
  const version = asked.stdout.trim()
  const prefix = join(folder, version.replaceAll(/[^\w.-]+/gu, '-'))
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const { DISPLAY: _none, NODE_OPTIONS: _nor, ...inherited } = process.env
  const base = {
    ...inherited,
    // Wine makes links into the home folder.
    HOME: home,
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Neither .NET nor a browser is offered for download.
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    PATH: `${process.env['PATH'] ?? ''}${delimiter}${debianFolder}`,
  }
  const read: Wine['read'] = (command) =>
    spawnSync(binary, command, { env: base, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 }).stdout
  const settle: Wine['settle'] = () => void spawnSync('wineserver', ['-w'], { env: base, stdio: 'ignore', timeout: 30_000 })
  const run: Wine['run'] = async (command, { env = {}, cwd, stdout = '/dev/null', stderr = '/dev/null', limit = 120_000 } = {}) => {
    const files = [stdout, stderr].map((path) => openSync(path, 'w'))
    try {
      const child = spawn(binary, command, { env: { ...base, ...env }, ...(cwd !== undefined && { cwd }), stdio: ['ignore', ...files] })
      const timer = setTimeout(() => child.kill('SIGKILL'), limit)
      const [code] = (await once(child, 'close')) as [number | null]
      clearTimeout(timer)
      return code
    } finally {
      files.forEach(closeSync)
    }
  }
  const wine: Wine = { version, drive: join(prefix, 'drive_c'), run, read, settle }
  const ready = join(prefix, 'ready')
  if (existsSync(ready)) return wine
  if ((await run(['wineboot', '-i'])) !== 0) throw new Skip(`${wine.version} does not begin`)
  const system = join(wine.drive, 'windows', 'system32')
  if (!existsSync(system)) throw new Skip(`${wine.version} makes no Windows where it is told to`)
  await run(['winecfg', '/v', 'win10'])
  for (const name of ['CurrentBuild', 'CurrentBuildNumber'])
    await run(['reg', 'add', 'HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion', '/v', name, '/t', 'REG_SZ', '/d', windowsBuild, '/f'])
  settle()
  // Node asks for random numbers through a DLL that Wine 8 does not have; what one that has it finds here does the same.
  writeFileSync(join(system, 'bcryptprimitives.dll'), forwarderDll('bcryptprimitives.dll', { ProcessPrng: 'ADVAPI32.SystemFunction036' }))
  writeFileSync(ready, wine.version)
  return wine
}
