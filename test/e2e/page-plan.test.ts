/** How many requests the subscription allows in a month: said, shown, and warned of. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const saved = async () => (await open.calls('saveSettings')).map(({ args }) => args)
const use = (used: number, limit = 100) => ({ limit, month: '2026-11', uses: [{ method: 'reenviar_encolado', used, possible: 1 }], promised: 0 })
const tell = (used: number, banners: object[] = [], promised = 0) =>
  open.fake(`emit('statusChanged', ${JSON.stringify({ banners, paused: false, online: true, counts: {}, plan: { ...use(used), promised } })})`)

test('is typed in Ajustes, and how much of it is gone stands below', async () => {
  await visit('vacia#ajustes/cupo')
  await page.getByRole('switch', { name: 'Avisarme cuando se acerque el tope de mi abono' }).click({ force: true })
  const field = page.getByRole('spinbutton', { name: 'Comprobantes de tu abono' })
  expect([await field.inputValue(), await saved()], 'nothing is taken for said').toEqual(['', []])
  await field.fill('1000')
  await field.press('Enter')
  await page.getByText('82 de 1.000 reenvíos, y 1 posible este mes').waitFor()
  expect(await saved()).toEqual([{ plan: 1000 }])
})

test('what TusFacturasAPP said when it was asked is taken with one press', async () => {
  await visit('acciones#ajustes/cupo')
  await page
    .getByRole('button', { name: /como tope del mes/u })
    .first()
    .click()
  await page.getByText('Listo: ese es el tope del mes.').first().waitFor()
  expect(await saved()).toMatchObject([{ plan: expect.any(Number) }])
})

test('the banner is one line, says how much is gone, and goes when it is read', async () => {
  await visit('trabajando#actividad')
  await page.getByRole('grid', { name: 'Actividad' }).waitFor()
  await tell(81, [{ kind: 'plan', limit: 100, method: 'reenviar_encolado', used: 81, possible: 1 }])
  await page.getByText('Este mes van 81 de 100 reenvíos, y 1 posible de tu abono.', { exact: false }).waitFor()
  await page.getByText(/81 de 100 reenvíos, y 1 posible$/u).waitFor()
  await page.getByRole('button', { name: 'Entendido' }).first().click()
  expect(await open.calls('acknowledgePlan')).toHaveLength(1)
})

test('a small batch that may go beyond it is asked about, says so, and can be sent', async () => {
  await visit('vacia#reenviar')
  await page.getByRole('textbox', { name: 'Referencias externas' }).waitFor()
  await tell(98)
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-1\nFC-2')
  await page.getByRole('button', { name: 'Reenviar 2' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Con esto podés pasar el tope del mes: van 98 de 100 reenvíos, y 1 posible.', { exact: false }).waitFor()
  expect(await open.calls('placeOrders')).toEqual([])
  await dialog.getByRole('button', { name: 'Reenviar 2' }).and(page.locator(':enabled')).click()
  await expect.poll(() => open.calls('placeOrders')).toHaveLength(1)
})

test('what is picked in Con error and may go beyond it is asked about, says so, and can be sent', async () => {
  await visit('errores-pocos#con-error')
  await page.getByRole('checkbox', { name: 'FC-099997', exact: true }).waitFor()
  await tell(99)
  for (const reference of ['FC-099997', 'FC-099998']) await page.getByRole('checkbox', { name: reference, exact: true }).click()
  await page.getByRole('button', { name: 'Reenviar 2', exact: false }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Con esto podés pasar el tope del mes: van 99 de 100 reenvíos, y 1 posible.', { exact: false }).waitFor()
  expect(await open.calls('placeOrders')).toEqual([])
  await dialog
    .getByRole('button', { name: /^Reenviar/u })
    .and(page.locator(':enabled'))
    .click()
  await expect.poll(() => open.calls('placeOrders')).toHaveLength(1)
})

test('what waits already counts, and is named', async () => {
  await visit('vacia#reenviar')
  await page.getByRole('textbox', { name: 'Referencias externas' }).waitFor()
  await tell(60, [], 39)
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-1\nFC-2')
  await page.getByRole('button', { name: 'Reenviar 2' }).click()
  await page.getByRole('dialog').getByText('van 60 de 100 reenvíos, y 1 posible, y lo que espera puede usar hasta 39 más. Podés', { exact: false }).waitFor()
})

test('one that fits is sent as ever, and nothing is said', async () => {
  await visit('vacia#reenviar')
  await page.getByRole('textbox', { name: 'Referencias externas' }).waitFor()
  await tell(10)
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-1\nFC-2')
  await page.getByRole('button', { name: 'Reenviar 2' }).click()
  await expect.poll(() => open.calls('placeOrders')).toHaveLength(1)
  expect(await page.getByText('pasar el tope').count()).toBe(0)
})

test('sending now what waits is not counted twice', async () => {
  await visit('trabajando#actividad')
  await page.getByRole('grid', { name: 'Actividad' }).waitFor()
  await open.fake("call('resendLater', { pointOfSaleId: 'pdv-1', external_reference: 'FC-LUEGO', at: Date.now() + 3_600_000 })")
  await tell(97, [], 2)
  await page.getByRole('button', { name: 'FC-LUEGO', exact: true }).click()
  await page.getByRole('button', { name: 'Enviar ahora' }).click()
  await page.getByRole('button', { name: 'Sí, enviar' }).waitFor()
  expect(await page.getByText('pasar el tope').count()).toBe(0)
  await tell(98, [], 2)
  await page.getByText('van 98 de 100 reenvíos, y 1 posible, y lo que espera puede usar hasta 2 más.', { exact: false }).waitFor()
})
