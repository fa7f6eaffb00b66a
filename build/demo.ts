import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Simulator } from '../test/simulator/simulator.ts'

/** A resent comprobante is worked off after this long, so that a person sees it happen. */
const processAfterMs = 5000

/**
 * Starts the bundled simulator and sets up a point of sale for it in a temporary data folder; both go away on disposal.
 * @param command the command that runs the app
 * @returns the environment in which the app finds them
 */
export async function startDemo([file, ...args]: [string, ...string[]]): Promise<{ env: NodeJS.ProcessEnv } & AsyncDisposable> {
  const simulator = await Simulator.start({ control: true, processAfterMs })
  const folder = mkdtempSync(join(tmpdir(), 'reencola-demo-'))
  const env = { REENCOLA_API_URL: simulator.url, REENCOLA_DATOS: folder }
  const dispose = async () => {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  process.stderr.write(`Simulador de TusFacturasAPP en ${simulator.url} · control en ${simulator.controlUrl}\n`)
  // Ajustes makes a secret address; only the person who copies it can hand it to the simulator, as with the real one.
  process.stderr.write(
    `Para ver los avisos: encendelos en Ajustes, copiá la dirección y corré: curl ${simulator.controlUrl}/send-webhooks-to -d '{"url":"LA_DIRECCION","token":"ficha-demo"}'\n`,
  )
  // By a file: on Windows Electron has no standard input.
  const input = join(folder, 'punto-de-venta.json')
  writeFileSync(input, JSON.stringify(simulator.seedExample()), { mode: 0o600 })
  const { status } = spawnSync(file, [...args, 'configurar', '--archivo', input, '--borrar'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) {
    await dispose()
    throw new Error('No se pudieron cargar las credenciales de demostración.')
  }
  return { env, [Symbol.asyncDispose]: dispose }
}
