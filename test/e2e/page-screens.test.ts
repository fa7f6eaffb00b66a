/** How every screen looks to a machine that checks words, accessibility, fit and policy. */
import { until } from './harness/control.ts'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { vocabulary, wordsOfData } from '../spanish/vocabulary.ts'
import { looks } from './page-preview/looks.ts'
import { unreadable } from './page-preview/legible.ts'
import { cramped } from './page-preview/room.ts'
import { modes, openPage, restyle, spacing } from './page-preview/open.ts'
import { builtPage } from './page-preview/serve.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

let foreign: Awaited<ReturnType<typeof vocabulary>>

beforeAll(async () => {
  foreign = await vocabulary()
})

test('text that is cut is noticed, and what is not is not', async () => {
  await using open = await openPage(browser, preview.url, 'vacia')
  await open.page.locator('h1').waitFor()
  expect(await unreadable(open.page)).toEqual([])
  // By the object model, as the policy of the page lets no text of styles in.
  await open.page.evaluate(`(() => {
    const paragraph = document.createElement('p')
    paragraph.textContent = 'Lo que no entra en cuarenta píxeles'
    Object.assign(paragraph.style, { width: '40px', whiteSpace: 'nowrap', overflow: 'hidden' })
    document.querySelector('h1').after(paragraph)
  })()`)
  expect(await unreadable(open.page)).toEqual([expect.stringMatching(/^cut: Lo que no entra/u)])
})

test.each([
  ['nothing scrolls', '.drawer { overflow: visible !important }', /px out of reach$/u],
  ['only what is between title and buttons scrolls', '.drawer-step { flex: 1 !important } .drawer .sheet-body { overflow: auto !important }', /lines are/u],
])('a drawer without room is noticed: %s', async (_, taken, told) => {
  const { scene, reach } = looks['cambiar la fecha'] ?? expect.fail('no such look')
  await using open = await openPage(browser, preview.url, scene)
  await reach?.(open.page)
  await open.look(modes['400 %'])
  expect(await cramped(open.page)).toEqual([])
  await restyle(open.page, taken)
  expect(await cramped(open.page)).toEqual([expect.stringMatching(told)])
})

/** More contrast changes colours only, and each mode takes a second a look: these have every colour between them. */
const contrasted = [
  'bienvenida sin completar',
  'reenviar con problemas',
  'confirmación',
  'todos los avisos',
  'lote',
  'actividad con lote',
  'historia de un rechazado',
  'resumen',
  'ajustes de muchos',
  'con error sin elegir',
  'antes de pagar',
]

test('what is looked at with more contrast is there', () => {
  expect(contrasted.filter((look) => !(look in looks))).toEqual([])
})

// Each is reached once and then looked at in every way: reaching it is what takes the time.
test.each(Object.entries(looks))('%s: its words are ours, axe finds nothing, it fits and can be read, the policy holds', async (look, { scene, reach }) => {
  await using open = await openPage(browser, preview.url, scene)
  await reach?.(open.page)
  expect(foreign(await open.texts(), wordsOfData(await open.data()))).toEqual([])
  for (const [name, mode] of Object.entries(modes)) {
    if (name === 'más contraste' && !contrasted.includes(look)) continue
    await open.look(mode)
    expect(await open.violations(), name).toEqual([])
    expect(await open.overflow(), name).toBe(0)
    expect(await unreadable(open.page), name).toEqual([])
    expect(await cramped(open.page), name).toEqual([])
  }
  for (const name of ['claro', '400 %'] as const) {
    await open.look(modes[name])
    await spacing(open.page, true)
    expect(await open.overflow(), `${name}, text spaced`).toBe(0)
    expect(await unreadable(open.page), `${name}, text spaced`).toEqual([])
  }
  expect(await open.trouble()).toEqual([])
})

test.each([
  ['no-preference', true],
  ['reduce', false],
] as const)('reduced motion %s: something may move: %s', async (reducedMotion, moves) => {
  await using open = await openPage(browser, preview.url, 'trabajando')
  await open.page.getByRole('button', { name: 'Cancelar lote' }).click()
  await open.page.getByRole('alertdialog').waitFor()
  await open.page.emulateMedia({ reducedMotion })
  const moving = await open.page.evaluate<boolean>(`[...document.querySelectorAll('*')].some((element) => {
    const { animationName, transitionDuration } = getComputedStyle(element)
    return animationName !== 'none' || /[1-9]/.test(transitionDuration)
  })`)
  expect(moving).toBe(moves)
})

test('the theme of the settings wins over the system', async () => {
  await using open = await openPage(browser, preview.url, 'vacia#ajustes/tema', modes.claro)
  const ground = () => open.page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const light = await ground()
  await open.page.getByText('Oscuro').click()
  await until(() => open.page.evaluate<boolean>(`getComputedStyle(document.body).backgroundColor !== ${JSON.stringify(light)}`), 'the dark theme')
  expect(await open.violations()).toEqual([])
})

test('the page checks no schemas: that is done on the other side of the bridge', () => {
  const assets = join(builtPage, 'assets')
  for (const name of readdirSync(assets)) expect(readFileSync(join(assets, name), 'utf8'), name).not.toContain('ZodError')
})
