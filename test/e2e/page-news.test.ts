/** What has changed reaches the page before the answer to the command that changed it, over the host's own channel. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { events, type CommandInput, type CommandName, type CommandValue, type EventName, type EventPayload } from '#contract/schema.ts'
import type { Result } from '#contract/result.ts'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, type RunningApp } from './harness/app.ts'
import { openBrowser } from './harness/browser.ts'
import { closedPort } from '../integration/core/tusfacturas/client-setup.ts'

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}
const aside = 'credenciales.danado-1795000000000.json'

let folder: string
let simulator: Simulator
let app: RunningApp
let browser: Browser
let page: Page
let pointOfSaleId: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-news-'))
  await mkdir(join(folder, 'datos'))
  await writeFile(join(folder, 'datos', aside), '{')
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  app = await launchApp({ dataFolder: join(folder, 'datos'), env: { REENCOLA_API_URL: simulator.url } })
  browser = await openBrowser()
  page = await browser.newPage()
  await page.goto(await app.ready())
  await page.locator('h1').waitFor()
  await page.evaluate(`
    window.heard = []
    for (const name of ${JSON.stringify(Object.keys(events))}) window.reencola.on(name, (payload) => window.heard.push({ name, payload }))
    window.give = async (name, args) => {
      window.heard.length = 0
      const answer = await window.reencola.call(name, args)
      return { answer, heard: [...window.heard] }
    }`)
})
afterAll(async () => {
  await browser.close()
  await app[Symbol.asyncDispose]()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Given<V> {
  value: V
  /** What was told before the answer came. */
  told<E extends EventName>(name: E): EventPayload<E>[]
}

/** Gives a command as the page does. */
async function give<C extends CommandName>(name: C, args: CommandInput<C>): Promise<Given<CommandValue<C>>> {
  const { answer, heard } = await page.evaluate<{ answer: Result<CommandValue<C>>; heard: { name: EventName; payload: unknown }[] }>(
    `window.give(${JSON.stringify(name)}, ${JSON.stringify(args)})`,
  )
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
  return {
    value: answer.value,
    told: <E extends EventName>(wanted: E) => heard.flatMap((one) => (one.name === wanted ? [one.payload as EventPayload<E>] : [])),
  }
}

const orders = (given: Given<unknown>) => given.told('ordersChanged').flatMap((payload) => payload.orders)
const ordersOf = async (batchId: number) => (await give('listOrders', { batchId, limit: 500 })).value.orders
const place = async (references: string[]) => {
  const placed = await give('placeOrders', { pointOfSaleId, references })
  return { placed, batchId: placed.value.batchId ?? 0 }
}

test('points of sale, settings, the desktop, what was set aside', async () => {
  const saved = await give('savePointOfSale', { name: 'Local', credentials })
  pointOfSaleId = saved.value
  expect(saved.told('pointsOfSaleChanged').at(-1)).toMatchObject([{ id: pointOfSaleId, name: 'Local', status: 'ready' }])
  const renamed = await give('savePointOfSale', { id: pointOfSaleId, name: 'Casa' })
  expect(renamed.told('pointsOfSaleChanged').at(-1)).toMatchObject([{ id: pointOfSaleId, name: 'Casa' }])
  expect((await give('saveSettings', { theme: 'dark' })).told('settingsChanged').at(-1)).toMatchObject({ theme: 'dark' })
  expect((await give('setNotifications', { on: false })).told('desktopChanged').at(-1)).toMatchObject({ notifications: false })
  const read = await give('acknowledgeSetAside', { aside })
  expect(
    read
      .told('statusChanged')
      .at(-1)
      ?.banners.map(({ kind }) => kind),
  ).not.toContain('set-aside')
})

