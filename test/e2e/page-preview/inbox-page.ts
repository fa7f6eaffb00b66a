/** The screen Con error as a person finds things on it, for the tests of what it does. */
import type { EventPayload } from '#contract/schema.ts'
import { open, page, visit as visitScene } from './visit.ts'

export const visit = (scene: string) => visitScene(`errores-${scene}#con-error`)
export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const read = () => page.getByText(/^Actualizado/u).waitFor()
export const table = () => page.getByRole('grid', { name: 'Comprobantes con error' })
export const rows = () => table().locator('tbody tr[data-index]')
export const rowOf = (reference: string) => table().getByRole('row').filter({ hasText: reference })
export const box = (reference: string) => table().getByRole('checkbox', { name: reference, exact: true })
export const all = () => page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' })
export const chip = (name: RegExp) => page.getByRole('group', { name: 'Qué conviene hacer' }).getByRole('button', { name })
export const firstReference = () => rows().first().locator('.column-reference').textContent()
export const dialog = () => page.getByRole('dialog')
export const choose = async (from: string | RegExp, what: string) => {
  await button(from).click()
  await page.getByRole('menuitemradio', { name: what }).click()
}
/** As main does when something of what is kept has changed. */
export const tell = (change: Partial<EventPayload<'inboxChanged'>>) => open.fake(`emit('inboxChanged', ${JSON.stringify({ rows: [], gone: [], ...change })})`)
export const placed = async () => (await open.calls('placeOrders')).flatMap(({ args }) => (args as { references: string[] }).references)

export const ask = async () => {
  await read()
  await all().click()
  await button(/^Reenviar \d/u).click()
  await dialog().getByRole('checkbox').first().waitFor()
}
