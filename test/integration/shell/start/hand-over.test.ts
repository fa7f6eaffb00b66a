/** Several starts of the program on one data folder, as real processes: every order has an owner, or its command says that it has none. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { beginCli, launchApp, runCli, type Finished, type RunningApp, type RunningCommand } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '60606',
  apitoken: 'tokdeentrega0123456789abcdef0123',
  usertoken: 'usrdeentrega0123456789abcdef0123456789abcdef0123456789abcdef0123',
}
const live = new Set(['queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision'])

let scratch: string
let data: string
let simulator: Simulator
let env: Record<string, string>

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'reencola-entrega-'))
  data = join(scratch, 'datos')
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  env = { REENCOLA_DATOS: data, REENCOLA_API_URL: simulator.url }
  expect((await configure()).code).toBe(0)
})
afterEach(async () => {
  await simulator.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const configure = (nombre = 'Local', more: Record<string, string> = {}) =>
  runCli(['configurar'], JSON.stringify({ nombre, ...credentials }), { ...env, ...more })

/** A command with its references, and what it ended with. */
interface Sender extends RunningCommand {
  references: string[]
}

function send(references: string[], args: string[] = ['--json'], more: Record<string, string> = {}): Sender {
  simulator.seed(references.map((external_reference) => ({ apikey: credentials.apikey, external_reference, status: 'error' as const })))
  return { references, ...beginCli(['reenviar', ...references, ...args], '', { ...env, ...more }) }
}

const referencesOf = (name: string | number, count = 3): string[] => Array.from({ length: count }, (_, index) => `FC-${name}-${index}`)

/** What is stored: the state of the newest order of each reference, and of how many orders it is. */
function stored(): Map<string, { state: string; orders: number }> {
  const path = join(data, 'ordenes.db')
  if (!existsSync(path)) return new Map()
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
  try {
    const rows = database.prepare('SELECT external_reference, state, count(*) OVER (PARTITION BY external_reference) AS orders FROM orders ORDER BY id').all()
    return new Map(rows.map((row) => [String(row['external_reference']), { state: String(row['state']), orders: Number(row['orders']) }]))
  } finally {
    database.close()
  }
}

/** Another start works off whatever waits on disk. */
async function workOff(): Promise<void> {
  await using app = await launchApp({ args: ['--oculto'], env, dataFolder: data })
  // What was on the wire of a killed process is asked about first.
  await until(() => [...stored().values()].every(({ state }) => !live.has(state)), 'everything to be worked off', 100_000)
  await app.control.do('quit', {})
  await app.exit
}

/** The promise: what was taken is executed once, what was not is stored nowhere, and nothing twice. */
async function judge(senders: Sender[]): Promise<{ codes: (number | null)[]; ended: Finished[] }> {
  const ended = await Promise.all(senders.map(({ finished }) => finished))
  await workOff()
  const kept = stored()
  for (const [index, { references }] of senders.entries()) {
    const { code, stdout, stderr } = ended[index] as Finished
    const seen = references.map((reference) => ({ executions: simulator.executions(reference), orders: kept.get(reference)?.orders ?? 0 }))
    const said = `exit code ${String(code)}: ${stdout}${stderr}`
    for (const { executions, orders } of seen) {
      expect(executions, said).toBeLessThanOrEqual(1)
      expect(orders, said).toBeLessThanOrEqual(1)
      if (code === 0 || code === 3 || code === 4) expect({ executions, orders }, said).toEqual({ executions: 1, orders: 1 })
      if (code === 2 || code === 5) expect({ executions, orders }, said).toEqual({ executions: 0, orders: 0 })
    }
    if (code === 5) expect(stderr).toMatch(/no (?:se guardó|quedó guardad)/iu)
  }
  // Nobody's delivery is left over.
  const folder = join(data, 'entregas')
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  return { codes: ended.map(({ code }) => code), ended }
}

