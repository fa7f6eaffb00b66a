/** SIGKILL while a rule has something sent: not twice. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { dayNumberAt, fechaOf } from '#contract/argentina.ts'
import { Simulator } from '../../../simulator/simulator.ts'
import { credentialsOf } from '../outbox/world/world.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'
import { transitory } from './office.ts'

const program = join(import.meta.dirname, 'kill-child.ts')
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'reencola-compile-cache') }
/** Rules send nothing that ARCA may find too old. */
const fecha = fechaOf(dayNumberAt(Date.now()))

/** Starts it, and kills it as soon as it says this. */
async function killAt(folder: string, url: string, epoch: number, stopAt: string, word: string): Promise<void> {
  const child = spawn(process.execPath, [program, folder, url, fecha, transitory, String(epoch), stopAt], { stdio: ['ignore', 'pipe', 'inherit'], env })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) if (line === word) child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
}

async function scene() {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-rules-kill-'))
  const simulator = await Simulator.start({ quirks: { resendOfNonError: 'accept' } })
  onTestFinished(async () => {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  simulator.addPointOfSale(credentialsOf('uno'))
  simulator.seed([{ apikey: 'uno', external_reference: 'A', fecha }])
  const epoch = Date.now()
  return {
    kill: (stopAt: string, word: string) => killAt(folder, simulator.url, epoch, stopAt, word),
    posts: () => simulator.requests({ method: 'reenviar_encolado' }).length,
    read: (sql: string) => {
      const database = new DatabaseSync(join(folder, 'ordenes.db'), { readOnly: true })
      try {
        return { ...database.prepare(sql).get() }
      } finally {
        database.close()
      }
    },
  }
}

test('killed between placing and sending: one order goes, once', async () => {
  const { kill, posts, read } = await scene()
  await kill('placed', 'stopped')
  expect(posts()).toBe(0)
  await kill('none', 'accepted')
  expect(posts()).toBe(1)
  // By the time that it is started again the rule may have to decide anew: then the first was taken back.
  expect(read('SELECT sum(posts) AS posts, max(rule) AS rule FROM orders')).toEqual({ posts: 1, rule: 'transitory' })
  expect(read("SELECT count(*) AS n FROM orders WHERE state <> 'cancelled'")).toEqual({ n: 1 })
  expect(read('SELECT total FROM automatic_count')).toEqual({ total: 1 })
})

test('killed between the marker and the first byte: possible, counted, and left to a person', async () => {
  const { kill, posts, read } = await scene()
  await kill('marked', 'stopped')
  expect(posts()).toBe(0)
  expect(read('SELECT total FROM automatic_count')).toEqual({ total: 1 })
  await kill('none', 'needs_decision')
  expect(posts()).toBe(0)
  expect(read("SELECT state, used, possible FROM orders WHERE state <> 'cancelled'")).toEqual({ state: 'needs_decision', used: 0, possible: 1 })
})
