/** Con error with the keyboard alone, and how much of it a small window shows. */
import { describe, expect, test } from 'vitest'
import { daysAgo } from './page-preview/inbox-scenes.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const table = () => page.getByRole('grid', { name: 'Comprobantes con error' })
const box = (reference: string) => table().getByRole('checkbox', { name: reference, exact: true })
const ticked = async () => {
  const boxes = await table().locator('tbody').getByRole('checkbox', { checked: true }).all()
  return Promise.all(boxes.map((one) => one.getAttribute('aria-label')))
}
const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName")
const bar = () => page.getByRole('region', { name: 'Elegidos' })

/** Whether something lies over what has the focus. */
const covered = () =>
  page.evaluate<boolean>(`(() => {
    const { left, top, width, height } = document.activeElement.getBoundingClientRect()
    return !document.elementFromPoint(left + width / 2, top + height / 2)?.closest('tbody')
  })()`)
/** How many rows are seen from edge to edge. */
const whole = () =>
  page.evaluate<number>(`[...document.querySelectorAll('table[aria-label="Comprobantes con error"] tbody tr[data-index]')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  }).length`)

describe('keys', () => {
  test('space picks, the arrows move, and the menu opens and gives the focus back', async () => {
    await visit('errores-pocos#con-error')
    await box('FC-100000').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    expect(await ticked()).toEqual(['FC-100000', 'FC-099998'])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(focused).toBe('Acciones de FC-099998')
  })

  test('shift and arrows pick a range, which shrinks again', async () => {
    await visit('errores-jornada#con-error')
    await box('FC-099999').focus()
    await page.keyboard.press('Space')
    for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(ticked).toEqual(['FC-099999', 'FC-099998', 'FC-099997', 'FC-099996'])
    await page.keyboard.press('Shift+ArrowUp')
    await expect.poll(ticked).toEqual(['FC-099999', 'FC-099998', 'FC-099997'])
    expect(await focused()).toBe('FC-099997')
    await bar().getByText('3 elegidos', { exact: true }).waitFor()
  })

  test('shift and a click pick a range, also on the row itself', async () => {
    await visit('errores-jornada#con-error')
    await box('FC-100000').click()
    await table()
      .getByRole('row')
      .filter({ hasText: 'FC-099997' })
      .getByText('Ñandú')
      .click({ modifiers: ['Shift'] })
    await expect.poll(ticked).toEqual(['FC-100000', 'FC-099999', 'FC-099998', 'FC-099997'])
  })

  test('Ctrl+A picks all that are shown, and nothing while text is written', async () => {
    await visit('errores-jornada#con-error')
    await page.getByRole('button', { name: /hay que corregir/u }).click()
    await page.keyboard.press('Control+a')
    await bar().getByText('10 elegidos', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Quitar selección' }).click()
    const search = page.getByRole('searchbox', { name: 'Buscar' })
    await search.fill('r')
    await search.press('Control+a')
    expect(await bar().count()).toBe(0)
  })

  test('Enter opens the row, and closing it comes back to it', async () => {
    await visit('errores-pocos#con-error')
    await box('FC-099997').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Comprobante FC-099997' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(focused).toBe('FC-099997')
  })

  test('R asks about those that are picked, and sends nothing by itself', async () => {
    await visit('errores-pocos#con-error')
    await box('FC-099997').focus()
    await page.keyboard.press('r')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Space')
    await page.keyboard.press('r')
    await page.getByRole('dialog').getByText('¿Reenviar 1 comprobante?').waitFor()
    expect(await open.calls('placeOrders')).toEqual([])
  })

  test('what the arrows go to hides neither behind the headings nor behind the selection', async () => {
    await visit('errores-jornada#con-error')
    await box('FC-100000').focus()
    await page.keyboard.press('Space')
    for (const key of ['ArrowDown', 'ArrowUp']) {
      for (let step = 0; step < 30; step++) {
        await page.keyboard.press(key)
        await expect.poll(covered).toBe(false)
      }
    }
  })

  test.each(['Quitar selección', 'Quitar filtros'])('the focus stays on the page after «%s»', async (name) => {
    await visit('errores-jornada#con-error')
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('ferreyra')
    await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
    await page.getByRole('button', { name }).press('Enter')
    await page.getByRole('button', { name }).waitFor({ state: 'detached' })
    await expect.poll(focused).not.toBe('BODY')
  })
})

describe('rows in sight, with thirty-one points of sale and a notice', () => {
  test.each([
    [1024, 640, 12],
    [1366, 768, 15],
  ])('%i by %i: at least %i', async (width, height, least) => {
    await visit('errores-jornada#con-error')
    await page.setViewportSize({ width, height })
    await page.getByRole('button', { name: /suelen arreglarse/u }).waitFor()
    await expect.poll(whole).toBeGreaterThanOrEqual(least)
  })

  test('two hundred points of sale of twenty companies take no row from a small window', async () => {
    await visit('estudio#con-error')
    await page.setViewportSize({ width: 1024, height: 640 })
    await page.getByText('240 comprobantes').first().waitFor()
    await expect.poll(whole).toBeGreaterThanOrEqual(12)
  })

  test.each([
    ['200 %', 512, 320],
    ['400 %', 320, 256],
  ])('at %s headings still sort, and nothing of a row is lost', async (_, width, height) => {
    await visit('errores-jornada#con-error')
    await page.setViewportSize({ width, height })
    await page.getByRole('button', { name: 'Cliente', exact: true }).click()
    await expect.poll(() => table().getByRole('columnheader', { name: 'Cliente' }).getAttribute('aria-sort')).toBe('ascending')
    const row = table().locator('tbody tr[data-index]').first()
    for (const text of ['Estudio Contable Paz & Asociados', daysAgo(0).slice(0, 5), 'FC-', '$', /ARCA|vencimiento|No se sabe/u])
      expect(await row.getByText(text).filter({ visible: true }).count(), String(text)).toBeGreaterThan(0)
    expect(await open.overflow()).toBe(0)
  })
})
