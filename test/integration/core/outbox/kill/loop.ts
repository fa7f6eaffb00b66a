/** Kills a process that sends orders, again and again, and compares what is left of it with what TusFacturasAPP did. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { adoptJournal } from '../../../../../electron/core/outbox/adoption/reconcile.ts'
import { systemClock } from '../../../../../electron/core/lib/clock.ts'
import { readMarkers } from '../../storage/markers.ts'
import { openStorage } from '../../../../../electron/core/storage/storage.ts'
import { Simulator, type Fault } from '../../../../simulator/simulator.ts'
import type { Work } from './child.ts'
import { sentBlindly } from '../world/invariants.ts'
import { Killable } from './killable.ts'
import { fastTemporary } from '../world/temporary.ts'
import { seeded } from '../../watch/random.ts'

export interface KillReport {
  seed: number
  kills: number
  /** Sets of orders that were brought to their end. */
  rounds: number
  orders: number
  /** Orders that are gone, or not at their end, or at an end that is not true. */
  lost: string[]
  /** Executions that no rule allows: every order may be executed once, as the free query always tells the truth here. */
  beyond: string[]
  /** Orders that were POSTed more often than the person confirmed: twice, and once more with each decision. */
  overspent: string[]
  /** POSTs again without a query in between. */
  blind: string[]
  /** Orders executed after a younger one, but for those that a person let go. */
  disordered: string[]
  executions: number
  /** POSTs of which TusFacturasAPP read everything. */
  counted: number
  /** Requests used and possible by the program's own count. */
  ledger: number
  /** Orders executed more often than the journal has lines for them: the line is written before the first byte. */
  unjournalled: string[]
  /** Starts that found the file damaged or older than the journal although nothing had been taken away. */
  damaged: number
  /** How often files were taken away after a kill, and how often the next start did not say so. */
  taken: number
  unnoticed: string[]
  /** Orders that had been accepted and were gone at a later start. */
  forgotten: string[]
}

const credentials = { apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }
const ordersPerRound = 200
/** So that a minute of patience is a second. */
const factor = 60
/** The longest that a process lives when what it was to be killed at does not happen, milliseconds. */
const longestLife = 3_000

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * @param kills how often a process is killed, over as many rounds as that takes
 * @param seed of what happens when
 */
export async function killLoop(kills: number, seed: number): Promise<KillReport> {
  const random = seeded(seed)
  const report: KillReport = {
    seed,
    kills: 0,
    rounds: 0,
    orders: 0,
    lost: [],
    beyond: [],
    overspent: [],
    blind: [],
    disordered: [],
    executions: 0,
    counted: 0,
    ledger: 0,
    unjournalled: [],
    damaged: 0,
    taken: 0,
    unnoticed: [],
    forgotten: [],
  }
  // The next process loads its code while the present one works.
  const nursery: Killable[] = [new Killable()]
  const nextChild = (): Killable => {
    nursery.push(new Killable())
    return nursery.shift() as Killable
  }
  try {
    while (report.kills < kills) await killRound(kills, random, nextChild, report)
  } finally {
    await Promise.all(nursery.map((child) => child.kill()))
  }
  return report
}

