import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { deserialize, serialize } from 'node:v8'
import { computer, realPlatform } from './computer.ts'

/** What a second process hands to the first one. */
export interface Launch {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/** SQLite's "database is locked" (https://sqlite.org/rescode.html#busy). */
const busy = 5

/** Bytes that every system takes as the path of a socket: macOS has room for 103, Linux for 107. */
const longestSocketName = 103

/** deliver.ts: nobody listens at that socket. */
const nobodyThere = 3

/** What a test may make of the lock. */
export const lockOfSystem = {
  /**
   * `unheard`: refused without anybody being told, as Electron's is when its file cannot be locked or belongs to another
   * computer (LOCK_ERROR and PROFILE_IN_USE in Electron's electron_api_app.cc, Chromium's process_singleton.h).
   */
  lock: 'works' as 'works' | 'unheard',
  /** Longest that a second process waits for the first one to take its arguments, in milliseconds (kTimeoutInSeconds in process_singleton_posix.cc). */
  timeout: 20_000,
  /**
   * What becomes of a first process that does not take them in time. Chromium kills it and takes its place; on Windows not while it has a
   * window in sight (process_singleton_posix.cc and _win.cc with Electron's patches). Null: as on the platform, with a window.
   */
  hung: null as 'killed' | 'left' | null,
  /** True: another start is told of as soon as the loop runs, which may be before `ready`. */
  early: false,
}

/**
 * One process per folder. The lock is an exclusive transaction of SQLite, which the operating system releases even when the
 * holder is killed; the arguments of later processes come through a socket named after the folder.
 */
export class SingleInstance {
  #lock: DatabaseSync | null = null
  #server: Server | null = null

  get held(): boolean {
    return this.#lock !== null
  }

  /**
   * Takes the lock of `folder`, or hands `launch` to the process that has it.
   * @param onLaunch called in the holder for every later process
   * @returns true when this process holds the lock; false says nothing of whether the holder heard, as with Electron
   */
  acquire(folder: string, launch: Launch, onLaunch: (launch: Launch) => void): boolean {
    if (this.#lock) return true
    if (lockOfSystem.lock === 'unheard') return false
    mkdirSync(folder, { recursive: true })
    const socket = socketOf(folder)
    const kills = (lockOfSystem.hung ?? (computer.platform === 'win32' ? 'left' : 'killed')) === 'killed'
    let deadline = performance.now() + lockOfSystem.timeout
    do {
      this.#lock = lock(join(folder, 'anfitrion.lock'))
      if (this.#lock) {
        writeFileSync(holderIn(folder), String(process.pid))
        this.#server = listen(socket, onLaunch)
        return true
      }
      const told = deliver(socket, launch, deadline - performance.now())
      if (told === 'taken' || told === 'ended' || (told === 'hung' && !kills)) return false
      if (told === 'hung') {
        kill(folder)
        deadline = performance.now() + lockOfSystem.timeout
      }
      // Where nobody listens, the holder has just begun or is about to end.
    } while (performance.now() < deadline)
    return false
  }

  release(): void {
    this.#server?.close()
    this.#server = null
    this.#lock?.close()
    this.#lock = null
  }
}

/** @returns null when another process has it */
function lock(path: string): DatabaseSync | null {
  const database = new DatabaseSync(path)
  try {
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== busy) throw error
    return null
  }
}

/** Electron has its process id in the lock itself. */
const holderIn = (folder: string): string => join(folder, 'anfitrion.pid')

/** Ends the process that holds the folder, whatever it is doing; one that is no host is left alone. */
function kill(folder: string): void {
  try {
    const pid = Number(readFileSync(holderIn(folder), 'utf8'))
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join('test', 'host', 'run.js'))) return
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself, or this system has no such list.
  }
}

/** The name of a pipe tells large letters from small ones; Windows' folders do not. */
const sameFolder = (folder: string): string => (realPlatform === 'win32' ? folder.toLowerCase() : folder)

/** In the folder itself, where it is private and goes away with it, unless its name gets too long for a socket. */
function socketOf(folder: string): string {
  const name = `reencola-${createHash('sha256')
    .update(sameFolder(resolve(folder)))
    .digest('hex')
    .slice(0, 16)}`
  if (realPlatform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = resolve(folder, 'anfitrion.sock')
  return Buffer.byteLength(inside) <= longestSocketName ? inside : join(tmpdir(), `${name}.sock`)
}

function listen(path: string, onLaunch: (launch: Launch) => void): Server {
  const server = createServer((socket) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    socket.on('end', () => socket.destroy())
    socket.on('data', (chunk: string) => {
      text += chunk
      // A pipe of Windows has no half that could be closed: a line end is the end.
      if (!text.endsWith('\n')) return
      const launch = readLaunch(text)
      if (!launch) return void socket.destroy()
      socket.end('ok')
      onLaunch(launch)
    })
  })
  server.on('error', (error) => process.stderr.write(`anfitrión: ${String(error)}\n`))
  // The lock is ours, so a file that is still there belonged to a process that was killed.
  if (realPlatform !== 'win32') rmSync(path, { force: true })
  const mask = process.umask(0o177)
  server.listen(path)
  process.umask(mask)
  server.unref()
  return server
}

/** @returns null for what no second process of ours says */
function readLaunch(text: string): Launch | null {
  try {
    const { argv, workingDirectory, additionalData } = JSON.parse(text) as Partial<Launch>
    const sound = Array.isArray(argv) && argv.every((one) => typeof one === 'string') && typeof workingDirectory === 'string'
    return sound ? { argv, workingDirectory, additionalData: deserialize(Buffer.from(String(additionalData), 'base64')) } : null
  } catch {
    return null
  }
}

/** The outcome is said, and nobody learns of it, as with Electron. @returns `hung` when nobody has answered in time */
function deliver(socket: string, launch: Launch, timeout: number): 'taken' | 'ended' | 'hung' | 'nobody' {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'deliver.ts'), socket], {
    // Structured clone carries what comes with it, as in Electron (blink::CloneableMessage).
    input: `${JSON.stringify({ ...launch, additionalData: serialize(launch.additionalData).toString('base64') })}\n`,
    timeout: Math.max(Math.ceil(timeout), 1),
    windowsHide: true,
  })
  if (status === nobodyThere) return 'nobody'
  if (status === 0) return 'taken'
  process.stderr.write(`anfitrión: la otra instancia no respondió\n${stderr.toString()}`)
  return status === null ? 'hung' : 'ended'
}