describe('a command line holds the data folder', () => {
  test('five command lines with three orders each at once: none is lost', { timeout: 120_000 }, async () => {
    simulator.latencyMs = 30
    const { codes } = await judge(Array.from({ length: 5 }, (_, index) => send(referencesOf(index))))
    expect(codes).toContain(0)
  })

  test('one after the other, each while the one before works: none is lost', { timeout: 120_000 }, async () => {
    simulator.latencyMs = 100
    const senders: Sender[] = []
    for (let index = 0; index < 4; index++) {
      senders.push(send(referencesOf(index)))
      const before = simulator.requests().length
      await until(() => simulator.requests().length > before, 'the next request')
    }
    await judge(senders)
  })

  test('it works off what it took before it ends', { timeout: 120_000 }, async () => {
    const pause = simulator.inject({ phase: 'pause', method: 'reenviar_encolado', reference: 'FC-PRIMERA', executed: false })
    const holder = send(['FC-PRIMERA'])
    await pause.reached
    const handed = send(['FC-SEGUNDA', 'FC-TERCERA'], [])
    expect(await handed.finished).toMatchObject({ code: 4, stdout: expect.stringContaining('las trabaja ella') as string })
    pause()
    expect(await holder.finished).toMatchObject({ code: 0 })
    expect([...stored().values()].map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted'])
    await judge([holder, handed])
  })
})

/** The lock of a process is refused and nobody is told; or the holder is given little time to hear. */
const lock = (switches: object) => ({ REENCOLA_ANFITRION_INICIO: JSON.stringify({ 'single-instance': switches }) })
const hurried = lock({ timeout: 1_000, hung: 'left' })

describe('many at once', () => {
  test('twenty command lines', { timeout: 240_000 }, async () => {
    const { codes } = await judge(Array.from({ length: 20 }, (_, index) => send(referencesOf(index, 1))))
    expect(codes).toContain(0)
    expect(codes.filter((code) => code === 0 || code === 4 || code === 5)).toHaveLength(20)
  })

  test('killed at random instants, the holder too: nothing that was taken is lost, nothing is done twice', { timeout: 300_000 }, async () => {
    const seed = Number(process.env['REENCOLA_SEMILLA'] ?? Date.now() % 1_000_000)
    process.stderr.write(`hand-over.test.ts: REENCOLA_SEMILLA=${seed}\n`)
    const random = randomFrom(seed)
    simulator.latencyMs = 60
    const senders: Sender[] = []
    for (let index = 0; index < 10; index++) {
      const sender = send(referencesOf(index, 2))
      senders.push(sender)
      if (random() < 0.5) setTimeout(() => sender.kill('SIGKILL'), random() * 3_000)
      await new Promise((resolve) => setTimeout(resolve, random() * 250))
    }
    await judge(senders)
  })
})

/** Mulberry32: the same numbers, from 0 to 1, for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function launchWindow(): Promise<RunningApp> {
  const app = await launchApp({ args: ['--oculto'], env, dataFolder: data })
  const log = join(data, 'logs', 'reencola.log')
  await until(() => existsSync(log) && readFileSync(log, 'utf8').includes('services ready'), 'the window to be ready')
  return app
}

describe('a window holds the data folder', () => {
  test('it takes what command lines hand over, with words on standard output or, beside JSON, on standard error', { timeout: 120_000 }, async () => {
    await using app = await launchWindow()
    const senders = [send(['FC-A'], []), send(['FC-B', 'FC-C'])]
    const ended = await Promise.all(senders.map(({ finished }) => finished))
    expect(ended).toMatchObject([
      { code: 4, stdout: expect.stringContaining('Reencola ya está abierta: le pasé la referencia') as string, stderr: '' },
      { code: 4, stdout: '', stderr: expect.stringContaining('le pasé las 2 referencias') as string },
    ])
    await until(() => ['FC-A', 'FC-B', 'FC-C'].every((reference) => simulator.executions(reference) === 1), 'the window to work them off')
    await app.control.do('quit', {})
    await app.exit
    await judge(senders)
  })

  test('it is stopped: on Linux whoever comes after it ends it, as Electron does, and does the work in its place, once', { timeout: 120_000 }, async () => {
    const app = await launchWindow()
    simulator.latencyMs = 100
    const before = send(['FC-A', 'FC-B', 'FC-C'])
    await before.finished
    app.kill('SIGSTOP')
    const senders = [send(['FC-D'], ['--json'], lock({ timeout: 1_000 })), before]
    expect(await app.exit).toEqual({ code: null, signal: 'SIGKILL' })
    expect((await senders[0]?.finished)?.code).toBe(0)
    await app[Symbol.asyncDispose]()
    await judge(senders)
  })

  test('it is stopped: another window ends it too, and goes on with what it had', { timeout: 120_000 }, async () => {
    const app = await launchWindow()
    app.kill('SIGSTOP')
    await using window = await launchApp({ env: { ...env, ...lock({ timeout: 1_000 }) }, dataFolder: data })
    expect(await app.exit).toEqual({ code: null, signal: 'SIGKILL' })
    await window.ready()
    await app[Symbol.asyncDispose]()
    const later = send(['FC-E'])
    expect(await later.finished).toMatchObject({ code: 4 })
    await window.control.do('quit', {})
    await window.exit
    await judge([later])
  })

  test(
    'it is stopped with its window in sight (Windows): whoever hands over says so, stores nothing, and nothing is done when it goes on',
    { timeout: 120_000 },
    async () => {
      await using app = await launchWindow()
      app.kill('SIGSTOP')
      const senders = [send(['FC-A'], [], hurried), send(['FC-B'], ['--json'], hurried)]
      const window = launchApp({ env: { ...env, ...hurried }, dataFolder: data })
      const [plain, json, configured] = await Promise.all([senders[0]?.finished, senders[1]?.finished, configure('Local', hurried)])
      for (const ended of [plain, json]) {
        expect(ended).toMatchObject({ code: 5, stdout: '' })
        expect(ended?.stderr).toContain('no recibió el pedido. No se guardó ni se envió nada.')
      }
      expect(configured).toMatchObject({
        code: 3,
        stdout: '{"ok":true,"nombre":"Local"}\n',
        stderr: expect.stringContaining('Cerrala y volvé a abrirla') as string,
      })
      await using second = await window
      expect(await second.exit).toEqual({ code: 5, signal: null })
      expect(second.stderr()).toContain('Ya hay una Reencola abierta y no contesta')
      expect(offers()).toEqual([])

      app.kill('SIGCONT')
      // It hears of this one after the others.
      const later = send(['FC-C'])
      expect(await later.finished).toMatchObject({ code: 4 })
      await app.control.do('quit', {})
      await app.exit
      await judge([...senders, later])
    },
  )

  test('it is killed while it is handed something: somebody does the work, once', { timeout: 120_000 }, async () => {
    const app = await launchWindow()
    app.kill('SIGSTOP')
    const senders = [send(['FC-A'], ['--json'], hurried), send(['FC-B'], ['--json'], hurried)]
    await until(() => offers().length === 2, 'the offers')
    await app[Symbol.asyncDispose]()
    const { codes } = await judge(senders)
    expect(codes).toContain(0)
  })
})

/** What lies in the folder of deliveries. */
const offers = (): string[] => (existsSync(join(data, 'entregas')) ? readdirSync(join(data, 'entregas')).filter((name) => name.endsWith('.pedido')) : [])

describe('the lock is refused and nobody is told', () => {
  const unheard = lock({ lock: 'unheard' })

  test('each kind of start says that nothing was taken, and stores nothing', { timeout: 120_000 }, async () => {
    const senders = [send(['FC-A'], [], unheard), send(['FC-B'], ['--json'], unheard)]
    const windows = [[], ['--oculto'], ['--', 'reencola://reenviar?referencia=FC-C']].map((args) => runCli(args, '', { ...env, ...unheard }))
    const configured = await configure('Local', unheard)
    expect(configured).toMatchObject({ code: 3, stdout: '{"ok":true,"nombre":"Local"}\n' })
    expect(configured.stderr).toContain('puede seguir con los datos de antes')
    for (const { code, stdout, stderr } of await Promise.all(windows)) {
      expect([code, stdout]).toEqual([5, ''])
      // The box, and the words for whoever started it from a terminal.
      expect(stderr).toMatch(/Reencola no pudo empezar.*Ya hay una Reencola abierta y no contesta/su)
    }
    for (const { code, stdout, stderr } of (await judge(senders)).ended) {
      expect([code, stdout]).toEqual([5, ''])
      expect(stderr).toContain('no recibió el pedido. No se guardó ni se envió nada.')
    }
  })
})