test('orders: held, placed, cancelled one by one and together, sent again, put off', async () => {
  const paused = await give('setPaused', { paused: true })
  expect(paused.value).toBeNull()
  expect(paused.told('statusChanged').at(-1)?.paused).toBe(true)

  const { placed, batchId } = await place(['A-1', 'A-2', 'A-3'])
  expect(orders(placed)).toMatchObject(['A-1', 'A-2', 'A-3'].map((external_reference) => ({ external_reference, state: 'held' })))
  expect(placed.told('batchesChanged').flatMap(({ batches }) => batches)).toMatchObject([{ id: batchId, total: 3, active: true }])

  const id = (await ordersOf(batchId))[0]?.id ?? 0
  expect(orders(await give('cancelOrder', { id }))).toMatchObject([{ id, state: 'cancelled' }])
  const cancelled = await give('cancelBatch', { batchId })
  expect(cancelled.told('batchesChanged').flatMap(({ batches }) => batches)).toMatchObject([{ id: batchId, active: false }])

  const again = await give('resendOrder', { id })
  expect(orders(again)).toMatchObject([{ id: again.value, repeats: id }])
  const later = await give('resendLater', { pointOfSaleId, external_reference: 'B-1', at: Date.now() + 3_600_000 })
  expect(orders(later)).toMatchObject([{ id: later.value, external_reference: 'B-1', holdReason: 'luego' }])
  expect((await give('setPaused', { paused: false })).told('statusChanged').at(-1)?.paused).toBe(false)
})

test('one order that changes while a thousand are waiting to be told of is told before its answer', async () => {
  await give('setPaused', { paused: true })
  const { placed, batchId } = await place(Array.from({ length: 1_000 }, (_, index) => `M-${index}`))
  expect(orders(placed)[0]).toMatchObject({ external_reference: 'M-0' })
  const [last] = await ordersOf(batchId)
  expect(last?.external_reference).toBe('M-999')
  expect(orders(await give('cancelOrder', { id: last?.id ?? 0 }))).toMatchObject([{ id: last?.id, state: 'cancelled' }])
  await give('cancelBatch', { batchId })
  await give('setPaused', { paused: false })
})

test('tasks, listings, the receiver', async () => {
  const asked = await give('askUsage', { pointOfSaleId })
  expect(
    asked
      .told('tasksChanged')
      .flatMap(({ tasks }) => tasks)
      .at(-1),
  ).toMatchObject({ id: asked.value, method: 'consumo', state: 'done' })
  const listed = await give('startInbox', { listing: 7, desde: '24/11/2026', hasta: '25/11/2026' })
  // Con error may read by itself meanwhile.
  expect(listed.told('inboxProgress').find(({ listing }) => listing === 7)).toMatchObject({ listing: 7, total: 2 })
  const open = await give('saveWebhookPlace', { on: true, host: '127.0.0.1', port: await closedPort(), publicUrl: '' })
  expect(open.told('webhooksChanged').at(-1)).toMatchObject({ on: true, state: 'listening' })
  const proven = await give('setWebhookToken', { pointOfSaleId, token: 'ficha-de-prueba-0123456789' })
  expect(proven.told('webhooksChanged').at(-1)).toMatchObject({ doors: [{ token: 'kept' }] })
})

test('a listing of some points of sale reads no other', async () => {
  const { value: other } = await give('savePointOfSale', { name: 'Sucursal', credentials: { ...credentials, apikey: '90210' } })
  const days = { desde: '24/11/2026', hasta: '25/11/2026' }
  const all = await give('startInbox', { listing: 8, ...days })
  expect(all.told('inboxProgress').find(({ listing }) => listing === 8)).toMatchObject({ total: 4 })
  const some = await give('startInbox', { listing: 9, ...days, pointsOfSale: [other] })
  expect(some.told('inboxProgress').find(({ listing }) => listing === 9)).toMatchObject({ total: 2 })
  await give('deletePointOfSale', { id: other })
  await expect(give('startInbox', { listing: 10, ...days, pointsOfSale: [other] })).rejects.toThrow('point-of-sale-missing')
})

test('a deletion', async () => {
  expect((await give('deletePointOfSale', { id: pointOfSaleId })).told('pointsOfSaleChanged').at(-1)).toEqual([])
})
