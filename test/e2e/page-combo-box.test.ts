/** The point of sale among thirty: found by typing, chosen with the keyboard alone. */
import { beforeEach, expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const box = () => page.getByRole('combobox', { name: 'Punto de venta' })
const options = () => page.getByRole('listbox', { name: 'Punto de venta' }).getByRole('option')

beforeEach(async () => {
  await visit('jornada#actividad')
  await page.getByRole('grid', { name: 'Actividad' }).waitFor()
})

test('typing a part finds it without accents; Enter takes it', async () => {
  await box().click()
  await expect.poll(() => options().count()).toBe(32)
  await box().fill('cordoba 10')
  await expect.poll(() => options().allTextContents()).toEqual(['Depósito Córdoba 10'])
  await page.keyboard.press('Enter')
  await options().first().waitFor({ state: 'hidden' })
  expect(await box().inputValue()).toBe('Depósito Córdoba 10')
  await expect.poll(async () => (await open.calls('listOrders')).at(-1)?.args).toMatchObject({ pointOfSaleId: 'pdv-10' })
})

test('the arrows move, Escape keeps what was chosen, and leaving it too', async () => {
  await box().click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent")).toBe('Depósito Córdoba 02')
  await page.keyboard.press('Escape')
  await options().first().waitFor({ state: 'hidden' })
  expect(await box().inputValue()).toBe('Punto de venta: todos')
  await box().fill('feria')
  await page.keyboard.press('Tab')
  await options().first().waitFor({ state: 'hidden' })
  expect(await box().inputValue()).toBe('Punto de venta: todos')
})

test('what fits nothing is said', async () => {
  await box().fill('no hay')
  await page.getByRole('option', { name: 'Ningún punto de venta coincide.' }).waitFor()
  await page.keyboard.press('Enter')
  expect(await open.violations()).toEqual([])
  await page.keyboard.press('Escape')
})

test('whoever scrolls the list is not taken back when the page is drawn again', async () => {
  await box().click()
  await expect.poll(() => options().count()).toBe(32)
  const list = "document.querySelector('[role=listbox]:popover-open')"
  await page.evaluate(`${list}.scrollTop = 200`)
  await open.fake(
    "emit('pointsOfSaleChanged', window.reencola.told.find((told) => told?.value?.pointsOfSale).value.pointsOfSale.map((each) => ({ ...each, name: each.name + '.' })))",
  )
  await page.getByRole('option', { name: 'Depósito Córdoba 02.' }).waitFor()
  expect(await page.evaluate(`${list}.scrollTop`)).toBe(200)
})
