/** Where a press sends to: it is named, and it does not move by itself. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const field = () => page.getByRole('textbox', { name: 'Referencias externas' })
const picker = () => page.getByLabel('Punto de venta')
const many = Array.from({ length: 21 }, (_, index) => `VTA-${index + 1}`)
/** As a rule or the command line does it. */
const sentByOthers = () => open.fake("call('placeOrders', { pointOfSaleId: 'pdv-2', references: ['DE-OTRO'] })")
const points = 'window.reencola.told.find((told) => told?.value?.pointsOfSale).value.pointsOfSale'
/** What came before is drawn. */
const drawn = () => page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

test('what others send while it is asked moves neither what the question names nor where its answer sends to', async () => {
  await visit('trabajando')
  await field().fill(many.join('\n'))
  await page.getByRole('button', { name: 'Reenviar 21' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Punto de venta: Casa central.').waitFor()
  await sentByOthers()
  await drawn()
  expect(await dialog.getByText('Punto de venta: Casa central.').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Reenviar 21' }).and(page.locator(':enabled')).click()
  await page.getByText('Quedaron guardados 21 reenvíos').waitFor()
  expect((await open.calls('placeOrders')).at(-1)?.args).toEqual({ pointOfSaleId: 'pdv-1', references: many })
})

test('the point of sale that is shown does not move when others send', async () => {
  await visit('trabajando')
  expect(await picker().inputValue()).toBe('pdv-1')
  await sentByOthers()
  await drawn()
  expect(await picker().inputValue()).toBe('pdv-1')
})

test('what was typed for one company is sent to another only where that one is named', async () => {
  await visit('estudio#reenviar')
  await field().fill(many.slice(0, 15).join('\n'))
  await open.fake(`emit('pointsOfSaleChanged', ${points}.slice(0, 11))`)
  await page.getByRole('combobox', { name: 'Empresa' }).selectOption({ index: 1 })
  await expect.poll(() => picker().inputValue()).toBe('pdv-11')
  expect(await picker().locator('option').allTextContents()).toEqual(['Almacén Las Lilas Centro Casa central 1'])
})

test('where none can send, the keys say whose credentials are wanted', async () => {
  await visit('trabajando')
  await open.fake(`emit('pointsOfSaleChanged', ${points}.map((one) => ({ ...one, status: 'reload' })))`)
  await field().fill('VTA-1')
  await field().press('Control+Enter')
  await expect.poll(() => page.getByRole('log').allTextContents()).toContainEqual(expect.stringContaining('Casa central (volvé a cargar las credenciales)'))
})

test('where none can send, a table says whose credentials are wanted', async () => {
  await visit('trabajando')
  await open.fake(`emit('pointsOfSaleChanged', ${points}.map((one) => ({ ...one, status: 'reload' })))`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ventas.csv', mimeType: 'text/csv', buffer: Buffer.from('Referencia;Total\nVTA-1;2,00\nVTA-2;3,00\n') })
  await page
    .locator('.send-form .message')
    .getByText('No se tomó la tabla. Volvé a cargar las credenciales de Casa central en Ajustes y traela de nuevo.')
    .waitFor()
})
