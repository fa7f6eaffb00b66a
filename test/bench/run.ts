/** `npm run -s bench -- [--json] [NAME...]`: measures, and says what it is held against. */
import { inspect, parseArgs } from 'node:util'
import type { Benchmark, BenchResult } from './result.ts'

/** Loaded only when asked for, so that none weighs on another. */
const benchmarks: Record<string, () => Promise<Benchmark>> = {
  arranque: async () => (await import('./start.ts')).arranque,
  pagina: async () => (await import('./page.ts')).pagina,
  'pagina-todo': async () => (await import('./page.ts')).paginaTodo,
  'pagina-pintado': async () => (await import('./page.ts')).paginaPintado,
  reaparicion: async () => (await import('./showing.ts')).reaparicion,
  memoria: async () => (await import('./memory.ts')).memoria,
  drenaje: async () => (await import('./drain.ts')).drenaje,
  'drenaje-seco': async () => (await import('./drain.ts')).drenajeSeco,
  encolar: async () => (await import('./queueing.ts')).encolar,
  crecimiento: async () => (await import('./queueing.ts')).crecimiento,
  'arranque-lleno': async () => (await import('./start.ts')).arranqueLleno,
  'memoria-llena': async () => (await import('./memory.ts')).memoriaLlena,
  reposo: async () => (await import('./idle.ts')).reposo,
  reconexion: async () => (await import('./reconnection.ts')).reconexion,
  paquete: async () => (await import('./package.ts')).paquete,
  copia: async () => (await import('./copying.ts')).copia,
  cierre: async () => (await import('./closing.ts')).cierre,
  matar: async () => (await import('./matar.ts')).matar,
  explicar: () => import('./explicar.ts'),
  listar: async () => (await import('./listing.ts')).listar,
  ronda: async () => (await import('./watching.ts')).ronda,
  vigilia: async () => (await import('./watching.ts')).vigilia,
  flota: async () => (await import('./watching.ts')).flota,
  bandeja: async () => (await import('./inbox.ts')).bandeja,
  'memoria-bandeja': async () => (await import('./inbox.ts')).memoriaBandeja,
  repetidas: async () => (await import('./repeated.ts')).repetidas,
  tabla: async () => (await import('./table.ts')).tabla,
  patrones: () => import('./patrones.ts'),
  webhooks: () => import('./webhooks.ts'),
}

function readable({ name, value, unit, baseline, ratio, n, note }: BenchResult): string {
  const held = baseline === null ? '' : `referencia ${baseline}`
  const compared = ratio === null ? '' : `× ${ratio}`
  return `${name.padEnd(20)} ${`${value} ${unit}`.padStart(16)}  ${held.padEnd(18)} ${compared.padEnd(9)} n=${n}\n  ${note}`
}

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true, strict: false })
const options = Object.keys(values).filter((option) => option !== 'json')
const unknown = [...options.map((option) => `--${option}`), ...positionals.filter((name) => !Object.hasOwn(benchmarks, name))]
if (unknown.length > 0) {
  process.stderr.write(`No conozco ${unknown.join(', ')}. Hay: ${Object.keys(benchmarks).join(', ')}.\n`)
  process.exitCode = 2
} else {
  const wanted = positionals.length > 0 ? positionals : Object.keys(benchmarks)
  for (const name of wanted) {
    try {
      const benchmark = await benchmarks[name]?.()
      for (const result of (await benchmark?.run()) ?? []) process.stdout.write(`${values.json ? JSON.stringify(result) : readable(result)}\n`)
    } catch (error) {
      // The others still have something to say.
      process.stderr.write(`${name}: ${inspect(error)}\n`)
      process.exitCode = 1
    }
  }
}
