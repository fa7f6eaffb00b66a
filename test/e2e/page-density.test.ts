/** How much of a day's work is in sight at once, and that a result is in the first view. */
import type { ViewportSize } from 'playwright-core'
import { expect, test } from 'vitest'
import { countEffort } from './page-preview/effort.ts'
import { openPage } from './page-preview/open.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

const open = (scene: string, viewport: ViewportSize) =>
  openPage(browser, preview.url, scene, { viewport, media: { colorScheme: 'light', forcedColors: 'none' } })

const laptop = { width: 1024, height: 640 }

/** Rows of a table that are wholly inside the window. */
const rowsInSight = (label: string) => `(() => {
  const rows = [...document.querySelectorAll('[aria-label="${label}"] tbody tr[data-index]')]
  return rows.filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom > top && top >= 0 && bottom <= innerHeight
  }).length
})()`

test.each([
  [laptop, 12],
  [{ width: 1366, height: 768 }, 15],
])('Actividad with thirty-one points of sale and a notice: at %o %i rows are in sight', async (viewport, wanted) => {
  await using opened = await open('jornada#actividad', viewport)
  await opened.page.locator('.banners .message').waitFor()
  await opened.page.getByRole('button', { name: 'FC-2026-00060' }).waitFor()
  expect(await opened.page.evaluate(rowsInSight('Actividad'))).toBeGreaterThanOrEqual(wanted)
  expect(await opened.overflow()).toBe(0)
})

test('the toolbar of Actividad is one line, also with a filter', async () => {
  await using opened = await open('jornada#actividad', laptop)
  await opened.page.getByRole('searchbox', { name: 'Buscar referencia' }).fill('FC')
  await opened.page.getByRole('button', { name: 'Quitar filtros' }).waitFor()
  const { height } = (await opened.page.locator('search.toolbar').boundingBox()) ?? { height: 0 }
  expect(height).toBeLessThan(48)
})

test('Con error has a toolbar of one line, and rows that are one line too', async () => {
  await using opened = await open('errores-jornada#con-error', laptop)
  await opened.page.getByRole('button', { name: /suelen arreglarse/u }).waitFor()
  const toolbar = async () => (await opened.page.locator('search.toolbar').boundingBox())?.height ?? 0
  await expect.poll(toolbar).toBeGreaterThan(0)
  await expect.poll(toolbar).toBeLessThan(48)
  const heights = `[...document.querySelectorAll('[aria-label="Comprobantes con error"] tbody tr[data-index]')].map((row) => row.getBoundingClientRect().height)`
  await expect.poll(async () => [...new Set(await opened.page.evaluate<number[]>(heights))]).toEqual([36])
})

test.each([[800], [768], [895]])('Con error in a window %i wide: rows are one line, and whose each is has room', async (width) => {
  await using opened = await open('errores-jornada#con-error', { width, height: 560 })
  await opened.page.getByRole('button', { name: /suelen arreglarse/u }).waitFor()
  const row = await opened.page.locator('.orders.inbox tbody tr[data-index]').first().boundingBox()
  expect(row?.height).toBe(36)
  const cliente = await opened.page.locator('.orders.inbox td.column-cliente').first().boundingBox()
  expect(cliente?.width).toBeGreaterThanOrEqual(width < 800 ? 60 : 80)
  expect(await opened.overflow()).toBe(0)
})

test('filters that limit nothing are no filters: there is nothing to take away', async () => {
  await using opened = await open('jornada#actividad', laptop)
  const clear = opened.page.getByRole('button', { name: 'Quitar filtros' })
  const search = opened.page.getByRole('searchbox', { name: 'Buscar referencia' })
  await search.fill('00060')
  await clear.waitFor()
  await search.fill('')
  await clear.waitFor({ state: 'detached' })
})

test('from the first launch to the first result in eight actions, without scrolling', async () => {
  await using opened = await open('primera', laptop)
  const { page } = opened
  const effort = await countEffort(page)
  const box = (name: string) => page.getByRole('textbox', { name, exact: true })
  await box('API key').fill('11340')
  await box('API token').fill('5d2c7e0b')
  await box('User token').fill('0f1e2d3c')
  await box('Nombre del punto de venta').fill('Casa central')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('link', { name: 'Reenviar' }).click()
  await box('Referencias externas').fill('FC-0001')
  await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('grid', { name: 'Lote' }).getByRole('button', { name: 'FC-0001' }).waitFor()
  await opened.fake('settle("FC-0001", "accepted")')
  await page.getByRole('grid', { name: 'Lote' }).getByText('Reencolado').waitFor()
  expect(await page.evaluate(rowsInSight('Lote'))).toBeGreaterThanOrEqual(2)
  expect(await effort()).toEqual({ actions: 8, scrolled: false })
})

test.each([[laptop], [{ width: 1366, height: 768 }]])('what was sent stands below the line in which more is typed, in the first view: %o', async (viewport) => {
  await using opened = await open('lote', viewport)
  const { page } = opened
  await page.getByRole('grid', { name: 'Lote' }).waitFor()
  // Three groups with a head each, four references, and the fold.
  expect(await page.evaluate(rowsInSight('Lote'))).toBe(8)
  const field = await page.getByRole('textbox', { name: 'Referencias externas' }).boundingBox()
  expect(field?.height).toBeLessThanOrEqual(40)
})

test('at 400 % the navigation is one line, which opens the screens and the brake', async () => {
  await using opened = await open('lote', { width: 320, height: 256 })
  const { page } = opened
  const head = await page.locator('.navigation').boundingBox()
  expect(head?.height).toBeLessThanOrEqual(48)
  await page.getByRole('button', { name: 'Menú: Reenviar' }).click()
  await page.getByRole('button', { name: 'Pausar envíos' }).waitFor()
  await page.getByRole('link', { name: 'Actividad' }).click()
  await page.getByRole('heading', { name: 'Actividad', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Ajustes' }).waitFor({ state: 'hidden' })
  expect(await opened.overflow()).toBe(0)
})
