/** SIGKILL in the middle of a paid call that a person asked for. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import type { TaskRequest } from '../../../../electron/core/outbox/tasks/tasks.ts'
import { Simulator } from '../../../simulator/simulator.ts'
import type { Work } from './kill/child.ts'
import { Killable } from './kill/killable.ts'
import { fastTemporary } from './world/temporary.ts'

const credentials = { apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }
const deletion: TaskRequest = { pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference: 'A', args: { fecha: '20/11/2026' } }
const redating: TaskRequest = {
  pointOfSaleId: 'uno',
  method: 'cambiar_fecha_encolado',
  external_reference: 'A',
  args: { fecha: '25/11/2026', vencimiento: '30/11/2026' },
}
const quota: TaskRequest = { pointOfSaleId: 'uno', method: 'consumo' }

/** Kills a process that carries out `task` where it is told to stop, and starts another that goes on. */
async function killAndGoOn(task: TaskRequest, stopAt: NonNullable<Work['stopAt']>) {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-task-'))
  const simulator = await Simulator.start()
  onTestFinished(async () => {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  simulator.addPointOfSale(credentials)
  simulator.seed([{ ...credentials, external_reference: 'A', fecha: '20/11/2026' }])
  const work: Work = { folder, url: simulator.url, references: [], factor: 60, epoch: Date.now(), spacing: 100, task }
  const query = (sql: string) => {
    const database = new DatabaseSync(join(folder, 'ordenes.db'), { readOnly: true })
    try {
      return database.prepare(sql).get()
    } finally {
      database.close()
    }
  }
  const look = () => ({
    ...query('SELECT state, used, possible FROM task'),
    ...query('SELECT count(*) AS requests, coalesce(sum(certain), 0) AS certain FROM request'),
  })
  const live = async (word: 'stopped' | 'settled', at?: Work['stopAt']) => {
    const child = new Killable()
    onTestFinished(() => child.kill())
    await child.start({ ...work, ...(at ? { stopAt: at } : {}) })
    await child.says(word)
    await child.kill()
    expect(child.hasSaid('damaged')).toBe(false)
    return look()
  }
  const dead = await live('stopped', stopAt)
  const posts = simulator.requests({ method: task.method }).length
  const settled = await live('settled')
  return { dead, posts, settled, postsInAll: simulator.requests({ method: task.method }).length, left: simulator.items('uno').length }
}

test('between the marker and the first byte: possible, asked about, found not done; never sent again by itself', async () => {
  const { dead, posts, settled, postsInAll, left } = await killAndGoOn(deletion, 'after-marker')
  expect(dead).toEqual({ state: 'on_wire', used: 0, possible: 1, requests: 1, certain: 0 })
  expect(posts).toBe(0)
  expect(settled).toEqual({ state: 'not_done', used: 0, possible: 1, requests: 1, certain: 0 })
  expect([postsInAll, left]).toEqual([0, 1])
})

test('between the answer and its commit: the query shows that it was done, one request', async () => {
  const { dead, settled, postsInAll, left } = await killAndGoOn(deletion, 'after-answer')
  expect(dead).toEqual({ state: 'on_wire', used: 0, possible: 1, requests: 1, certain: 0 })
  expect(settled).toEqual({ state: 'done', used: 1, possible: 0, requests: 1, certain: 1 })
  expect([postsInAll, left]).toEqual([1, 0])
})

test('a change of date between the answer and its commit: the new date shows that it was done, one request', async () => {
  const { dead, settled, postsInAll } = await killAndGoOn(redating, 'after-answer')
  expect(dead).toEqual({ state: 'on_wire', used: 0, possible: 1, requests: 1, certain: 0 })
  expect(settled).toEqual({ state: 'done', used: 1, possible: 0, requests: 1, certain: 1 })
  expect(postsInAll).toBe(1)
})

test('before the marker: nothing left, and it is not kept for later', async () => {
  const { dead, settled, postsInAll, left } = await killAndGoOn(deletion, 'before-marker')
  expect(dead).toEqual({ state: 'requested', used: 0, possible: 0, requests: 0, certain: 0 })
  expect(settled).toEqual({ state: 'not_sent', used: 0, possible: 0, requests: 0, certain: 0 })
  expect([postsInAll, left]).toEqual([0, 1])
})

test('a question about the account stays possible, as nothing can show what became of it', async () => {
  const { settled, postsInAll } = await killAndGoOn(quota, 'after-answer')
  expect(settled).toEqual({ state: 'unclear', used: 0, possible: 1, requests: 1, certain: 0 })
  expect(postsInAll).toBe(1)
})
