/** What is done about what is in error and not sent: handed over, printed, found; the whole product on the stand-in host, which has a printer. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, runCli, type RunningApp } from './harness/app.ts'
import { openBrowser } from './harness/browser.ts'
import { bySight } from './harness/sight.ts'

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

let simulator: Simulator
let app: RunningApp
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

beforeEach(async () => {
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed(['=UNO', '000123', 'TRES'].map((external_reference) => ({ apikey: credentials.apikey, external_reference, razon_social: 'Lucía Ferreyra' })))
  app = await launchApp({ env: { REENCOLA_API_URL: simulator.url } })
  await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), { REENCOLA_DATOS: app.dataFolder })
  page = bySight(await browser.newPage())
  await page.goto(await app.ready())
  await page.getByRole('link', { name: /^Con error/u }).click()
  await page.getByRole('checkbox', { name: 'TRES', exact: true }).waitFor()
})
afterEach(async () => {
  await page.close()
  await app[Symbol.asyncDispose]()
  await simulator.stop()
})

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })

test('the list of what is to be corrected is copied, saved and printed; where there is no printer it says what to do', async () => {
  await button('Más acciones de la lista').click()
  await page.getByRole('menuitem', { name: 'Lista para corregir…' }).click()
  await button('Copiar').click()
  await dialog().getByText('Se copiaron 3 comprobantes', { exact: false }).waitFor()
  const { clipboard, clipboardHtml } = await app.control.state()
  expect(clipboard).toContain("\t'=UNO\t")
  expect(clipboard).toContain('\t000123\t')
  expect(clipboardHtml).toContain('<table')

  const path = join(app.dataFolder, 'lista.csv')
  await app.control.do('dialog/answer', { method: 'showSaveDialog', answer: { canceled: false, filePath: path } })
  await button('Guardar para Excel').click()
  await dialog().getByText('3 comprobantes guardados en lista.csv.').waitFor()
  expect(readFileSync(path, 'utf8')).toContain(';"=""000123""";')

  await button('Imprimir').click()
  await dialog().getByText('La lista salió para la impresora.').waitFor()
  await app.control.do('printer', { outcome: 'cancelled' })
  await button('Imprimir').click()
  await dialog().getByText('No se imprimió nada.').waitFor()
  await app.control.do('printer', { outcome: 'no-printer' })
  await button('Imprimir').click()
  await dialog().getByText('Esta PC no tiene ninguna impresora').waitFor()
  expect((await app.control.state()).printed).toMatchObject([
    { options: { pageSize: 'A4', landscape: true }, outcome: 'printed' },
    { outcome: 'cancelled' },
    { outcome: 'no-printer' },
  ])
})

test('Ctrl and K finds a client that is in error, and shows it alone', async () => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Buscar una pantalla/u }).fill('lucia')
  await page.getByRole('option').filter({ hasText: 'TRES' }).click()
  await expect.poll(() => page.getByRole('grid', { name: 'Comprobantes con error' }).locator('tbody tr[data-index]').count()).toBe(1)
  expect(simulator.counted('reenviar_encolado', credentials.apikey)).toBe(0)
})
