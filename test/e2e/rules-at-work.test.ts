/** Reenvío automático at work in the whole program: window hidden, nobody there, TusFacturasAPP's own word on why. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { closedPort } from '../integration/core/tusfacturas/client-setup.ts'
import { fechaOf } from '../simulator/dates.ts'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, runCli } from './harness/app.ts'
import { openBrowser } from './harness/browser.ts'
import { until } from './harness/control.ts'
import { watchedAtOnce } from './harness/watched.ts'

const credentials = {
  apikey: '20204',
  apitoken: 'tokdereglas0123456789abcdef01234',
  usertoken: 'usrdereglas0123456789abcdef0123456789abcdef0123456789abcdef012345',
}
const webhookToken = 'fichadelasreglas0123456789'
const passing = ['Los servicios de AFIP no se encuentran disponibles']
const wrongData = ['Cod. Error: #6661145.10013 - El campo DocTipo es invalido.']
const minute = 60_000

/** Each order of a rule goes at a moment of chance; here chance always says: at once. */
const atOnce = { NODE_OPTIONS: '--import=data:text/javascript,Math.random=()=>0.001' }

test('with a proven reason that passes it is issued once without anybody, within the budget, and its story says by which rule; a data error is not sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-reglas-'))
  const simulator = await Simulator.start()
  onTestFinished(async () => {
    await simulator.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const env = { REENCOLA_API_URL: simulator.url }
  const settingsFile = join(folder, 'ajustes.json')
  const start = (args: string[], more: Record<string, string> = {}) => launchApp({ args, env: { ...env, ...more }, dataFolder: folder })
  const cli = (args: string[], stdin = '') => runCli(args, stdin, { ...env, REENCOLA_DATOS: folder })
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  const waits = { apikey: credentials.apikey, status: 'queued' } as const
  // The older one would go first, and what is left of the budget is for one.
  simulator.seed([
    { ...waits, external_reference: 'DATOS', fecha: fechaOf(Date.now() - 24 * 60 * minute), outcome: 'fail', errorTexts: wrongData },
    { ...waits, external_reference: 'PASA', outcome: ['fail', 'issue'], errorTexts: passing },
  ])
  expect(await cli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }))).toMatchObject({ code: 0 })

  {
    // TusFacturasAPP is shown where its events go; what it tells with the right token is proven.
    await using app = await start([])
    await app.ready()
    const [pointOfSale] = (await app.control.value('snapshot', {})).pointsOfSale
    const pointOfSaleId = pointOfSale?.id ?? ''
    await app.control.value('saveWebhookPlace', { on: true, host: '127.0.0.1', port: await closedPort(), publicUrl: '' })
    await app.control.value('setWebhookToken', { pointOfSaleId, token: webhookToken })
    const { local } = await app.control.value('revealWebhookUrl', { pointOfSaleId })
    await simulator.sendWebhooksTo(local, webhookToken)
    await simulator.process()
    await app.control.do('quit', {})
    await app.exit
  }
  expect(simulator.items().map(({ status }) => status)).toEqual(['error', 'error'])
  expect(await cli(['vigilar', '--una-vez'])).toMatchObject({ code: 1 })
  // Half an hour passes.
  const database = new DatabaseSync(join(folder, 'ordenes.db'))
  expect(database.prepare('UPDATE inbox SET first_seen = first_seen - ?').run(31 * minute).changes).toBe(2)
  database.close()
  const kept = JSON.parse(await readFile(settingsFile, 'utf8')) as object
  await writeFile(settingsFile, JSON.stringify({ ...kept, ...watchedAtOnce(), rules: { on: true, perDay: 1, unknownOnce: false } }))

  await using app = await start(['--oculto'], atOnce)
  await until(() => simulator.executions('PASA') === 1, 'the order of the rule')
  await simulator.process()
  expect((await app.control.state()).windows).toEqual([])

  await app.control.do('tray', {})
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 1024, height: 640 } })
  await page.goto(await app.ready())
  expect((await app.control.value('readRules', {})).spending).toMatchObject([{ used: 1 }])
  await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
  await page.getByRole('row').filter({ hasText: 'PASA' }).getByText('Emitido').waitFor()
  await page.getByRole('button', { name: 'PASA', exact: true }).click()
  await page.getByRole('dialog').getByText('Lo pidió el reenvío automático: el motivo del error es conocido y suele arreglarse reenviando.').waitFor()
  expect(simulator.executionOrder().map(({ external_reference }) => external_reference)).toEqual(['PASA'])
  expect(simulator.counted('reenviar_encolado', credentials.apikey)).toBe(1)
})
