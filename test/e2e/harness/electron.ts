/** The product on real Electron, driven by Playwright. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { _electron, type ElectronApplication } from 'playwright-core'
import { ensureBuilt } from '../../../build/ensure-built.ts'
import type { CommandArgs } from '../../host/control/commands.ts'
import { cleanEnvironment, collect, exitOf, ownOutput, type Finished, type Launch } from './app.ts'
import { smallest } from './browser.ts'
import { ownErrors } from './own-errors.ts'
import type { RunningProduct, SharedCommand, SharedState } from './product.ts'
import { unwatched } from './unwatched.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** What each command of the stand-in host is on Electron. Runs in its main process: nothing of this file is in reach there. */
const acts: { [C in SharedCommand]: (app: ElectronApplication, args: CommandArgs<C>) => Promise<void> } = {
  // Later, so that the answer still finds somebody.
  quit: (app) => app.evaluate(({ app: electron }) => void setTimeout(() => electron.quit())),
  window: (app, { action }) => app.evaluate(({ BrowserWindow }, method) => BrowserWindow.getAllWindows()[0]?.[method](), action),
  'window/reload': (app) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload()),
  power: (app, { event }) => app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event),
  clipboard: (app, { text: content }) => app.evaluate(({ clipboard }, written) => clipboard.writeText(written), content),
  'process-gone': (app) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()),
  activate: (app) => app.evaluate(({ app: electron }) => void electron.emit('activate', {}, false)),
  'dialog/answer': (app, { method, answer }) =>
    app.evaluate(({ dialog }, [name, given]) => void Object.assign(dialog, { [name]: () => Promise.resolve(given) }), [method, answer] as const),
  'open-url': (app, { url }) => app.evaluate(({ app: electron }, link) => void electron.emit('open-url', { preventDefault() {} }, link), url),
}

const readState = (app: ElectronApplication): Promise<SharedState> =>
  app.evaluate(async ({ app: electron, BrowserWindow, clipboard }) => ({
    app: { name: electron.getName(), version: electron.getVersion() },
    windows: BrowserWindow.getAllWindows().map((window) => ({ visible: window.isVisible(), focused: window.isFocused() })),
    clipboard: await clipboard.readText(),
  }))

/** On Windows Playwright starts it by a shell, and what is killed there leaves its children. */
function killTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') spawnSync('taskkill', ['/PID', String(child.pid), '/T', '/F'], { windowsHide: true })
  else child.kill(signal)
}

/** For whoever cannot look at the computer: what a start wrote goes into a folder of its own in the one that the environment names. */
async function keepLogs(folder: string, said: string): Promise<void> {
  const kept = process.env['REENCOLA_PRUEBAS_REGISTROS']
  if (!kept) return
  const target = await mkdtemp(join(kept, 'inicio-'))
  await writeFile(join(target, 'salida.txt'), said)
  await cp(join(folder, 'logs'), target, { recursive: true }).catch(() => {})
}

/** @param binary Electron's executable */
export async function launchElectron(
  binary: string,
  { args = [], env = {}, dataFolder, untouched = false, appFolder = root }: Launch,
): Promise<RunningProduct> {
  if (appFolder === root) ensureBuilt()
  const scratch = await mkdtemp(join(tmpdir(), 'reencola-e2e-'))
  const folder = dataFolder ?? join(scratch, 'datos')
  if (!untouched) await unwatched(folder)
  const app = await _electron.launch({
    executablePath: binary,
    args: [appFolder, ...args],
    // Else Playwright starts it without, which is not what people have.
    chromiumSandbox: true,
    env: { ...cleanEnvironment(), REENCOLA_DATOS: folder, ...env },
  })
  const child = app.process()
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const exit = exitOf(child)
  return {
    control: {
      do: (name, commandArgs) => acts[name](app, commandArgs),
      state: () => readState(app),
    },
    openPage: async ({ width, height } = smallest) => {
      const page = await app.firstWindow()
      await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const)
      return page
    },
    heard: () => null,
    dataFolder: folder,
    stdout,
    stderr: () => ownErrors(stderr()),
    kill: (signal = 'SIGTERM') => killTree(child, signal),
    exit,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) killTree(child, 'SIGKILL')
      await exit
      await keepLogs(folder, stdout() + stderr())
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

/** Runs a command of the app to its end, as an installed one would be. */
export async function runElectron(binary: string, args: string[], stdin: string, env: Record<string, string>): Promise<Finished> {
  ensureBuilt()
  const child = spawn(binary, [root, ...args], { env: { ...cleanEnvironment(), ...env }, stdio: 'pipe' })
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
  return { code, stdout: ownOutput(stdout), stderr: ownErrors(stderr) }
}
