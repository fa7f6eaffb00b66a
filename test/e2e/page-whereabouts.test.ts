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

test('a stop reaches main, and what is answered after it changes nothing any more', async () => {
  await visit('estudio#reenviar')
  await field().fill(list)
  await button('Detectar punto de venta').click()
  await open.fake('release = window.reencola.hold()')
  await button('Buscar gratis').click()
  await button('Detener').click()
  await dialog().getByText('Se preguntó en 0 de 199 puntos de venta.').waitFor()
  expect(await open.calls('stopLocating')).toHaveLength(1)
  await open.fake('release()')
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  expect(await dialog().getByText('Una está en Imprenta Norte Centro Casa central 1.').count()).toBe(0)
  expect(await dialog().getByText('no están en ninguno').count()).toBe(0)
})

test('whoever closes the search stops it in main too', async () => {
  await visit('estudio#reenviar')
  await field().fill(list)
  await button('Detectar punto de venta').click()
  await open.fake('hold()')
  await button('Buscar gratis').click()
  await button('Detener').waitFor()
  await button('Cerrar').click()
  await expect.poll(() => open.calls('stopLocating')).toHaveLength(1)
})

test('what is left out before paying stays in the field', async () => {
  await visit('estudio-por-corregir#reenviar')
  await field().fill(list)
  await button('Detectar punto de venta').click()
  await button('Buscar gratis').click()
  await button('Reenviar 3 referencias…').click()
  await dialog()
    .getByRole('button', { name: /^Reenviar 2/u })
    .and(page.locator(':enabled'))
    .click()
  await expect.poll(() => field().inputValue()).toBe('IN-2\nDOS-1\nYA-1\nNO-1')
})

test('the reasons of a table go with its references to the points of sale where they are', async () => {
  await visit('estudio-por-corregir#reenviar')
  await field().fill('Referencia externa;Motivo\nIN-1;ARCA sin respuesta\nIN-2;10016 la fecha no es válida\nFC-1;Sin conexión\nNO-1;Otro')
  await button('Reenviar').click()
  await button('Usar esta columna').click()
  await button('Detectar punto de venta').click()
  await button('Buscar gratis').click()
  await button('Reenviar 3 referencias…').click()
  await expect
    .poll(async () => (await open.calls('triageInbox')).at(-1)?.args)
    .toEqual({
      targets: [
        { pointOfSaleId: 'pdv-31', external_reference: 'IN-1', reason: 'ARCA sin respuesta' },
        { pointOfSaleId: 'pdv-31', external_reference: 'IN-2', reason: '10016 la fecha no es válida' },
        { pointOfSaleId: 'pdv-1', external_reference: 'FC-1', reason: 'Sin conexión' },
      ],
    })
  await dialog()
    .getByRole('button', { name: /^Reenviar 2/u })
    .and(page.locator(':enabled'))
    .click()
  await expect.poll(() => field().inputValue()).toBe('IN-2\nNO-1')
  expect((await open.calls('giveReasons')).map(({ args }) => args)).toEqual([
    {
      pointOfSaleId: 'pdv-31',
      reasons: [
        { external_reference: 'IN-1', text: 'ARCA sin respuesta' },
        { external_reference: 'IN-2', text: '10016 la fecha no es válida' },
      ],
    },
    { pointOfSaleId: 'pdv-1', reasons: [{ external_reference: 'FC-1', text: 'Sin conexión' }] },
  ])
  const order = (await open.calls()).map(({ name }) => name).filter((name) => name === 'giveReasons' || name === 'placeOrders')
  expect(order).toEqual(['giveReasons', 'giveReasons', 'placeOrders', 'placeOrders'])
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

const misspelt = () => page.getByText('Revisá que esté bien escrita')

test.each([
  ['is issued elsewhere', 'emitida-en-otro', 'Está en Sucursal Rosario (emitido).'],
  ['was asked of nobody who answered', 'otro-sin-respuesta', 'En uno no se pudo preguntar:'],
  ['could not be looked for', 'otros-sin-buscar', 'Eso parece una clave, no una referencia'],
])('nobody says that a reference is misspelt that %s', async (_what, scene, said) => {
  await visit(`${scene}#actividad`)
  await button('IN-1').click()
  await page.getByText(said).first().waitFor()
  expect(await misspelt().count()).toBe(0)
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
