/** Starts the app as a person or a script would, on the stand-in host. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ensureBuilt } from '../../../build/ensure-built.ts'
import { Control, until } from './control.ts'
import { unwatched } from './unwatched.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const host = join(root, 'test', 'host', 'run.js')

export interface Launch {
  args?: string[]
  env?: Record<string, string>
  /** REENCOLA_DATOS; default: a fresh one that goes away with the app. */
  dataFolder?: string
  /** Another app than the built one, e.g. an unpacked package. */
  appFolder?: string
  /** The data folder is left as it is, as an office starts it first: without settings, hence watching. */
  untouched?: boolean
  /** Another user of this computer, by number; needs root. */
  uid?: number
}

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface RunningApp extends AsyncDisposable {
  control: Control
  /** Where a browser finds the window, whether it is shown or not. */
  url: string
  dataFolder: string
  /** Where the host says how it is reached; one that it starts again says it there too. */
  controlFile: string
  /** Everything printed so far. */
  stdout(): string
  stderr(): string
  /** Waits for the line that says that there is a window to show; gives its address. */
  ready(): Promise<string>
  kill(signal?: NodeJS.Signals): void
  exit: Promise<Exit>
}

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** What the person who runs the tests has set must not reach the app. */
export const cleanEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('REENCOLA_')))

function start({ args = [], env = {}, appFolder, uid }: Launch, extra: Record<string, string>): ChildProcess {
  if (appFolder === undefined) ensureBuilt()
  const app = appFolder === undefined ? {} : { REENCOLA_ANFITRION_APP: appFolder }
  return spawn(process.execPath, [host, ...args], {
    env: { ...cleanEnvironment(), ...app, ...extra, ...env },
    // The host ends when the fourth one closes: a test that is cut off leaves nothing running.
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    ...(uid !== undefined && { uid, gid: uid }),
  })
}

export const exitOf = async (child: ChildProcess): Promise<Exit> => {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { code, signal }
}

export function collect(stream: NodeJS.ReadableStream | null): () => string {
  let all = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => (all += chunk))
  return () => all
}

/** On Windows the first line of what Electron prints is blank. */
export const ownOutput = (stdout: string): string => (process.platform === 'win32' ? stdout.replace(/^\r?\n/u, '') : stdout)

/** Starts the app and waits until it can be driven; disposing kills it and removes what was made for it. */
export async function launchApp(launch: Launch = {}): Promise<RunningApp> {
  const scratch = await mkdtemp(join(tmpdir(), 'reencola-e2e-'))
  const dataFolder = launch.dataFolder ?? join(scratch, 'datos')
  const controlFile = join(scratch, 'control.json')
  // Only root may start it as somebody else, and what root made they could not write.
  if (launch.uid !== undefined) await chown(scratch, launch.uid, launch.uid)
  if (!launch.untouched) await unwatched(dataFolder, launch.uid)
  const child = start(launch, { REENCOLA_DATOS: dataFolder, REENCOLA_ANFITRION_CONTROL: controlFile })
  child.stdin?.end()
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const exit = exitOf(child)
  const alive = () => child.exitCode === null && child.signalCode === null
  const dispose = async () => {
    if (alive()) child.kill('SIGKILL')
    await exit
    await rm(scratch, { recursive: true, force: true })
  }
  try {
    const control = await Control.fromFile(controlFile, alive)
    return {
      control,
      url: control.url,
      dataFolder,
      controlFile,
      stdout: () => ownOutput(stdout()),
      stderr,
      ready: () => until(() => /^Reencola lista en (\S+)$/mu.exec(stdout())?.[1], 'the window'),
      kill: (signal = 'SIGTERM') => void child.kill(signal),
      exit,
      [Symbol.asyncDispose]: dispose,
    }
  } catch (error) {
    await dispose()
    throw new Error(`the app did not start: ${stderr()}`, { cause: error })
  }
}

/** A command of the app that runs, and may be stopped or killed. */
export interface RunningCommand {
  kill(signal: NodeJS.Signals): void
  finished: Promise<Finished>
}

/**
 * Begins a command of the app.
 * @param stdin what it reads on standard input
 */
export function beginCli(args: string[], stdin = '', env: Record<string, string> = {}, appFolder?: string, uid?: number): RunningCommand {
  const child = start({ args, ...(appFolder !== undefined && { appFolder }), ...(uid !== undefined && { uid }) }, env)
  child.stdin?.on('error', () => {})
  child.stdin?.end(stdin)
  const printed = Promise.all([child.stdout ? text(child.stdout) : '', child.stderr ? text(child.stderr) : '', exitOf(child)])
  return {
    kill: (signal) => void child.kill(signal),
    finished: printed.then(([stdout, stderr, { code }]) => ({ code, stdout: ownOutput(stdout), stderr })),
  }
}

/** Runs a command of the app to its end; see beginCli. */
export const runCli = (args: string[], stdin = '', env: Record<string, string> = {}, appFolder?: string, uid?: number): Promise<Finished> =>
  beginCli(args, stdin, env, appFolder, uid).finished
