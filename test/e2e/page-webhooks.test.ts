/** Ajustes > Avisos de TusFacturasAPP, against a main process in memory. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openPage } from './page-preview/open.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('off by default; switched on it says where it listens, and checks what is typed before it moves', async () => {
  await using open = await openPage(browser, preview.url, 'vacia#ajustes/avisos')
  const { page } = open
  expect(await page.getByRole('radio', { name: 'No recibir' }).isChecked()).toBe(true)
  expect(await field(page, 'Puerto').count()).toBe(0)
  await page.getByText('Recibir en esta PC').click()
  await page.getByText('Escuchando en 127.0.0.1, puerto 27480.').waitFor()

  await field(page, 'Dirección de esta PC').fill('0.0.0.0')
  await page.getByText('Va a escuchar fuera de esta PC').waitFor()
  await field(page, 'Dirección de esta PC').fill('mi pc')
  await field(page, 'Puerto').fill('70000')
  await field(page, 'Dirección pública (opcional)').fill('http://avisos.ejemplo.com.ar')
  await press(page, 'Guardar y escuchar')
  for (const problem of ['Escribí una dirección IP', 'Escribí un número de 1 a 65535', 'Tiene que empezar con https://'])
    await page.getByText(problem).waitFor()
  expect(await open.calls('saveWebhookPlace')).toHaveLength(1)

  await field(page, 'Dirección de esta PC').fill(' 127.0.0.1 ')
  await field(page, 'Puerto').fill('8080')
  await field(page, 'Dirección pública (opcional)').fill('https://avisos.ejemplo.com.ar')
  await press(page, 'Guardar y escuchar')
  await page.getByText('Escuchando en 127.0.0.1, puerto 8080.').waitFor()
  expect((await open.calls('saveWebhookPlace')).at(-1)?.args).toEqual({ on: true, host: '127.0.0.1', port: 8080, publicUrl: 'https://avisos.ejemplo.com.ar' })
  expect(await open.trouble()).toEqual([])
})

test('the address is shown and copied on demand, and renewed only after asking', async () => {
  await using open = await openPage(browser, preview.url, 'avisada#ajustes/avisos')
  const { page } = open
  const address = page.getByText(/^https:\/\/avisos\.ejemplo\.com\.ar\/avisos\/[\w-]{32}$/u)
  await page.getByRole('heading', { name: 'Casa central' }).last().waitFor()
  expect(await address.count()).toBe(0)
  await press(page, 'Mostrar la dirección de Casa central')
  const before = await address.textContent()
  await press(page, 'Copiar la dirección de Casa central')
  await page.getByText('Dirección copiada.').waitFor()
  await press(page, 'Renovar la dirección de Casa central')
  await page.getByRole('alertdialog', { name: '¿Renovar la dirección de Casa central?' }).getByRole('button', { name: 'Cancelar' }).click()
  expect(await open.calls('renewWebhookUrl')).toEqual([])
  await press(page, 'Renovar la dirección de Casa central')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Renovar' }).click()
  await page.getByText('Dirección renovada.').waitFor()
  expect(await address.textContent()).not.toBe(before)
  await press(page, 'Ocultar la dirección de Casa central')
  expect(await address.count()).toBe(0)
  expect(await open.trouble()).toEqual([])
})

test('a token is typed once and then only its end is seen; without it the doubt is said', async () => {
  await using open = await openPage(browser, preview.url, 'avisada#ajustes/avisos')
  const { page } = open
  const form = page.getByRole('form', { name: 'Token de webhook de Sucursal Rosario' })
  await form.getByRole('textbox').fill('  nueva-ficha-1234567890 ')
  await page.keyboard.press('Enter')
  await form.getByText('Guardado: ••••7890.').waitFor()
  expect(await form.getByRole('textbox').inputValue()).toBe('')
  await form.getByRole('button', { name: 'Olvidar el token de Sucursal Rosario' }).click()
  await form.getByText('Sin token no se puede saber').waitFor()
  expect((await open.calls('setWebhookToken')).map(({ args }) => args)).toMatchObject([{ pointOfSaleId: 'pdv-2' }, { pointOfSaleId: 'pdv-2', token: '' }])
})
