/** What comes to the page late: code that did not come at once, and the place where the page before it was left. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

/** @param prepare before anything is fetched */
async function visit(scene: string, prepare: (page: Page) => Promise<unknown>) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 640 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await prepare(page)
  await page.goto(`${preview.url}?escena=${scene}`)
  await page.locator('h1').waitFor()
  return { page, [Symbol.asyncDispose]: () => context.close() }
}

test.each([
  ['the first screen', 'actividad', 'Actividad', 'actividad'],
  ['another screen', 'resumen', 'Resumen', 'reenviar'],
])('what did not come says so, and comes when it is asked for again: %s', async (_what, part, name, first) => {
  let asked = 0
  const context = await browser.newContext({ viewport: { width: 1024, height: 640 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.route(new RegExp(`/assets/${part}-`, 'u'), (route) => (++asked === 1 ? route.abort() : route.continue()))
  await page.goto(`${preview.url}?escena=jornada#${first}`)
  await page.getByRole('link', { name: new RegExp(`^${name}`, 'u') }).click()
  await page.locator('.message').getByText('No se pudo abrir esta parte de Reencola').waitFor()
  await page.getByRole('button', { name: 'Reintentar' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  expect(asked).toBe(2)
  await context.close()
})

test('a place of one screen that is still being taken up does not move another', async () => {
  const choice = {
    range: { kind: 'month', desde: '', hasta: '' },
    sort: { column: 'fecha', descending: true },
    filters: { search: '', tipo: '', pointOfSaleId: '', group: null },
  }
  const noFilters = { states: [], pointOfSaleId: '', batchId: null, search: '', from: '', to: '', archived: false }
  const place = JSON.stringify({
    draft: '',
    chosenPointOfSale: null,
    filters: noFilters,
    story: null,
    standInSeen: false,
    hash: '#reenviar',
    inbox: choice,
    // Further down than that screen will ever go.
    scrolled: 4000,
  })
  await using open = await visit('jornada', (page) =>
    page.addInitScript(`(() => {
      let api
      Object.defineProperty(window, 'reencola', {
        configurable: true,
        get: () => api,
        set: (fake) => {
          api = { ...fake, call: (name, args) => (name === 'readPlace' ? Promise.resolve({ ok: true, value: ${JSON.stringify(place)} }) : fake.call(name, args)) }
        },
      })
    })()`),
  )
  await open.page.getByRole('heading', { level: 1, name: 'Reenviar' }).waitFor()
  await open.page.evaluate("window.reencola.navigate({ screen: 'actividad' })")
  await open.page.getByRole('grid', { name: 'Actividad' }).getByRole('row').nth(10).waitFor()
  const moved = await open.page.evaluate(`new Promise((resolve) => {
    let frames = 0
    const look = () => (++frames > 10 ? resolve(document.getElementById('contenido').scrollTop) : requestAnimationFrame(look))
    look()
  })`)
  expect(moved).toBe(0)
})