async function killRound(kills: number, random: () => number, nextChild: () => Killable, report: KillReport): Promise<void> {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-kill-'))
  const simulator = await Simulator.start({ quirks: { resendOfNonError: 'accept' }, latencyMs: 2, processAfterMs: 100 })
  const references = Array.from({ length: ordersPerRound }, (_, index) => `FC-${String(index + 1).padStart(4, '0')}`)
  simulator.addPointOfSale(credentials)
  simulator.seed(references.map((external_reference) => ({ ...credentials, external_reference })))
  const work: Work = { folder, url: simulator.url, references, factor, epoch: Date.now(), spacing: 100 }
  let child: Killable | null = null
  let taken: string | null = null
  let accepted = false
  try {
    for (let settled = false; !settled;) {
      child = nextChild()
      const last = report.kills >= kills
      await child.start(work)
      const over = child.says('settled').then(() => true)
      const restored = last ? Promise.resolve() : trouble(simulator, random, child)
      settled = await Promise.race([over, ...(last ? [] : [fate(simulator, random).then(() => false)])])
      await child.kill()
      over.catch(() => {})
      simulator.clearFaults()
      await restored
      if (!settled) report.kills++
      // A process that was killed before it had opened the orders says nothing; the next one does.
      const opened = child.hasSaid('placed')
      if (child.hasSaid('damaged') && taken === null) report.damaged++
      if (opened && taken !== null && !child.hasSaid('damaged')) report.unnoticed.push(taken)
      if (opened || child.hasSaid('damaged')) taken = null
      if (accepted) report.forgotten.push(...missing(folder, references))
      accepted ||= opened
      if (!settled && random() < takenAfterKill) {
        const what = takeAway(folder, random)
        // While a loss is being told, another one adds nothing to say.
        if (what !== null) {
          report.taken++
          taken ??= what
        }
      }
    }
    compare(simulator, folder, references, report)
  } finally {
    await child?.kill()
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How often files of the orders are taken away after a kill. */
const takenAfterKill = 0.3

/** @returns what was taken away, which the next start has to say; null when there was nothing that it could know of */
function takeAway(folder: string, random: () => number): string | null {
  // The journal begins when the orders are first opened; before that, nobody was told anything.
  if (!existsSync(join(folder, 'diario.jsonl'))) return null
  const suffixes = random() < 0.5 ? ['-wal', '-shm'] : ['', '-wal', '-shm']
  const present = suffixes.filter((suffix) => existsSync(join(folder, `ordenes.db${suffix}`)))
  for (const suffix of present) rmSync(join(folder, `ordenes.db${suffix}`))
  return present.includes('-wal') || present.includes('') ? present.join(' ') : null
}

/** Looks at the orders as they are while no process works on them. @returns the references that they lack */
function missing(folder: string, references: string[]): string[] {
  const look = mkdtempSync(join(fastTemporary, 'reencola-kill-look-'))
  try {
    cpSync(folder, look, { recursive: true })
    const storage = openStorage(look, systemClock, { info: () => {}, warn: () => {}, error: () => {} }, adoptJournal)
    const rows = storage.database.prepare('SELECT external_reference AS r FROM orders').all()
    storage.dispose()
    const there = new Set(rows.map((row) => String(row['r'])))
    return references.filter((reference) => !there.has(reference))
  } finally {
    rmSync(look, { recursive: true, force: true })
  }
}

const accidents: Fault[] = [
  { phase: 'reset' },
  { phase: 'end' },
  { phase: 'status', status: 502 },
  { phase: 'html' },
  { phase: 'hang' },
  { phase: 'status', status: 429, headers: { 'retry-after': '0' } },
]

/**
 * Lets the connection drop and some answer go wrong in the life of a process, at requests that are counted, not at times: a slow
 * machine sees as much of it as a fast one.
 * @returns settles once the connection is there again
 */
function trouble(simulator: Simulator, random: () => number, child: Killable): Promise<void> {
  const accident = accidents[Math.floor(random() * accidents.length)] as Fault
  if (random() < 0.6) simulator.inject({ ...accident, method: 'reenviar_encolado', executed: random() < 0.5, skip: Math.floor(random() * 3) })
  if (random() < 0.5) return Promise.resolve()
  const drop = simulator.inject({ phase: 'delay', ms: 0, skip: Math.floor(random() * 8), executed: random() < 0.5 })
  const pause = random() * 40
  let restored = Promise.resolve()
  void drop.reached.then(() => {
    restored = (async () => {
      await simulator.link('down')
      await wait(pause)
      await simulator.link('up')
      child.wake()
    })()
  })
  return child.ended.then(() => restored)
}

/** Settles at the instant at which the process is to be killed. */
async function fate(simulator: Simulator, random: () => number): Promise<void> {
  const pick = random()
  const skip = Math.floor(random() * 6)
  const executed = random() < 0.5
  const event: Promise<void> =
    pick < 0.2
      ? // While it starts, recovers, places its orders.
        Promise.resolve()
      : pick < 0.3
        ? simulator.inject({ phase: 'delay', ms: 0, method: 'consulta_avanzada', skip: skip % 2 }).reached
        : pick < 0.5
          ? // TusFacturasAPP has it, and has worked on it or never will.
            simulator.inject({ phase: 'hang', method: 'reenviar_encolado', skip, executed }).reached
          : // Somewhere from the arrival to the commit of the answer and the claim of the next.
            simulator.inject({ phase: 'delay', ms: 0, method: 'reenviar_encolado', skip, executed }).reached
  await Promise.race([event, wait(longestLife)])
  await wait(random() * (pick < 0.2 ? 60 : 6))
}

function compare(simulator: Simulator, folder: string, references: string[], report: KillReport): void {
  const storage = openStorage(folder, systemClock, { info: () => {}, warn: () => {}, error: () => {} }, adoptJournal)
  try {
    const { database } = storage
    const rows = database.prepare('SELECT external_reference AS r, state AS s FROM orders').all()
    const states = new Map(rows.map((row) => [String(row['r']), String(row['s'])]))
    for (const reference of references) {
      const state = states.get(reference)
      const executions = simulator.executions(reference)
      if (executions === 0 || (state !== 'accepted' && state !== 'issued')) report.lost.push(`${reference} ${state} ${executions}`)
      if (executions > 1) report.beyond.push(`${reference} ${executions}`)
    }
    if (rows.length !== references.length) report.lost.push(`${rows.length} rows`)
    const confirmed = `SELECT external_reference AS r, posts AS n FROM orders o
      WHERE (SELECT count(*) FROM request WHERE order_id = o.id) > 2 + (SELECT count(*) FROM transition WHERE order_id = o.id AND cause = 'decided-resend')
         OR posts_left < 0 OR posts <> (SELECT count(*) FROM request WHERE order_id = o.id)`
    report.overspent.push(
      ...database
        .prepare(confirmed)
        .all()
        .map((row) => `${String(row['r'])} ${String(row['n'])}`),
    )
    const requests = Number(database.prepare('SELECT count(*) AS n FROM request').get()?.['n'])
    report.rounds++
    report.orders += references.length
    report.blind.push(...sentBlindly(simulator.requests()))
    report.disordered.push(...disordered(simulator, database))
    report.executions += simulator.executionOrder().length
    report.counted += simulator.counted('reenviar_encolado', credentials.apikey)
    report.ledger += requests
    const lines = Map.groupBy(readMarkers(join(folder, 'diario.jsonl')), (entry) => entry.external_reference)
    report.unjournalled.push(...references.filter((reference) => simulator.executions(reference) > (lines.get(reference)?.length ?? 0)))
  } finally {
    storage.dispose()
  }
}

/** @returns the orders that were executed after one that was first sent later; what a person let go has its place from them */
function disordered(simulator: Simulator, database: DatabaseSync): string[] {
  const chosen = database
    .prepare("SELECT DISTINCT external_reference AS r FROM transition JOIN orders ON orders.id = order_id WHERE cause IN ('decided-resend', 'released')")
    .all()
  const byPerson = new Set(chosen.map(({ r }) => String(r)))
  const executed = simulator
    .executionOrder()
    .map(({ external_reference }) => external_reference)
    .filter((reference) => !byPerson.has(reference))
  let newest = ''
  return executed.filter((reference) => {
    const late = reference < newest
    if (!late) newest = reference
    return late
  })
}
