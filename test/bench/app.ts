/** The app on the stand-in host, as processes that are measured from inside and from outside. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../e2e/harness/control.ts'

const host = join(import.meta.dirname, '..', 'host', 'run.js')

/** Answers any message with what the process has used; loaded before the program, keeps nothing alive. */
const probe = `process.on('message', () => process.send({ rss: process.memoryUsage.rss(), cpu: process.cpuUsage() })); process.channel.unref()`

export interface Usage {
  /** Resident memory, MB of 10^6 bytes. */
  memory: number
  /** Processor time so far, milliseconds. */
  processor: number
}

export interface MeasuredProcess extends AsyncDisposable {
  usage(): Promise<Usage>
}

function startProbed(args: string[], env: Record<string, string>): ChildProcess & MeasuredProcess {
  const imported = `--import=data:text/javascript,${encodeURIComponent(probe)}`
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env, NODE_OPTIONS: imported }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  return Object.assign(child, {
    usage: async () => {
      child.send('usage')
      const [{ rss, cpu }] = (await once(child, 'message')) as [{ rss: number; cpu: NodeJS.CpuUsage }]
      return { memory: rss / 1e6, processor: (cpu.user + cpu.system) / 1000 }
    },
    [Symbol.asyncDispose]: () => end(child),
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}

/** Node without any program. */
export const startBareNode = (): MeasuredProcess => startProbed(['-e', 'setInterval(() => {}, 2 ** 31 - 1)'], {})

/** An app that does nothing, for what the host itself takes. */
const emptyApp = join(import.meta.dirname, 'empty-app')
const emptyEnv = { REENCOLA_ANFITRION_APP: emptyApp }

/** The stand-in host with an empty app. */
export const startEmptyHost = (): MeasuredProcess => startProbed([host], emptyEnv)

/** Milliseconds from spawn to exit of the stand-in host with an app that ends once it is ready. */
export async function timeEmptyHost(): Promise<number> {
  const began = Date.now()
  await once(spawn(process.execPath, [host, '--terminar'], { env: { ...process.env, ...emptyEnv }, stdio: 'ignore' }), 'exit')
  return Date.now() - began
}

/** Milliseconds from spawn to exit of `node -e 0`. */
export async function timeBareNode(): Promise<number> {
  const began = Date.now()
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
  return Date.now() - began
}

/** Starts the app; settles when its services are ready: orders open, gate of sending open. */
export async function startApp(dataFolder: string, args: string[] = [], env: Record<string, string> = {}): Promise<MeasuredProcess> {
  const ready = nextReady(dataFolder)
  const app = startProbed([host, ...args], { REENCOLA_DATOS: dataFolder, ...env })
  await ready(app)
  return app
}

export interface StartTimes {
  /** Milliseconds from spawn to the log's line "services ready": orders checked, gate of sending open. */
  services: number
  /** To the host's line that says that there is a window to show; NaN without a window. */
  window: number
}

/** Starts the app without a probe and ends it. */
export async function timeApp(dataFolder: string, args: string[] = []): Promise<StartTimes> {
  const ready = nextReady(dataFolder)
  const began = Date.now()
  const app = spawn(process.execPath, [host, ...args], { env: { ...process.env, REENCOLA_DATOS: dataFolder }, stdio: ['ignore', 'pipe', 'ignore'] })
  let window = Number.NaN
  app.stdout.once('data', () => (window = Date.now() - began))
  try {
    const services = (await ready(app)) - began
    if (!args.includes('--oculto')) await until(() => !Number.isNaN(window), 'the window of the app')
    return { services, window }
  } finally {
    await end(app)
  }
}

/** @returns a wait for the next start in this folder, which gives its time as the log has it, to the millisecond */
function nextReady(dataFolder: string): (app: ChildProcess) => Promise<number> {
  const log = join(dataFolder, 'logs', 'reencola.log')
  const seen = readyLines(log).length
  return (app) =>
    until(() => {
      if (app.exitCode !== null) throw new Error('the app ended at its start')
      return readyLines(log)[seen]
    }, 'the services of the app')
}

function readyLines(log: string): number[] {
  if (!existsSync(log)) return []
  const lines = readFileSync(log, 'utf8').matchAll(/^(\S+) (\S+) info services ready/gmu)
  return [...lines].map(([, day, time]) => Date.parse(`${day}T${time}`))
}
