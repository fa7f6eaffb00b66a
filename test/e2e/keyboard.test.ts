/** Everything that has to be done can be done without a mouse, and the focus is always somewhere and to be seen. */
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { until } from './harness/control.ts'
import { launchProduct } from './harness/product.ts'
import { modes, openPage } from './page-preview/open.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

/** What has the focus, as a person would call it. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    const element = document.activeElement
    const labels = element.labels ? [...element.labels].map((label) => label.textContent) : []
    return (element.getAttribute('aria-label') ?? (labels.join(' ') || element.textContent)).trim()
  })()`)

/** More stops than any screen has. */
const stops = 80

/** Presses Tab until the thing of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = []
  for (let stop = 0; stop < stops; stop++) {
    if ((await focused(page)) === name) return
    await page.keyboard.press('Tab')
    seen.push(await focused(page))
  }
  if ((await focused(page)) !== name) throw new Error(`no way by Tab to «${name}»: ${seen.join(' | ')}`)
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press(key)
}

/** What a screen reader was told. */
const announced = async (page: Page) => (await page.locator('[role=log] p').allTextContents()).join('\n')

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

test('the main job: from the first start to the story of what was resent', async () => {
  const simulator = await Simulator.start()
  onTestFinished(() => simulator.stop())
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
  await using app = await launchProduct({ env: { REENCOLA_API_URL: simulator.url } })
  const page = await app.openPage()
  await page.locator('h1').waitFor()

  await type(page, 'API key', credentials.apikey)
  await type(page, 'API token', credentials.apitoken)
  await type(page, 'User token', credentials.usertoken)
  await type(page, 'Nombre del punto de venta', 'Local')
  await press(page, 'Guardar')
  await press(page, 'Reenviar')
  await page.getByRole('textbox', { name: 'Referencias externas' }).waitFor()

  await type(page, 'Referencias externas', 'FC-0001')
  await page.getByRole('button', { name: 'Reenviar', exact: true }).and(page.locator(':enabled')).waitFor()
  await press(page, 'Reenviar')
  await until(() => simulator.executions('FC-0001') === 1, 'the resend')
  await until(async () => (await announced(page)).includes('FC-0001: Reencolado.'), 'the spoken result')

  await press(page, 'Actividad')
  expect(await focused(page)).toBe('Actividad')
  await press(page, 'FC-0001')
  await page.getByRole('dialog', { name: 'Reenvío de FC-0001' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await until(async () => (await focused(page)) === 'FC-0001', 'the focus back in its row')
})

test('the list and a decision', async () => {
  await using open = await openPage(browser, preview.url, 'trabajando')
  const { page } = open
  await press(page, 'Ver en Actividad')
  await page.getByText('1 reenvío', { exact: true }).waitFor()
  await press(page, 'FC-2026-00002')
  await page.getByRole('dialog', { name: 'Reenvío de FC-2026-00002' }).waitFor()
  await press(page, 'Dar por enviado')
  await until(async () => (await open.calls('decideOrder')).length === 1, 'the decision')
  expect((await open.calls('decideOrder'))[0]?.args).toMatchObject({ decision: 'assume-sent' })
  await until(async () => (await announced(page)).includes('FC-2026-00002: Reencolado.'), 'the spoken result')
  await page.getByRole('button', { name: 'Dar por enviado' }).waitFor({ state: 'detached' })
  // It stays in the dialog although its button is gone.
  await until(async () => (await page.locator('dialog:focus-within').count()) === 1, 'the focus in the story')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await open.trouble()).toEqual([])
})

test('the rows of a long list: arrows, pages, ends', async () => {
  await using open = await openPage(browser, preview.url, 'muchas#actividad')
  const { page } = open
  await press(page, 'FC-100000', 'ArrowDown')
  await until(async () => (await focused(page)) === 'FC-099999', 'the next row')
  await page.keyboard.press('PageDown')
  await until(async () => (await focused(page)) === 'FC-099989', 'ten rows on')
  await page.keyboard.press('End')
  await until(async () => (await focused(page)) === 'FC-000001', 'the last row')
  await page.keyboard.press('Home')
  await until(async () => (await focused(page)) === 'FC-100000', 'the first row')
})

describe('after a dialog the focus is where it was', () => {
  test.each([
    ['vacia#actividad', 'Explicar un error', 'Escape'],
    ['vacia#actividad', 'Explicar un error', 'Cerrar'],
    ['trabajando', 'Cancelar lote', 'Seguir enviando'],
    ['trabajando#actividad', 'FC-2026-00014', 'Cerrar'],
    ['avisos#ajustes', 'Borrar Casa central', 'Cancelar'],
    ['vacia#ajustes/acerca', 'Licencias de terceros', 'Escape'],
  ])('%s: %s, %s', async (scene, opener, closer) => {
    await using open = await openPage(browser, preview.url, scene)
    const { page } = open
    await press(page, opener)
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
    await dialog.waitFor()
    expect(await page.evaluate("document.querySelector('dialog, [role=dialog], [role=alertdialog]').contains(document.activeElement)")).toBe(true)
    if (closer === 'Escape') await page.keyboard.press('Escape')
    else await press(page, closer)
    await dialog.waitFor({ state: 'detached' })
    await until(async () => (await focused(page)) === opener, `the focus back on «${opener}»`)
  })
})

/** Every stop of the tab key, with whether it can be told from its surroundings that the focus is there. */
async function stopsOf(page: Page): Promise<{ name: string; visible: boolean }[]> {
  const seen: { name: string; visible: boolean }[] = []
  await page.evaluate("document.querySelector('nav a').focus()")
  for (let count = 0; count < stops; count++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<{ name: string; visible: boolean; again: boolean } | null>(`(() => {
      const element = document.activeElement
      if (element === document.body) return null
      const again = element.dataset.seen !== undefined
      element.dataset.seen = ''
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const visible = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
      return { name: element.getAttribute('aria-label') ?? element.textContent ?? element.tagName, visible, again }
    })()`)
    if (stop === null || stop.again) break
    seen.push(stop)
  }
  return seen
}

test.each([
  'primera',
  'errores-pocos#con-error',
  'trabajando',
  'trabajando#actividad',
  'trabajando#resumen',
  'avisos#ajustes',
  'escritorio#ajustes/tema',
  'vacia#ajustes',
])('%s: the focus can be seen at every stop', async (scene) => {
  await using open = await openPage(browser, preview.url, scene)
  const found = await stopsOf(open.page)
  expect(found.length).toBeGreaterThan(5)
  expect(found.filter(({ visible }) => !visible)).toEqual([])
})

test('forced colours show the focus too', async () => {
  await using open = await openPage(browser, preview.url, 'trabajando#actividad', modes['alto contraste'])
  expect((await stopsOf(open.page)).filter(({ visible }) => !visible)).toEqual([])
})
