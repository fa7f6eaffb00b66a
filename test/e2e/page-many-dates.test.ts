/** Thirty comprobantes stuck, ten of them for their date: what a person does until all are handled. */
import { expect, test } from 'vitest'
import { inbox } from '#contract/texts/inbox.ts'
import { changeDate } from '#contract/texts/task-dialogs.ts'
import { countEffort } from './page-preview/effort.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const enabled = (name: string | RegExp) => button(name).and(page.locator(':enabled'))

const allRead = () =>
  page
    .locator('.con-error-count')
    .getByText(/^30 comprobantes/u)
    .waitFor()

/** Picks all that the screen reads as it opens, and goes to the date of those that need one. */
async function toDates(scene: string, before: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await visit(`${scene}#con-error`)
  await allRead()
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await button('Reenviar 30').click()
  await before()
  await button('Cambiar la fecha de los 10…').click()
}

test('from the open window to all handled in seven actions, each cost said before it', async () => {
  await visit('errores-treinta')
  const effort = await countEffort(page)
  const actions: (() => Promise<void>)[] = [
    async () => (await page.getByRole('link', { name: 'Con error' }).click(), await allRead()),
    () => page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click(),
    () => button('Reenviar 30').click(),
    async () => {
      await page.getByText('Cuesta 20 solicitudes de tu abono, una por comprobante. Si se corta Internet, hasta 40.').waitFor()
      await button('Cambiar la fecha de los 10…').click()
    },
    async () => {
      await page.getByText('Cuesta 10 solicitudes de tu abono, una por comprobante, salga bien o mal.').waitFor()
      expect(await page.getByRole('dialog').count()).toBe(1)
      await enabled('Cambiar la fecha de 10').click()
    },
    async () => {
      await page.locator('.message').getByText('10 comprobantes tienen la fecha nueva.').waitFor()
      await button('Cerrar').click()
    },
    () => enabled('Reenviar 20').click(),
  ]
  for (const act of actions) await act()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const asked = (await open.calls('changeDates')).map(({ args }) => args as { items: object[]; resend: boolean })
  expect(asked).toMatchObject([{ resend: true }])
  expect(asked[0]?.items).toHaveLength(10)
  const sent = (await open.calls('placeOrders')).flatMap(({ args }) => (args as { references: string[] }).references)
  expect(sent).toHaveLength(20)
  expect((await effort()).actions).toBe(7)
})

test('what did not change is told by what happened, with what it cost', async () => {
  await toDates('fechas-a-medias')
  await enabled('Cambiar la fecha de 10').click()
  await page.locator('.message').getByText('6 comprobantes tienen la fecha nueva.').waitFor()
  await page.locator('.message').getByText('Costo: 7 solicitudes, 1 posible').waitFor()
  const others = page.getByRole('region', { name: 'Para mirar' })
  await others.getByText('No hay un comprobante en cola con esa referencia').waitFor()
  await others.getByText('Verificando si se hizo').first().waitFor()
  await others.getByText('2 no se empezaron y no costaron nada.').waitFor()
  expect(await open.calls('changeDates')).toHaveLength(1)
})

const pressOnceShown = `void new MutationObserver((_, observer) => {
  const confirm = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cambiar la fecha de 10')
  if (!confirm) return
  observer.disconnect()
  confirm.click()
  window.pressed = true
}).observe(document.body, { childList: true, subtree: true })`

test('a date that is not whole goes nowhere; neither does the second half of a double click', async () => {
  // In the page itself, because on a busy computer a press from outside comes after the button is armed.
  await toDates('errores-treinta', () => page.evaluate(pressOnceShown))
  await page.waitForFunction('window.pressed')
  const day = page.getByRole('group', { name: 'Fecha nueva' }).getByRole('spinbutton').first()
  await day.click()
  for (const key of ['Backspace', 'Backspace']) await page.keyboard.press(key)
  await enabled('Cambiar la fecha de 10').click()
  await page.getByText('Completá día, mes y año.').waitFor()
  expect(await open.calls('changeDates')).toEqual([])
})

test('while it is under way it says how far it is and can be stopped, and nothing is left unseen', async () => {
  await toDates('errores-treinta')
  await open.fake('release = window.reencola.hold()')
  await enabled('Cambiar la fecha de 10').click()
  await page.locator('.message').getByText('Cambiando fechas: 0 de 10').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Deteniendo: falta la respuesta').waitFor()
  expect(await open.calls('stopChangingDates')).toHaveLength(1)
  await open.fake('release()')
  await page.locator('.message').getByText('comprobantes tienen la fecha nueva').waitFor()
})

test('more than one wish takes: said before anything is typed, and nothing can be asked', async () => {
  await visit('errores-muchos#con-error')
  await page
    .locator('.con-error-count')
    .getByText(/^30\.000 comprobantes/u)
    .waitFor()
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await page.getByRole('region', { name: inbox.selection }).getByRole('button', { name: inbox.moreOfSelection }).click()
  await page.getByRole('menuitem', { name: changeDate.open }).click()
  await page.getByRole('dialog').getByText('de una vez se puede cambiar la fecha de 500').waitFor()
  expect(await page.getByRole('button', { name: /^Cambiar la fecha de/u }).count()).toBe(0)
  await button('Cerrar').click()
  expect(await open.calls('changeDates')).toEqual([])
})
