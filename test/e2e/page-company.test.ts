/** One person, several companies: what the screens show is limited to the one that is chosen. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const company = () => page.getByRole('combobox', { name: 'Empresa' })
const first = Array.from({ length: 10 }, (_, index) => `pdv-${index + 1}`)

const last = async (name: 'startInbox' | 'inboxFreshness') => (await open.calls(name)).at(-1)?.args

async function choose(words: string, name: string) {
  await company().fill(words)
  await page.getByRole('option', { name }).waitFor()
  await page.keyboard.press('Enter')
}

test('the switcher counts what is in error; Con error shows the chosen company, and the sums agree', async () => {
  await visit('estudio#con-error')
  await page.getByText('240 comprobantes').first().waitFor()
  expect(await company().inputValue()).toBe('Todas (240)')
  await choose('norte centro', 'Imprenta Norte Centro (50)')
  await page.getByText('50 comprobantes').first().waitFor()
  await page.getByRole('combobox', { name: 'Punto de venta' }).click()
  await expect.poll(() => page.getByRole('listbox', { name: 'Punto de venta' }).getByRole('option').count()).toBe(11)
  expect(await open.violations()).toEqual([])
})

test('Con error reads the chosen company alone, and says how old what is kept of that one is', async () => {
  await visit('estudio#con-error')
  await expect.poll(() => last('startInbox')).toMatchObject({ opening: true })
  expect(await last('startInbox')).not.toHaveProperty('pointsOfSale')
  await choose('norte centro', 'Imprenta Norte Centro (50)')
  await expect.poll(() => last('startInbox')).toMatchObject({ opening: true, pointsOfSale: first })
  await expect.poll(() => last('inboxFreshness')).toMatchObject({ pointsOfSale: first })
  await page.getByRole('button', { name: 'Actualizar' }).click()
  await expect.poll(() => last('startInbox')).not.toHaveProperty('opening')
  expect(await last('startInbox')).toMatchObject({ pointsOfSale: first })
  await choose('todas', 'Todas')
  await expect.poll(() => last('startInbox')).not.toHaveProperty('pointsOfSale')
  expect(await last('startInbox')).toMatchObject({ opening: true })

  await page.getByRole('link', { name: 'Actividad' }).click()
  const read = (await open.calls('startInbox')).length
  await choose('norte centro', 'Imprenta Norte Centro')
  await expect.poll(async () => (await open.calls('listOrders')).at(-1)?.args).toMatchObject({ pointsOfSale: first })
  expect(await open.calls('startInbox')).toHaveLength(read)
  await page.getByRole('link', { name: 'Con error' }).click()
  await expect.poll(() => last('startInbox')).toMatchObject({ opening: true, pointsOfSale: first })
})

test('what changes of another company does not cut off what is read of the chosen one', async () => {
  await visit('estudio#con-error')
  await choose('norte centro', 'Imprenta Norte Centro (50)')
  await expect.poll(() => last('startInbox')).toMatchObject({ pointsOfSale: first })
  const read = (await open.calls('startInbox')).length
  const told = 'window.reencola.told.find((told) => told?.value?.pointsOfSale).value.pointsOfSale'
  await open.fake(`emit('pointsOfSaleChanged', ${told}.map((one, index) => (index === 50 ? { ...one, name: 'Otro nombre' } : { ...one })))`)
  await page.getByRole('combobox', { name: 'Punto de venta' }).click()
  await page.getByRole('listbox', { name: 'Punto de venta' }).waitFor()
  expect(await open.calls('startInbox')).toHaveLength(read)
  expect(await company().inputValue()).toBe('Imprenta Norte Centro (50)')
})

test('where the chosen company has nothing in error it says so, whatever the others have', async () => {
  await visit('estudio#con-error')
  await page.getByText('240 comprobantes').first().waitFor()
  await choose('cuyo mar', 'Transportes Cuyo Mar del Plata')
  await page.getByText('No hay nada con error en esas fechas').waitFor()
})

test('why the chosen company could not be read is said until it is read', async () => {
  await visit('estudio#con-error')
  await page.getByText('240 comprobantes').first().waitFor()
  const failure = page.locator('.con-error').getByText('Reencola tuvo un problema')
  await open.fake("refuse = { startInbox: 'internal' }")
  await choose('norte centro', 'Imprenta Norte Centro (50)')
  await failure.first().waitFor()
  await open.fake('refuse = {}')
  await page.getByRole('button', { name: 'Actualizar' }).click()
  await failure.first().waitFor({ state: 'detached' })
})

test('what was picked for another company is not sent with this one', async () => {
  await visit('estudio#con-error')
  await page.getByText('240 comprobantes').first().waitFor()
  await page.getByRole('checkbox').nth(1).check()
  await page
    .getByRole('region', { name: 'Elegidos' })
    .getByRole('button', { name: /^Reenviar/u })
    .waitFor()
  await choose('ferreteria centro', 'Ferretería Ñandú Centro (10)')
  await page.getByText('10 comprobantes').first().waitFor()
  await expect.poll(() => page.locator('[type=checkbox]:checked').count()).toBe(0)
  expect(await page.getByRole('region', { name: 'Elegidos' }).count()).toBe(0)
  await choose('todas', 'Todas (240)')
  await page.getByText('240 comprobantes').first().waitFor()
  expect(await page.locator('[type=checkbox]:checked').count()).toBe(0)
  expect(await page.getByRole('region', { name: 'Elegidos' }).count()).toBe(0)
  expect(await open.calls('placeOrders')).toEqual([])
})

test('Actividad and Resumen ask for the chosen company, and for all again', async () => {
  await visit('estudio#actividad')
  await page.getByRole('grid', { name: 'Actividad' }).waitFor()
  await choose('norte centro', 'Imprenta Norte Centro')
  await expect.poll(async () => (await open.calls('listOrders')).at(-1)?.args).toMatchObject({ pointsOfSale: first })
  await page.getByRole('link', { name: 'Resumen' }).click()
  await expect.poll(async () => (await open.calls('readSummary')).at(-1)?.args).toMatchObject({ pointsOfSale: first })
  await choose('todas', 'Todas')
  await expect.poll(async () => (await open.calls('readSummary')).at(-1)?.args).not.toHaveProperty('pointsOfSale')
})

test('a company without orders says so, and not that nothing was ever sent', async () => {
  await visit('estudio#actividad')
  await choose('nandu mar', 'Ferretería Ñandú Mar del Plata')
  await page.getByText('De esta empresa todavía no se reenvió nada').waitFor()
})

test('a company that is no more leaves all of them', async () => {
  await visit('estudio#actividad')
  await choose('norte centro', 'Imprenta Norte Centro')
  await open.fake("emit('pointsOfSaleChanged', window.reencola.told.find((told) => told?.value?.pointsOfSale).value.pointsOfSale.slice(10))")
  await expect.poll(() => company().inputValue()).toMatch(/^Todas/u)
  await expect.poll(async () => (await open.calls('listOrders')).at(-1)?.args).not.toHaveProperty('pointsOfSale')
})

test('the company of a point of sale is typed, with its CUIT checked', async () => {
  await visit('vacia#ajustes')
  await page.getByLabel('CUIT (opcional)').fill('30-71234567-2')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Ese CUIT no es válido.').waitFor()
  await page.getByText('Escribí el nombre de la empresa de ese CUIT').waitFor()
  expect(await open.violations()).toEqual([])
  await page.getByLabel('CUIT (opcional)').fill('30-71234567-1')
  await page.getByLabel('Empresa (opcional)').fill('Imprenta Norte')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect.poll(async () => (await open.calls('savePointOfSale')).at(-1)?.args).toMatchObject({ company: { name: 'Imprenta Norte', cuit: '30712345671' } })
})

test('where everything belongs to one, or to none, there is no switcher', async () => {
  await visit('trabajando#con-error')
  await page.getByRole('link', { name: 'Resumen' }).waitFor()
  expect(await company().count()).toBe(0)
})

test('going to a point of sale of another company by name shows it', async () => {
  await visit('estudio#con-error')
  await page.getByText('240 comprobantes').first().waitFor()
  await choose('nandu centro', 'Ferretería Ñandú Centro (10)')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Imprenta Norte Centro Feria 3')
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /Imprenta Norte Centro Feria 3/u })
    .click()
  await expect.poll(() => company().inputValue()).toBe('Todas (240)')
  await expect.poll(() => page.getByRole('combobox', { name: 'Punto de venta' }).inputValue()).toBe('Imprenta Norte Centro Feria 3')
})

test('what is found in all companies is listed of all of them', async () => {
  await visit('estudio#resumen')
  await choose('norte centro', 'Imprenta Norte Centro')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Ir a…' }).getByRole('combobox').fill('FC-2026-00001')
  await page.getByRole('option', { name: 'Buscar «FC-2026-00001» en Actividad' }).click()
  await page.getByRole('grid', { name: 'Actividad' }).getByText('FC-2026-00001').waitFor()
  expect(await company().inputValue()).toContain('Todas')
})
