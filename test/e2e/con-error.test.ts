/** From the list to the end: look, filter, weigh, confirm, and see what became of each; the whole product against a TusFacturasAPP. */
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closedPort } from '../integration/core/tusfacturas/client-setup.ts'
import { Simulator } from '../simulator/simulator.ts'
import { runCli } from './harness/app.ts'
import { until } from './harness/control.ts'
import { launchProduct, type RunningProduct } from './harness/product.ts'

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}
const { apikey } = credentials
const webhookToken = 'fichadelpuntodeventa0123456789'
const wrongKind = ['AFIP No devolvio el CAE asociado. (Cod. Error #6661141.S1254)', 'Cod. Error: #6661145.10013 - El campo DocTipo es invalido.']
const wrongDocument = 'Cod. Error: #6661145.10015 - El campo DocNro es invalido'

let simulator: Simulator
let app: RunningProduct
let page: Page

beforeEach(async () => {
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([
    { apikey, external_reference: 'PASA', razon_social: 'Lucía Ferreyra' },
    { apikey, external_reference: 'DATOS', razon_social: 'Lucía Ferreyra', outcome: 'fail', errorTexts: wrongKind },
    { apikey, external_reference: 'CORREGIR', razon_social: 'Lucía Ferreyra' },
    { apikey, external_reference: 'AJENA', razon_social: 'Otro cliente' },
    { apikey, external_reference: 'EMITIDA', status: 'issued' },
  ])
  app = await launchProduct({ env: { REENCOLA_API_URL: simulator.url } })
  await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), { REENCOLA_DATOS: app.dataFolder })
  page = await app.openPage()
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await simulator.stop()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const table = () => page.getByRole('grid', { name: 'Comprobantes con error' })
const rowOf = (reference: string) => table().getByRole('row').filter({ hasText: reference })
const dialog = () => page.getByRole('dialog')

async function receiveWebhooks(): Promise<void> {
  const port = await closedPort()
  await page.getByRole('link', { name: 'Ajustes', exact: true }).click()
  await page.getByRole('link', { name: 'Avisos de TusFacturasAPP' }).click()
  const section = page.getByRole('region', { name: 'Avisos de TusFacturasAPP' })
  await section.getByText('Recibir en esta PC').click()
  await section.getByRole('textbox', { name: 'Puerto' }).fill(String(port))
  await section.getByRole('button', { name: 'Guardar y escuchar' }).click()
  await section.getByRole('button', { name: 'Copiar la dirección de Local' }).click()
  const url = await until(async () => (await app.control.state()).clipboard, 'the address on the clipboard')
  await section.getByRole('textbox', { name: 'Token de webhook' }).fill(webhookToken)
  await section.getByRole('button', { name: 'Guardar el token de Local' }).click()
  await section.getByText('Guardado:').waitFor()
  await simulator.sendWebhooksTo(url, webhookToken)
}

test('list, filter, weigh, confirm, and see what is issued leave and what is not stay with its reason', async () => {
  await receiveWebhooks()
  await page.getByRole('link', { name: /^Con error/u }).click()
  await button('Fechas: 30 días').click()
  await page.getByRole('menuitemradio', { name: 'Hoy' }).click()
  await rowOf('AJENA').waitFor()
  await page.getByText('4 comprobantes', { exact: true }).waitFor()

  await button('Acciones de CORREGIR').click()
  await page.getByRole('menuitem', { name: 'Explicar un error' }).click()
  await page.getByRole('textbox', { name: 'Texto del error' }).fill(wrongDocument)
  await button('Explicar y anotar').click()
  await page.getByText('Queda anotado').waitFor()
  // What nothing recognises does not take the place of what is known.
  await page.getByRole('textbox', { name: 'Texto del error' }).fill('algo raro pasó')
  await button('Explicar y anotar').click()
  await page.getByText('se conserva el motivo que ya se sabía').waitFor()
  await page.keyboard.press('Escape')
  await rowOf('CORREGIR').getByText('(10015)').waitFor()

  await page.getByRole('searchbox', { name: 'Buscar' }).fill('ferreyra')
  await rowOf('AJENA').waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await button('Reenviar 3').click()
  await dialog().getByText('Hay que corregir algo antes').waitFor()
  expect(await dialog().getByRole('checkbox', { name: /10015/u }).isChecked()).toBe(false)
  await dialog().getByRole('button', { name: 'Reenviar 2' }).and(page.locator(':enabled')).click()
  await until(() => simulator.executions('PASA') + simulator.executions('DATOS') === 2, 'both resends')
  await rowOf('PASA').getByText('Reencolado').waitFor()

  await simulator.process()
  await page.getByText('Ya no están con error: 1 emitido.').waitFor()
  await expect.poll(() => rowOf('PASA').count()).toBe(0)
  await rowOf('DATOS').getByText('(10013)').waitFor()
  // Oldest first, once each, and nothing that was not asked for.
  expect(simulator.executionOrder().map(({ external_reference }) => external_reference)).toEqual(['PASA', 'DATOS'])
  expect(simulator.counted('reenviar_encolado', apikey)).toBe(2)

  // What is known now stands in the next look before paying.
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await button('Reenviar 2').click()
  await dialog().getByText('Nada para reenviar').waitFor()
})
