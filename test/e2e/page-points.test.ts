/** Two hundred points of sale in Ajustes: imported from a file, tried all at once, found again. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const button = (name: string | RegExp) => page.getByRole('button', { name })
const rows = () => page.getByRole('list', { name: 'Puntos de venta' }).getByRole('listitem')
const dialog = () => page.getByRole('dialog')

async function readFile(scene: string) {
  await visit(scene)
  await button('Importar de Excel').click()
  await dialog().waitFor()
}

test('what a file would save is shown row by row, what is wrong first on demand, and nothing is saved before', async () => {
  await readFile('estudio#ajustes')
  await dialog().getByText('41 puntos de venta para importar.').waitFor()
  await dialog().getByText('Uno ya está en Reencola: se reemplazan sus credenciales por las del archivo.').waitFor()
  await dialog().getByText('7 no se importan').waitFor()
  expect(await open.violations()).toEqual([])
  expect(await open.overflow()).toBe(0)
  await dialog().getByText('Ver solo los que tienen problemas').click()
  await expect.poll(() => dialog().getByRole('row').count()).toBe(8)
  for (const said of [
    'Falta el nombre.',
    'El nombre está repetido en la fila 45.',
    'Falta la API key. Falta el User token. API token: Excel lo convirtió en otro número.',
    'El CUIT no es válido: son 11 números.',
    'En el nombre o la empresa hay una clave',
  ])
    await dialog().getByText(said).first().waitFor()
  expect(await open.calls('importPointsOfSale')).toEqual([])
})

test('importing saves those that are fine, and offers to try them', async () => {
  await readFile('estudio#ajustes')
  await button('Importar 41 puntos de venta').click()
  await page.getByText('Se importaron 41 puntos de venta. Probalos todos: es gratis.').waitFor()
  await expect.poll(() => rows().count()).toBe(240)
  await dialog().waitFor({ state: 'detached' })
})

test('changing one’s mind saves nothing, and main forgets the keys', async () => {
  await readFile('estudio#ajustes')
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await expect.poll(() => open.calls('forgetPointsOfSaleFile')).toHaveLength(1)
  expect(await open.calls('importPointsOfSale')).toEqual([])
})

test('what was read is forgotten when its page goes', async () => {
  await readFile('estudio#ajustes')
  await button(/^Importar \d/u).click()
  await dialog().waitFor({ state: 'detached' })
  expect(await open.calls('forgetPointsOfSaleFile')).toEqual([])
  await page.getByRole('link', { name: 'Actividad', exact: true }).click()
  await expect.poll(() => open.calls('forgetPointsOfSaleFile')).toHaveLength(1)
})

test('a file with wrong columns says which are missing', async () => {
  await readFile('estudio-columnas#ajustes')
  await dialog().getByText('No se encontraron las columnas «API token» y «User token».').waitFor()
  await dialog().getByText('Las columnas del archivo son: Sucursal, Clave API, Contraseña.').waitFor()
  expect(await open.violations()).toEqual([])
})

test('all are tried; those that TusFacturasAPP refuses are shown alone, and one that is saved again is among them no more', async () => {
  await visit('estudio#ajustes')
  await button('Probar todos').click()
  await page.getByText('190 funcionan, 9 rechazados').first().waitFor()
  expect(await open.calls('testCredentials')).toHaveLength(199)
  await page.getByText('Ver solo los que tienen problemas (10)').click()
  await expect.poll(() => rows().count()).toBe(10)
  expect(await rows().getByText('Credenciales rechazadas').count()).toBe(9)
  expect(await open.violations()).toEqual([])
  await button('Editar Imprenta Norte Centro Depósito 2').click()
  await button('Guardar').click()
  await page.getByText('Ver solo los que tienen problemas (9)').waitFor()
})

test('trying can be stopped, and says how many were not tried', async () => {
  await visit('estudio#ajustes')
  await open.fake('hold()')
  await button('Probar todos').click()
  await page.getByText('Probando: 0 de 199').waitFor()
  await button('Detener').click()
  await page.getByText('199 sin probar').first().waitFor()
  expect((await open.calls('testCredentials')).length).toBeLessThan(10)
})

test('a keychain that says nothing stops it by itself, and calls nothing refused', async () => {
  await visit('estudio#ajustes')
  await open.fake("refuse = { testCredentials: 'keychain-silent' }")
  await button('Probar todos').click()
  await page.getByText('199 sin probar').first().waitFor()
  await page.getByText('Se dejó de probar: El llavero de la PC no responde. No se cambió nada.').waitFor()
  expect((await open.calls('testCredentials')).length).toBeLessThan(10)
  expect(await rows().getByText('Credenciales rechazadas').count()).toBe(0)
})

test('those that were deleted meanwhile are no trouble of the others', async () => {
  await visit('estudio#ajustes')
  await open.fake("refuse = { testCredentials: 'point-of-sale-missing' }")
  await button('Probar todos').click()
  await page.getByText('199 sin probar').first().waitFor()
  expect(await open.calls('testCredentials')).toHaveLength(199)
})

test('a company finds its points of sale', async () => {
  await visit('estudio#ajustes')
  await page.getByRole('searchbox', { name: 'Buscar punto de venta' }).fill('cuyo mar')
  await expect.poll(() => rows().count()).toBe(10)
})

test('who begins can import as well, and is not asked whose a point of sale is', async () => {
  await visit('primera#con-error')
  expect(await page.getByLabel('Empresa (opcional)').count()).toBe(0)
  await page.getByRole('link', { name: '¿Tenés muchos puntos de venta? Importalos de un Excel' }).click()
  await button('Importar de Excel').waitFor()
  expect(await open.violations()).toEqual([])
})
