/** SIGKILL, at instants that are chosen and at instants that are not. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Simulator } from '../../../simulator/simulator.ts'
import type { Work } from './kill/child.ts'
import { Killable } from './kill/killable.ts'
import { killLoop } from './kill/loop.ts'
import { sentBlindly } from './world/invariants.ts'
import { fastTemporary } from './world/temporary.ts'

const credentials = { apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }
const references = ['A', 'B', 'C']

/** Three orders, a TusFacturasAPP, and what can be asked of both afterwards. */
async function scene() {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-kill-'))
  const simulator = await Simulator.start({ quirks: { resendOfNonError: 'accept' } })
  onTestFinished(async () => {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  simulator.addPointOfSale(credentials)
  simulator.seed(references.map((external_reference) => ({ ...credentials, external_reference })))
  const work: Work = { folder, url: simulator.url, references, factor: 60, epoch: Date.now(), spacing: 100 }
  const rows = (sql: string, ...values: string[]) => {
    const database = new DatabaseSync(join(folder, 'ordenes.db'), { readOnly: true })
    try {
      return database.prepare(sql).all(...values)
    } finally {
      database.close()
    }
  }
  /** Starts a process, waits until it says so, and kills it there. */
  const killOnce = async (word: 'stopped' | 'settled', stopAt?: Work['stopAt']) => {
    const child = new Killable()
    onTestFinished(() => child.kill())
    await child.start({ ...work, ...(stopAt ? { stopAt } : {}) })
    await child.says(word)
    await child.kill()
    expect(child.hasSaid('damaged')).toBe(false)
  }
  return {
    simulator,
    killAt: (stopAt: NonNullable<Work['stopAt']>) => killOnce('stopped', stopAt),
    settle: () => killOnce('settled'),
    posts: () => simulator.requests({ method: 'reenviar_encolado' }),
    executions: () => references.map((reference) => simulator.executions(reference)),
    states: () => Object.fromEntries(rows('SELECT external_reference AS r, state AS s FROM orders').map((row) => [row['r'], row['s']])),
    ledger: () => ({ ...rows('SELECT coalesce(sum(certain), 0) AS used, coalesce(sum(1 - certain), 0) AS possible FROM request')[0] }),
    causes: (reference: string) =>
      rows('SELECT cause FROM transition t JOIN orders o ON o.id = t.order_id WHERE o.external_reference = ? ORDER BY t.id', reference).map(
        (row) => row['cause'],
      ),
  }
}

describe('killed', () => {
  test('between the marker and the first byte: counted as possible, asked about, sent once more', async () => {
    const world = await scene()
    await world.killAt('after-marker')
    expect(world.states()).toEqual({ A: 'on_wire', B: 'preflight', C: 'preflight' })
    expect(world.posts()).toHaveLength(0)
    expect(world.ledger()).toEqual({ used: 0, possible: 1 })
    await world.settle()
    expect(world.executions()).toEqual([1, 1, 1])
    expect(world.causes('A')).toEqual(expect.arrayContaining(['interrupted', 'still-in-error', 'answer-accepted']))
    expect(world.posts()).toHaveLength(3)
    expect(world.ledger()).toEqual({ used: 3, possible: 1 })
    expect(sentBlindly(world.simulator.requests())).toEqual([])
  })

  test('between the answer and its commit: the query finds out, nothing is sent again', async () => {
    const world = await scene()
    await world.killAt('after-answer')
    expect(world.states()).toEqual({ A: 'on_wire', B: 'preflight', C: 'preflight' })
    expect(world.executions()).toEqual([1, 0, 0])
    await world.settle()
    expect(world.executions()).toEqual([1, 1, 1])
    expect(world.causes('A')).toEqual(expect.arrayContaining(['interrupted', 'seen-queued']))
    expect(world.posts()).toHaveLength(3)
    expect(world.ledger()).toEqual({ used: 3, possible: 0 })
  })

  test('three times while the same order is being sent: that one is put aside, the others go on', async () => {
    const world = await scene()
    for (let crash = 0; crash < 3; crash++) await world.killAt('before-marker')
    expect(world.states()).toEqual({ A: 'sending', B: 'preflight', C: 'preflight' })
    expect(world.ledger()).toEqual({ used: 0, possible: 0 })
    await world.settle()
    // The child plays the person who lets it go again at once; that a person had to is in its story.
    expect(world.causes('A')).toEqual(expect.arrayContaining(['crashes', 'released', 'answer-accepted']))
    expect(world.causes('B')).not.toContain('crashes')
    expect(world.executions()).toEqual([1, 1, 1])
    expect(world.ledger()).toEqual({ used: 3, possible: 0 })
  })
})

test('killed a hundred times while it sends, over a connection that comes and goes, its files taken away now and then: no accepted order lost, nothing sent beyond the rules, everything counted', async () => {
  const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`kill loop seed: ${seed}\n`)
  const report = await killLoop(100, seed)
  process.stdout.write(`${JSON.stringify(report)}\n`)
  const { kills, lost, beyond, overspent, blind, disordered, unjournalled, damaged, taken, unnoticed, forgotten, executions, orders, ledger, counted } = report
  const none = { lost: [], beyond: [], overspent: [], blind: [], disordered: [], unjournalled: [], damaged: 0, unnoticed: [], forgotten: [] }
  expect({ kills, lost, beyond, overspent, blind, disordered, unjournalled, damaged, unnoticed, forgotten }).toEqual({ kills: 100, ...none })
  expect(taken).toBeGreaterThan(0)
  expect(executions).toBe(orders)
  expect(ledger).toBeGreaterThanOrEqual(counted)
}, 300_000)
