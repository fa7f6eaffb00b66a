import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

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

/** Longest that a second process waits for the first one to take its arguments, in milliseconds. */
const deliveryTimeout = 15_000

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
   * @returns true when this process holds the lock
   */
  acquire(folder: string, launch: Launch, onLaunch: (launch: Launch) => void): boolean {
    if (this.#lock) return true
    mkdirSync(folder, { recursive: true })
    const socket = socketOf(folder)
    const lock = new DatabaseSync(join(folder, 'anfitrion.lock'))
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      lock.close()
      if ((error as { errcode?: number }).errcode !== busy) throw error
      deliver(socket, launch)
      return false
    }
    this.#lock = lock
    this.#server = listen(socket, onLaunch)
    return true
  }

  release(): void {
    this.#server?.close()
    this.#server = null
    this.#lock?.close()
    this.#lock = null
  }
}

/** In the folder itself, where it is private and goes away with it, unless its name gets too long for a socket. */
function socketOf(folder: string): string {
  const name = `reencola-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = resolve(folder, 'anfitrion.sock')
  return Buffer.byteLength(inside) <= longestSocketName ? inside : join(tmpdir(), `${name}.sock`)
}

function listen(path: string, onLaunch: (launch: Launch) => void): Server {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('error', () => socket.destroy())
    socket.on('end', () => {
      const launch = readLaunch(text)
      if (!launch) return void socket.destroy()
      socket.end('ok')
      onLaunch(launch)
    })
  })
  server.on('error', (error) => process.stderr.write(`anfitrión: ${String(error)}\n`))
  // The lock is ours, so a file that is still there belonged to a process that was killed.
  if (process.platform !== 'win32') rmSync(path, { force: true })
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
    return sound ? { argv, workingDirectory, additionalData } : null
  } catch {
    return null
  }
}

function deliver(socket: string, launch: Launch): void {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'deliver.ts'), socket], {
    input: JSON.stringify(launch),
    timeout: deliveryTimeout,
    windowsHide: true,
  })
  if (status !== 0) process.stderr.write(`anfitrión: la otra instancia no respondió\n${stderr.toString()}`)
}
