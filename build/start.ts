/** `npm start [-- ARGS]`: builds if needed, then runs the app on Electron, or on the stand-in host where its binary is missing. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startDemo } from './demo.ts'
import { ensureBuilt } from './ensure-built.ts'
import { launcher } from './launcher.ts'

const simulated = '--simulador'

interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
}

/** Signals go to the app; an interrupt typed at a terminal has reached it already. */
function forwardSignals(child: ChildProcess): void {
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
}

async function run(args: string[]): Promise<Ending> {
  if (!process.env['REENCOLA_ANFITRION_APP']) ensureBuilt()
  const { command, message } = launcher()
  if (message) process.stderr.write(`${message}\n`)
  await using demo = args.includes(simulated) ? await startDemo(command) : null
  const [file, ...fixed] = command
  const child = spawn(file, [...fixed, ...args.filter((arg) => arg !== simulated)], {
    stdio: 'inherit',
    env: { ...process.env, ...demo?.env },
  })
  forwardSignals(child)
  const [code, signal] = (await once(child, 'exit')) as [Ending['code'], Ending['signal']]
  return { code, signal }
}

try {
  const { code, signal } = await run(process.argv.slice(2))
  process.exitCode = code ?? 1
  if (signal) {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
