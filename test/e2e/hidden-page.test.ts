/** The page is freed while its window stays hidden, and comes back as it was left. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, runCli, type RunningApp } from './harness/app.ts'
import { openBrowser } from './harness/browser.ts'
import { until } from './harness/control.ts'

const point = {
  nombre: 'Local',
  apikey: '50501',
  apitoken: 'tokdeprueba0123456789abcdef05051',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef05051',
}
const fiveMinutes = 300_000

let folder: string
let simulator: Simulator
let app: RunningApp
let browser: Browser
let page: Page

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-oculta-'))
  simulator = await Simulator.start()
  const { nombre, ...credentials } = point
  simulator.addPointOfSale({ ...credentials, name: nombre })
  const env = { REENCOLA_API_URL: simulator.url }
  await runCli(['configurar'], JSON.stringify(point), { ...env, REENCOLA_DATOS: folder })
  app = await launchApp({ dataFolder: folder, env })
  browser = await openBrowser()
  page = await browser.newPage()
  await page.goto(await app.ready())
  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
})
afterEach(async () => {
  await browser.close()
  await app[Symbol.asyncDispose]()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const windows = async () => (await app.control.state()).windows
const draft = () => page.getByRole('textbox', { name: 'Referencias externas' })

/** Brings the window back; the tab shows what the old page drew until the new one is there. */
async function shownAgain(): Promise<void> {
  await page.evaluate(`document.documentElement.setAttribute('data-before', '')`)
  await app.control.do('tray', {})
  await page.locator('html:not([data-before]) #contenido').waitFor()
}

/** Typed, and with main: it is told a moment later. */
async function typed(text: string): Promise<void> {
  await draft().fill(text)
  await until(async () => (await app.control.value('readPlace', {}))?.includes(text), 'the draft to be kept')
}

test('five minutes after it was hidden, not before; the next show has the draft and the screen where they were', async () => {
  const [{ id } = { id: '' }] = (await app.control.value('snapshot', {})).pointsOfSale
  await app.control.value('placeOrders', { pointOfSaleId: id, references: ['NO-ESTA'] })
  await typed('FC-0001 sin enviar')
  // Its link says how much there is that nobody has seen.
  await page.getByRole('link', { name: /^Actividad(,|$)/u }).click()
  await page.getByRole('searchbox').first().fill('buscado')
  await until(async () => (await app.control.value('readPlace', {}))?.includes('buscado'), 'the filter to be kept')
  await app.control.do('window', { action: 'hide' })
  await app.control.do('time', { pass: fiveMinutes - 1 })
  expect(await windows()).toHaveLength(1)
  await app.control.do('time', { pass: 1 })
  expect(await windows()).toEqual([])

  await shownAgain()
  expect(await windows()).toMatchObject([{ visible: true }])
  await until(
    () =>
      page
        .getByRole('searchbox')
        .first()
        .inputValue()
        .then(
          (text) => text === 'buscado',
          () => false,
        ),
    'the filter',
  )
  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
  expect(await draft().inputValue()).toBe('FC-0001 sin enviar')
})

const scrolled = () => page.evaluate(`document.getElementById('contenido')?.scrollTop`)

/** Moves what is read, frees the page, and shows it again. */
async function goneFrom(scrollTop: number): Promise<void> {
  await until(
    () => page.evaluate(`(document.getElementById('contenido')?.scrollHeight ?? 0) > ${scrollTop} + innerHeight`),
    'a screen that is longer than its window',
  )
  await page.evaluate(`document.getElementById('contenido')?.scrollTo(0, ${scrollTop})`)
  await until(async () => (await app.control.value('readPlace', {}))?.includes(`"scrolled":${scrollTop}`), 'the place to be kept')
  await app.control.do('window', { action: 'hide' })
  await app.control.do('time', { pass: fiveMinutes })
  expect(await windows()).toEqual([])
  await shownAgain()
}

test('what was read is where it was', async () => {
  await page.setViewportSize({ width: 900, height: 420 })
  await page.getByRole('link', { name: 'Ajustes', exact: true }).click()
  await page.getByRole('link', { name: 'Tema', exact: true }).click()
  await page.getByRole('region', { name: 'Tema', exact: true }).waitFor()
  await goneFrom(160)
  await until(async () => (await scrolled()) === 160, 'the place in what was read')
  await page.getByRole('region', { name: 'Tema', exact: true }).waitFor()
})

test('the comprobantes in error are those that were looked at, as they were sorted and searched, where they were', async () => {
  const { apikey } = point
  simulator.seed([
    ...Array.from({ length: 60 }, (_, index) => ({ apikey, external_reference: `FC-${100 + index}`, razon_social: 'Lucía Ferreyra' })),
    { apikey, external_reference: 'AJENA', razon_social: 'Otro cliente' },
  ])
  const table = page.getByRole('grid', { name: 'Comprobantes con error' })
  const search = page.getByRole('searchbox', { name: 'Buscar' })
  await page.setViewportSize({ width: 1024, height: 640 })
  await page.getByRole('link', { name: /^Con error/u }).click()
  await page.getByRole('button', { name: 'Fechas: 30 días' }).click()
  await page.getByRole('menuitemradio', { name: 'Hoy' }).click()
  await table.getByText('AJENA').waitFor()
  await page.getByText(/^Actualizado/u).waitFor()
  await table.getByRole('button', { name: 'Referencia' }).click()
  await search.fill('ferreyra')
  await table.getByText('AJENA').waitFor({ state: 'detached' })
  await goneFrom(400)

  await page.getByRole('button', { name: 'Fechas: Hoy' }).waitFor()
  expect(await search.inputValue()).toBe('ferreyra')
  await until(async () => (await table.getByRole('row').count()) > 1, 'its rows')
  expect(await table.getByRole('columnheader', { name: 'Referencia' }).getAttribute('aria-sort')).toBe('ascending')
  expect(await table.getByText('AJENA').count()).toBe(0)
  await until(async () => (await scrolled()) === 400, 'the place in the list')
})

test('a window that was shown again meanwhile keeps its page', async () => {
  await app.control.do('window', { action: 'hide' })
  await app.control.do('time', { pass: fiveMinutes - 1 })
  await app.control.do('tray', {})
  await app.control.do('time', { pass: fiveMinutes })
  expect(await windows()).toMatchObject([{ visible: true }])
})

test('a page that crashed does not come back to what it crashed of', async () => {
  await typed('FC-0002')
  await app.control.do('process-gone', {})
  await until(async () => (await windows())[0]?.visible, 'the window')
  await until(async () => (await app.control.value('readPlace', {}))?.includes('FC-0002') !== true, 'the place to be forgotten')
})
