/** Ajustes: one page at a time, found by any of its words, with as many points of sale as an office has. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const button = (name: string) => page.getByRole('button', { name, exact: true })
const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")
const row = (name: string) => page.getByRole('list', { name: 'Puntos de venta' }).getByRole('listitem', { name })
const heading = (name: string) => page.getByRole('heading', { name, level: 2, exact: true })
const inSight = (name: string) =>
  page.evaluate<boolean>(`(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect()
    return document.activeElement.getAttribute('aria-label') === ${JSON.stringify(name)} && top >= 0 && bottom <= innerHeight
  })()`)

test.each([
  ['oscuro', 'Tema'],
  ['CONTRASENA', 'Conexión a Internet'],
  ['api token', 'Puntos de venta'],
  ['webhook', 'Avisos de TusFacturasAPP'],
  ['licencias', 'Acerca de Reencola'],
])('a setting is found by its words, and Enter goes there: %s', async (words, title) => {
  await visit('vacia#ajustes')
  await page.getByRole('searchbox', { name: 'Buscar un ajuste' }).fill(words)
  await page.getByRole('navigation', { name: 'Secciones de Ajustes' }).getByRole('link', { name: title }).waitFor()
  await page.keyboard.press('Enter')
  await heading(title).waitFor()
  await expect.poll(focused).toBe(title)
})

test('what no setting says is said', async () => {
  await visit('vacia#ajustes')
  await page.getByRole('searchbox', { name: 'Buscar un ajuste' }).fill('xyzzy')
  await page.getByRole('navigation').getByText('Ningún ajuste tiene esa palabra.').waitFor()
})

test('no page is longer than its 31 points of sale are, a row each', async () => {
  await visit('muchos-puntos#ajustes')
  const links = page.getByRole('navigation', { name: 'Secciones de Ajustes' }).getByRole('link')
  await links.last().waitFor()
  const names = await links.allTextContents()
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) {
    await links.filter({ hasText: name }).first().click()
    await page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
    expect(await page.evaluate<number>("document.getElementById('contenido').scrollHeight"), name).toBeLessThan(31 * 44 + 640)
  }
})

test('the row of refused credentials is where its notice leads, with its form open', async () => {
  await visit('muchos-puntos#con-error')
  await button('Ir a Ajustes').first().click()
  await page.getByRole('region', { name: 'Editar Sucursal 17' }).waitFor()
  await expect.poll(focused).toBe('Sucursal 17')
  const title = await page.getByRole('heading', { name: 'Sucursal 17', exact: true }).boundingBox()
  expect(title?.y).toBeGreaterThanOrEqual(0)
  expect(title?.y).toBeLessThan(500)
  await page.getByText('TusFacturasAPP las rechazó').waitFor()
})

test('each row says in a word how it stands, in 44 pixels', async () => {
  await visit('muchos-puntos#ajustes')
  for (const [name, word] of [
    ['Sucursal 01', 'Listo'],
    ['Sucursal 03', 'Faltan las credenciales'],
    ['Sucursal 08', 'Protección débil'],
    ['Sucursal 17', 'Credenciales rechazadas'],
  ] as const)
    await row(name).getByText(word, { exact: true }).first().waitFor()
  expect((await row('Sucursal 01').boundingBox())?.height).toBeLessThanOrEqual(45)
  expect((await row('Sucursal 05').boundingBox())?.height).toBeLessThanOrEqual(45)
})

test('editing does not move the row, and saving leaves the focus on it, in sight', async () => {
  await visit('doscientos-puntos#ajustes')
  await page.getByRole('searchbox', { name: 'Buscar punto de venta' }).fill('150')
  await page.getByText('1 punto de venta', { exact: true }).waitFor()
  await page.getByRole('searchbox', { name: 'Buscar punto de venta' }).fill('')
  const edit = button('Editar Sucursal 20')
  await edit.scrollIntoViewIfNeeded()
  const name = page.getByRole('heading', { name: 'Sucursal 20', exact: true })
  const before = await name.boundingBox()
  await edit.press('Enter')
  await page.getByRole('region', { name: 'Editar Sucursal 20' }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.labels?.[0]?.textContent')).toBe('API key')
  // What was opened comes into sight; its row goes no further than that needs.
  const after = await name.boundingBox()
  expect(after?.y).toBeGreaterThanOrEqual(0)
  expect(after?.y).toBeLessThanOrEqual(before?.y ?? 0)
  await button('Guardar').click()
  await page.getByRole('region', { name: 'Editar Sucursal 20' }).waitFor({ state: 'detached' })
  await expect.poll(() => inSight('Probar Sucursal 20')).toBe(true)
})

test('a new one is added from the top, and is in sight with the focus once it is saved', async () => {
  await visit('muchos-puntos#ajustes')
  await button('Agregar punto de venta').press('Enter')
  await expect.poll(() => page.evaluate('document.activeElement.labels?.[0]?.textContent')).toBe('API key')
  await button('Cancelar').press('Enter')
  await expect.poll(focused).toBe('Agregar punto de venta')
  await page.keyboard.press('Enter')
  for (const [field, value] of [
    ['API key', '1'],
    ['API token', 'tok1'],
    ['User token', 'usr1'],
    ['Nombre del punto de venta', 'Zona franca'],
  ] as const)
    await page.getByRole('textbox', { name: field }).fill(value)
  await button('Guardar').press('Enter')
  await expect.poll(() => inSight('Probar Zona franca')).toBe(true)
  expect(await open.calls('savePointOfSale')).toHaveLength(1)
})

test('of many points of sale the account is asked one at a time', async () => {
  await visit('muchos-puntos#ajustes/cupo')
  await page.getByRole('combobox', { name: 'Punto de venta' }).fill('Sucursal 12')
  await page.getByRole('option', { name: 'Sucursal 12' }).click()
  await button('Preguntar el cupo de Sucursal 12').waitFor()
  expect(await page.getByRole('button', { name: /^Preguntar el cupo/u }).count()).toBe(1)
})

test('what was said of credentials goes when they change', async () => {
  await visit('primera')
  const problem = page.getByText('Completá este dato.')
  const works = page.getByText('Las credenciales funcionan')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect.poll(() => problem.count()).toBe(4)
  for (const name of ['API key', 'API token', 'User token', 'Nombre del punto de venta']) await page.getByRole('textbox', { name }).fill('dato1')
  expect(await problem.count()).toBe(0)
  await page.getByRole('button', { name: 'Probar' }).click()
  await works.waitFor()
  await page.getByRole('textbox', { name: 'API token' }).fill('otro2')
  expect(await works.count()).toBe(0)
})

test('that it was saved is not said of what was typed after', async () => {
  await visit('vacia#ajustes/conexion')
  await page.getByText('Un proxy de la oficina').click()
  await page.getByRole('textbox', { name: 'Dirección del proxy' }).fill('http://proxy.oficina:3128')
  await page.getByRole('button', { name: 'Guardar proxy' }).click()
  await page.locator('.message').getByText('Guardado.').waitFor()
  await page.getByRole('textbox', { name: 'Usuario' }).fill('ana')
  expect(await page.locator('.message').getByText('Guardado.').count()).toBe(0)
})
