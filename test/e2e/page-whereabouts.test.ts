/** In which point of sale a reference is: a pasted list of several, and one that was looked for in the wrong place. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const field = () => page.getByRole('textbox', { name: 'Referencias externas' })
const list = 'IN-1\nIN-2\nFC-1\nDOS-1\nYA-1\nNO-1'

async function detect() {
  await visit('estudio#reenviar')
  await field().fill(list)
  await button('Detectar punto de venta').click()
  await dialog().getByText('Reencola pregunta por 6 referencias en 199 puntos de venta.').waitFor()
  await dialog().getByText('Es gratis: 199 consultas, al menos 25 segundos.').waitFor()
  expect(await open.calls('locateReferences')).toEqual([])
  await button('Buscar gratis').click()
  await dialog()
    .getByText(/^2 están en/u)
    .waitFor()
}

test('a list of several points of sale is sent to each its own, once its cost was seen; the rest stays', async () => {
  await detect()
  await dialog()
    .getByText(/^2 están en/u)
    .waitFor()
  await dialog().getByText('Una no hace falta reenviarla, ya está en cola o emitida.').waitFor()
  await dialog().getByText('Una no está en ninguno de los que respondieron.').waitFor()
  await dialog().getByText('En 9 puntos de venta no se pudo preguntar:').waitFor()
  expect(await open.violations()).toEqual([])
  expect(await open.overflow()).toBe(0)
  expect(await open.calls('placeOrders')).toEqual([])
  await button('Reenviar 3 referencias…').click()
  await dialog()
    .getByText(/^Cuesta 3 solicitudes/u)
    .waitFor()
  await dialog()
    .getByRole('button', { name: /^Reenviar 3/u })
    .and(page.locator(':enabled'))
    .click()
  await expect
    .poll(async () => (await open.calls('placeOrders')).map(({ args }) => args))
    .toEqual([
      { pointOfSaleId: 'pdv-31', references: ['IN-1', 'IN-2'] },
      { pointOfSaleId: 'pdv-1', references: ['FC-1'] },
    ])
  await expect.poll(() => field().inputValue()).toBe('DOS-1\nYA-1\nNO-1')
})

test('a reference that is in two points of sale is sent nowhere until the person chooses', async () => {
  await detect()
  await dialog().getByText('Una está en más de un punto de venta: elegí en cuál reenviarla.').waitFor()
  await dialog().getByLabel('Dónde reenviar DOS-1').selectOption({ index: 2 })
  await button('Reenviar 4 referencias…').click()
  await dialog()
    .getByRole('button', { name: /^Reenviar 4/u })
    .and(page.locator(':enabled'))
    .click()
  await expect.poll(async () => (await open.calls('placeOrders')).map(({ args }) => args)).toContainEqual({ pointOfSaleId: 'pdv-150', references: ['DOS-1'] })
})

test('a search can be stopped, and says what it did not ask', async () => {
  await visit('estudio#reenviar')
  await field().fill(list)
  await button('Detectar punto de venta').click()
  await open.fake('hold()')
  await button('Buscar gratis').click()
  await button('Detener').click()
  await dialog().getByText('Se preguntó en 0 de 199 puntos de venta.').waitFor()
  expect(await open.calls('locateReferences')).toHaveLength(1)
})

test('points of sale that are deleted while they are asked are no trouble of the others', async () => {
  await visit('estudio#reenviar')
  await field().fill(list)
  await button('Detectar punto de venta').click()
  await open.fake("call('deletePointOfSale', { id: 'pdv-31' })")
  await button('Buscar gratis').click()
  await dialog().getByText('3 no están en ninguno de los que respondieron.').waitFor()
  await button('Reenviar 1 referencia…').waitFor()
})

test('only the chosen company is asked', async () => {
  await visit('estudio#reenviar')
  await page.getByRole('combobox', { name: 'Empresa' }).fill('norte centro')
  await page.getByRole('option', { name: 'Imprenta Norte Centro' }).waitFor()
  await page.keyboard.press('Enter')
  await field().fill('FC-1')
  await button('Detectar punto de venta').click()
  await dialog().getByText('Es gratis: 10 consultas, unos segundos.').waitFor()
})

test('what was not found is found elsewhere by itself, and sent there by a press alone', async () => {
  await visit('en-otro#actividad')
  await button('IN-1').click()
  await page.getByText('Está en Sucursal Rosario.').waitFor()
  expect(await open.violations()).toEqual([])
  expect(await open.calls('placeOrders')).toEqual([])
  await button('Reenviar ahí').click()
  await page
    .getByText(/^Cuesta 1 solicitud/u)
    .first()
    .waitFor()
  await page
    .getByRole('button', { name: 'Reenviar 1', exact: true })
    .or(page.getByRole('button', { name: 'Reenviar', exact: true }))
    .and(page.locator(':enabled'))
    .last()
    .click()
  await expect.poll(async () => (await open.calls('placeOrders')).map(({ args }) => args)).toEqual([{ pointOfSaleId: 'pdv-2', references: ['IN-1'] }])
})

test('where there are many to ask, it is asked first', async () => {
  await visit('en-otro-de-muchos#actividad')
  await button('IN-1').click()
  await button('Buscar en los demás puntos de venta').click()
  expect(await open.calls('locateReferences')).toEqual([])
  await button('Buscar gratis').click()
  await page.getByText(/^Está en/u).waitFor()
  await button('Reenviar ahí').waitFor()
})

test('the references of a batch that were not found are looked for together', async () => {
  await visit('en-otro#reenviar')
  await button(/^Qué revisar|^Revisar/u)
    .first()
    .click()
  await button('Buscar en los demás puntos de venta').click()
  await button('Buscar gratis').click()
  await page.getByText('Está en Sucursal Rosario.').waitFor()
  expect(await open.violations()).toEqual([])
})

test('a table of several points of sale is detected too, and what was not sent stays in the field', async () => {
  await visit('estudio#reenviar')
  await field().fill('Referencia externa;Cliente\nIN-1;Uno\nFC-1;Dos\nNO-1;Tres')
  await button('Reenviar').click()
  await button('Usar esta columna').click()
  await button('Detectar punto de venta').click()
  await button('Buscar gratis').click()
  await button('Reenviar 2 referencias…').click()
  await dialog()
    .getByRole('button', { name: /^Reenviar 2/u })
    .and(page.locator(':enabled'))
    .click()
  await expect.poll(async () => (await open.calls('placeOrders')).map(({ args }) => args)).toHaveLength(2)
  await expect.poll(() => field().inputValue()).toBe('NO-1')
})
