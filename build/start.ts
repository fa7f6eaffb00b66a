/** `npm start [-- ARGS]`: builds if needed, then runs the app on Electron, or on the stand-in host where its binary is missing. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { ensureBuilt } from './ensure-built.ts'
import { launcher } from './launcher.ts'
import { startDemo } from './demo.ts'

const simulated = '--simulador'

/** Signals go to the app; an interrupt typed at a terminal has reached it already. */
function forwardSignals(child: ChildProcess): void {
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
}

async function run(args: string[]): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const { command, notice } = launcher()
  if (notice) process.stderr.write(`${notice}\n`)
  await using demo = args.includes(simulated) ? await startDemo(command) : null
  const [file, ...rest] = [...command, ...args.filter((arg) => arg !== simulated)] as [string, ...string[]]
  const child = spawn(file, rest, { stdio: 'inherit', env: { ...process.env, ...demo?.env } })
  forwardSignals(child)
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return { code, signal }
}

ensureBuilt()
const { code, signal } = await run(process.argv.slice(2))
if (signal) {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
} else process.exitCode = code ?? 1
