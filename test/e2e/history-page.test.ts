/** Looking back: what the page asks for, and what the whole program writes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import type { CommandName } from '#contract/schema.ts'
import { Simulator } from '../simulator/simulator.ts'
import { until } from './harness/control.ts'
import { launchProduct } from './harness/product.ts'
import { openPage, type OpenPage } from './page-preview/open.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

/** Waits until the last command of that name has these arguments. */
const asked = (open: OpenPage, name: CommandName, args: object) =>
  until(async () => isDeepStrictEqual((await open.calls(name)).at(-1)?.args, args), `${name} ${JSON.stringify(args)}`)

test('the list and the table are asked for what the filters show', async () => {
  await using open = await openPage(browser, preview.url, 'archivada#actividad')
  const { page } = open
  await page
    .getByRole('textbox', { name: 'Buscar referencia' })
    .or(page.getByRole('searchbox', { name: 'Buscar referencia' }))
    .fill('2026')
  await page.getByRole('combobox', { name: 'Estado' }).selectOption('Emitido')
  await page.getByRole('combobox', { name: 'Fecha' }).selectOption('Elegir fechas…')
  await page.getByRole('textbox', { name: 'Desde' }).fill('1/1/2026')
  await asked(open, 'listOrders', { search: '2026', states: ['issued'], from: '2026-01-01', offset: 0, limit: 100 })
  await page.getByRole('button', { name: 'Guardar para Excel' }).click()
  await page.getByText('1.000 reenvíos guardados en Actividad de Reencola 25-11-2026.csv.').waitFor()
  expect((await open.calls('exportOrders')).map(({ args }) => args)).toEqual([{ search: '2026', states: ['issued'], from: '2026-01-01' }])

  await page.getByRole('button', { name: 'Quitar filtros' }).click()
  await page.getByRole('textbox', { name: 'Desde' }).waitFor({ state: 'detached' })
  await page.getByRole('combobox', { name: 'Mostrar' }).selectOption('Archivados')
  await asked(open, 'listOrders', { archived: true, offset: 0, limit: 100 })
  expect(await open.trouble()).toEqual([])
})

test('a long save says how far it is and can be stopped; a refused one says why', async () => {
  await using open = await openPage(browser, preview.url, 'trabajando#actividad')
  const { page } = open
  await open.fake('release = window.reencola.hold()')
  await page.getByRole('button', { name: 'Guardar para Excel' }).click()
  await open.fake('emit("exportProgress", { done: 40000, total: 100000 })')
  await page.getByText('Guardando: 40.000 de 100.000').waitFor()
  await page.getByRole('button', { name: 'Cancelar', exact: true }).click()
  expect(await open.calls('cancelExport')).toHaveLength(1)
  await open.fake('refuse = { exportOrders: "export-failed" }')
  await open.fake('release()')
  await page.locator('.message[data-tone=bad]').filter({ hasText: 'No se pudo guardar el archivo' }).waitFor()
})

test('the summary is read by keyboard: four numbers, a day, the table; each leads to what it counts', async () => {
  await using open = await openPage(browser, preview.url, 'trabajando#actividad')
  const { page } = open
  await page.getByRole('link', { name: 'Resumen' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'El mes en cuatro números' }).waitFor()
  await until(() => page.evaluate<boolean>("document.activeElement?.tagName === 'H1'"), 'the focus on the title')
  const bars = page.getByRole('toolbar', { name: 'Resultados por día' })
  await bars.getByRole('button').last().focus()
  await page.keyboard.press('Home')
  await page.getByText(/^1 de \w+: 2 con error\.$/u).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByText(/^2 de \w+: 5 emitidos, 1 en cola\.$/u).waitFor()
  await page.getByText('Ver los días en una tabla').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /^2 de \w+ 5 1 0 0 0$/u }).waitFor()
  await page.getByRole('combobox', { name: 'Mes' }).selectOption({ index: 1 })
  await until(async () => (await open.calls('readSummary')).length > 1, 'the other month')

  await bars.getByRole('button', { name: /^2 de / }).click()
  const month = String((await open.calls('readSummary')).map(({ args }) => (args as { month: string }).month).at(-1))
  await asked(open, 'listOrders', { from: `${month}-02`, to: `${month}-02`, offset: 0, limit: 100 })
  await page.getByRole('link', { name: 'Resumen' }).click()
  await page.getByRole('button', { name: /^\d+ Con error. Ver en Actividad$/u }).click()
  await until(async () => {
    const args = (await open.calls('listOrders')).at(-1)?.args as { states?: string[]; from?: string }
    return isDeepStrictEqual(args.states, ['failed_again', 'rejected']) && args.from?.endsWith('-01') === true
  }, 'what ended with an error, of that month')
  expect(await open.trouble()).toEqual([])
})

test('how long what ended stays in the list is a setting, said in words', async () => {
  await using open = await openPage(browser, preview.url, 'vacia#ajustes')
  await open.page.getByRole('link', { name: 'Actividad vieja' }).click()
  await open.page.getByText('Nunca se borra').waitFor()
  await open.page.getByText('Después de 24 meses').click()
  await asked(open, 'saveSettings', { archiveAfter: 24 })
})

test('the whole program writes the table where the dialog says', async () => {
  const credentials = {
    apikey: '20202',
    apitoken: 'tokdeprueba0123456789abcdef01234',
    usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
  }
  const simulator = await Simulator.start()
  onTestFinished(() => simulator.stop())
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([{ apikey: credentials.apikey, external_reference: '00012345678901234567', status: 'error' }])
  const env = { REENCOLA_API_URL: simulator.url }
  await using app = await launchProduct({ env })
  const page = await app.openPage()
  await page.getByRole('textbox', { name: 'Nombre del punto de venta' }).fill('Local')
  await page.getByRole('textbox', { name: 'API key' }).fill(credentials.apikey)
  await page.getByRole('textbox', { name: 'API token' }).fill(credentials.apitoken)
  await page.getByRole('textbox', { name: 'User token' }).fill(credentials.usertoken)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('00012345678901234567')
  await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('link', { name: 'Actividad', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'Reencolado' }).waitFor()

  const file = join(app.dataFolder, 'tabla.csv')
  await app.control.do('dialog/answer', { method: 'showSaveDialog', answer: { canceled: false, filePath: file } })
  await page.getByRole('button', { name: 'Guardar para Excel' }).click()
  await page.getByText('1 reenvío guardado en tabla.csv.').waitFor()
  const [head, row] = readFileSync(file, 'utf8').split('\r\n')
  expect(head).toMatch(/^\u{feff}Referencia externa;/u)
  expect(row).toMatch(/^"=""00012345678901234567""";Local;Reencolado;/u)

  await page.getByRole('link', { name: 'Resumen' }).click()
  await page.getByRole('button', { name: '1 En cola. Ver en Actividad' }).waitFor()
  await page.close()
})
