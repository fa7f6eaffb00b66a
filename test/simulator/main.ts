/** `npm run simulator`: the simulator alone, with the example queue and the control API. */
import { parseArgs } from 'node:util'
import { Simulator } from './simulator.ts'

const help = `Uso: npm run simulator [-- --port N] [--latencia MS]

Un TusFacturasAPP de prueba, con una cola de ejemplo y credenciales inventadas.

  --port N        puerto (si falta, uno libre)
  --latencia MS   milisegundos que tarda cada respuesta
  --ayuda         esto
`

/** A resent comprobante is worked off after this long, so that a person sees it happen. */
const processAfterMs = 5000

const wrongUsage = (message: string): never => {
  process.stderr.write(`${message}\nCon --ayuda ves las opciones.\n`)
  process.exit(2)
}

function readArguments() {
  const flags = { port: { type: 'string' }, latencia: { type: 'string' }, ayuda: { type: 'boolean' } } as const
  const { values, tokens, positionals } = parseArgs({ options: flags, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'option' && !Object.hasOwn(flags, token.name)) wrongUsage(`No conozco la opción ${token.rawName}.`)
  }
  if (positionals.length > 0) wrongUsage(`No esperaba "${positionals[0]}".`)
  return values
}

function readNumber(name: string, value: unknown, most: number): number | undefined {
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : NaN
  return number <= most ? number : wrongUsage(`--${name} necesita un número entre 0 y ${most}.`)
}

const values = readArguments()
if (values.ayuda) {
  process.stdout.write(help)
} else {
  const port = readNumber('port', values.port, 65_535) ?? 0
  const latencyMs = readNumber('latencia', values.latencia, 600_000) ?? 0
  try {
    const simulator = await Simulator.start({ port, latencyMs, control: true, processAfterMs })
    const credentials = simulator.seedExample()
    process.stdout.write(`Simulador de TusFacturasAPP en ${simulator.url} · credenciales ${JSON.stringify(credentials)} · control en ${simulator.controlUrl}\n`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop())
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    process.stderr.write(taken ? `El puerto ${port} ya está en uso.\n` : `No se pudo arrancar el simulador: ${String(error)}\n`)
    process.exitCode = 1
  }
}
