/** A studio's whole way: points of sale out of a file, tried, and a list of references that are at several of them sent to each its own. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { until } from './harness/control.ts'
import { launchProduct, type RunningProduct } from './harness/product.ts'

const keys = (n: number) => ({
  apikey: `3030${n}`,
  apitoken: `tokestudio${n}`.padEnd(32, '0123456789abcdef'),
  usertoken: `usrestudio${n}`.padEnd(64, '0123456789abcdef'),
})
const points = [1, 2, 3, 4].map((n) => ({ name: `Sucursal ${n}`, company: n < 3 ? 'Imprenta Norte' : 'Óptica Sur', ...keys(n) }))
/** TusFacturasAPP does not know the last two: half of the credentials are wrong. */
const known = points.slice(0, 2)

let simulator: Simulator
let app: RunningProduct
let page: Page

beforeEach(async () => {
  simulator = await Simulator.start()
  for (const { name, apikey, apitoken, usertoken } of known) simulator.addPointOfSale({ name, apikey, apitoken, usertoken })
  simulator.seed([
    { apikey: keys(1).apikey, external_reference: 'UNO-1', status: 'error', outcome: 'issue' },
    { apikey: keys(2).apikey, external_reference: 'DOS-1', status: 'error', outcome: 'issue' },
  ])
  app = await launchProduct({ env: { REENCOLA_API_URL: simulator.url } })
  page = await app.openPage({ width: 1024, height: 640 })
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await simulator.stop()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })

test('points of sale of a file are imported and tried, each reference is found where it is, and no key is said', async () => {
  const path = join(app.dataFolder, 'puntos.csv')
  const lines = points.map(({ name, company, apikey, apitoken, usertoken }) => [company, name, apikey, apitoken, usertoken].join(';'))
  await writeFile(path, ['Razón social;Punto de venta;API key;API token;User token', ...lines].join('\r\n'))
  await app.control.do('dialog/answer', { method: 'showOpenDialog', answer: { canceled: false, filePaths: [path] } })
  await page.getByRole('link', { name: 'Ajustes', exact: true }).click()
  await button('Importar de Excel').click()
  await button('Importar 4 puntos de venta').click()
  await button('Probar todos').click()
  await page.getByText('2 funcionan, 2 rechazados').first().waitFor()

  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('UNO-1\nDOS-1\nNO-ESTA')
  await button('Detectar punto de venta').click()
  await button('Buscar gratis').click()
  await page.getByText('Una está en Sucursal 1.').waitFor()
  await page.getByText('Una está en Sucursal 2.').waitFor()
  await page.getByText('En 2 puntos de venta no se pudo preguntar:').waitFor()
  expect(['UNO-1', 'DOS-1'].map((reference) => simulator.executions(reference))).toEqual([0, 0])
  await button('Reenviar 2 referencias…').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Reenviar 2/u })
    .and(page.locator(':enabled'))
    .click()
  await until(() => simulator.executions('UNO-1') === 1 && simulator.executions('DOS-1') === 1, 'both resends')

  const kept = [app.stderr(), app.heard() ?? '']
  for (const name of await readdir(app.dataFolder, { recursive: true }))
    if (/\.(?:json|log|jsonl)$/u.test(name)) kept.push(await readFile(join(app.dataFolder, name), 'utf8'))
  expect(kept.length).toBeGreaterThan(3)
  for (const text of kept) for (const { apitoken, usertoken } of points) for (const secret of [apitoken, usertoken]) expect(text).not.toContain(secret)
})
