/** `npm run dev [-- ARGS]`: the app beside the simulator. Each save is built; the page is loaded again, or the app starts again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startDemo } from './demo.ts'
import { ensureBuilt } from './ensure-built.ts'
import { electronBinary, launcher } from './launcher.ts'

const root = join(import.meta.dirname, '..')

/** Editors write a file in several steps. Milliseconds. */
const settled = 150

const say = (line: string) => process.stderr.write(`${line}\n`)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** @param onSaved told the saved files, relative to the project, once no more come */
function watchSources(onSaved: (paths: string[]) => void): void {
  const paths: string[] = []
  let timer: NodeJS.Timeout | undefined
  for (const folder of ['electron', 'renderer'])
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      paths.push(`${folder}/${name ?? ''}`)
      clearTimeout(timer)
      timer = setTimeout(() => onSaved(paths.splice(0)), settled)
    })
}

/** The app, started again and again at the same address, so that an open page finds its way back. */
class App {
  readonly #command: string[]
  readonly #env: NodeJS.ProcessEnv
  readonly #port: number
  readonly #key = randomBytes(24).toString('base64url')
  readonly #ended = Promise.withResolvers<number>()
  #child: ChildProcess

  constructor(command: string[], env: NodeJS.ProcessEnv, port: number) {
    this.#command = command
    this.#env = { ...env, REENCOLA_PUERTO: String(port), REENCOLA_ANFITRION_CLAVE: this.#key }
    this.#port = port
    this.#child = this.#start()
  }

  /** Resolves with the exit code when the app ends by itself. */
  get ended(): Promise<number> {
    return this.#ended.promise
  }

  stop(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  async restart(): Promise<void> {
    const old = this.#child
    old.removeAllListeners('exit')
    const gone = once(old, 'exit')
    old.kill()
    await gone
    this.#child = this.#start()
  }

  /** @returns false where the page cannot be loaded again by itself */
  async reloadPage(): Promise<boolean> {
    if (electronBinary()) return false
    const url = `http://127.0.0.1:${this.#port}/control/window/reload`
    const answer = await fetch(url, { method: 'POST', headers: { 'x-clave': this.#key }, body: '{}' }).catch(() => null)
    return answer?.ok ?? false
  }

  #start(): ChildProcess {
    const [file = '', ...args] = this.#command
    const child = spawn(file, [...args, ...process.argv.slice(2)], { stdio: 'inherit', env: this.#env })
    child.once('exit', (code) => this.#ended.resolve(code ?? 1))
    return child
  }
}

async function take(app: App, saved: string[]): Promise<void> {
  try {
    ensureBuilt()
  } catch {
    say('No compila. Se prueba de nuevo cuando guardes.')
    return
  }
  const onlyPage = saved.every((path) => path.startsWith('renderer/'))
  if (!onlyPage || !(await app.reloadPage())) await app.restart()
}

ensureBuilt()
const { command, message } = launcher()
if (message) say(message)
await using demo = await startDemo(command)
const app = new App(command, { ...process.env, ...demo.env }, await freePort())
let work = Promise.resolve()
watchSources((saved) => {
  work = work.then(() => take(app, saved))
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => app.stop(signal))
process.exit(await app.ended)
