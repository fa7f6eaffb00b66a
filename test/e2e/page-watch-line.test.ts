/** The foot of the navigation says whether the program looks by itself, and when it does so next. */
import { expect, test } from 'vitest'
import type { CommandName } from '#contract/schema.ts'
import { modes } from './page-preview/open.ts'
import { open, openPages, page, settled, visit } from './page-preview/visit.ts'

openPages()

const line = () => page.locator('.foot').getByRole('link')
const told = async () => (await line().innerText()).replace(/\s+/gu, ' ').trim()
const heard = () => page.evaluate<string>("[...document.querySelectorAll('[role=log]')].map((log) => log.textContent).join('')")
const tell = (change: object) =>
  open.fake(`emit("watchChanged", ${JSON.stringify({ lastRound: null, lacking: [], waiting: false, looking: false, nextRound: null, ...change })})`)
/** Argentina keeps UTC-3 all year. */
const inArgentina = (at: number) => new Date(at - 3 * 3_600_000).toISOString()
const hourOf = (at: number) => inArgentina(at).slice(11, 16)
const noonOf = (day: string) => Date.parse(`${day}T12:05:00-03:00`)
const noon = () => noonOf(inArgentina(Date.now()).slice(0, 10))

test('how many points of sale, and when it looks next; what changes is told by the program, and not announced', async () => {
  await visit('jornada')
  await expect.poll(told).toMatch(/^Vigila 31 puntos de venta Próxima mirada \d/u)
  const before = await heard()
  await tell({ looking: true })
  await expect.poll(told).toBe('Vigila 31 puntos de venta Mirando ahora')
  await tell({ nextRound: noon() })
  await expect.poll(told).toBe(`Vigila 31 puntos de venta Próxima mirada ${hourOf(noon())}`)
  await tell({ nextRound: noonOf('2031-03-04') })
  await expect.poll(told).toBe('Vigila 31 puntos de venta Próxima: 04/03 12:05')
  await tell({ nextRound: noon(), lacking: ['Sucursal 17'] })
  await expect.poll(told).toBe('Vigila 30 de 31 puntos Próxima mirada 12:05')
  await tell({ nextRound: noon(), waiting: true })
  await expect.poll(told).toBe('Vigilancia en espera Reintento: 12:05')
  await tell({ waiting: true, looking: true })
  await expect.poll(told).toBe('Vigila 31 puntos de venta Mirando ahora')
  await tell({})
  await expect.poll(told).toBe('Vigilancia sin días')
  await settled()
  expect(await heard()).toBe(before)
})

test('switched off it says so, and leads to where it is switched on', async () => {
  await visit('vigilancia-apagada')
  await expect.poll(told).toBe('Vigilancia apagada')
  await line().click()
  await page.getByRole('switch', { name: 'Vigilar lo que queda con error' }).click()
  await expect.poll(told).toMatch(/^Vigila 31 puntos de venta Próxima mirada \d/u)
})

test('followed from the narrow menu, it closes the menu', async () => {
  await visit('jornada')
  await open.look(modes['400 %'])
  await page.getByRole('button', { name: /^Menú/u }).click()
  await line().click()
  await page.getByRole('heading', { name: 'Ajustes', level: 1 }).waitFor()
  await line().waitFor({ state: 'hidden' })
})

test('with nothing to watch it says nothing', async () => {
  await visit('primera')
  await page.getByRole('textbox', { name: 'API key' }).waitFor()
  expect(await line().count()).toBe(0)
})

/** Has the page come anew, and one command answered only when `answerNow()` is called in it. */
async function comeWithout(command: CommandName) {
  await page.addInitScript(`(() => {
    let api
    const held = new Promise((resolve) => { window.answerNow = resolve })
    Object.defineProperty(window, 'reencola', {
      configurable: true,
      get: () => api,
      set: (fake) => { api = { ...fake, call: async (name, args) => (name === ${JSON.stringify(command)} && (await held), fake.call(name, args)) } },
    })
  })()`)
  await page.reload()
}

/** How many lines of text each of its parts takes. */
const linesOfParts = () =>
  page.evaluate<number[]>(`(() => {
    const link = document.querySelector('.watch-line')
    return (link.children.length > 0 ? [...link.children] : [link]).map((part) => {
      const text = document.createRange()
      text.selectNodeContents(part)
      return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size
    })
  })()`)

test.each(['jornada', 'doscientos-puntos', 'vigilancia-apagada'])('no part of it needs a second line, whatever it says: %s', async (scene) => {
  await visit(scene)
  await expect.poll(told).toMatch(/^Vigila/u)
  const points = (await told()).match(/\d+/u)?.[0]
  for (const change of [
    { looking: true },
    { nextRound: noon() },
    { nextRound: noon(), lacking: ['Sucursal 17'] },
    { nextRound: noonOf('2031-03-04') },
    { nextRound: noonOf('2031-03-04'), waiting: true },
    {},
  ]) {
    await tell(change)
    if (points) await expect.poll(told).not.toMatch(/\u00A0/u)
    expect(Math.max(...(await linesOfParts())), await told()).toBe(1)
  }
})

test('when it is told where it stands, nothing in the foot moves', async () => {
  await visit('jornada')
  await comeWithout('readWatch')
  await expect.poll(told).toBe('Vigila 31 puntos de venta')
  const search = page.locator('.foot').getByRole('button').first()
  const { y } = (await search.boundingBox()) ?? { y: 0 }
  await page.evaluate('window.answerNow()')
  await expect.poll(told).toMatch(/Próxima mirada/u)
  expect((await search.boundingBox())?.y).toBe(y)
})

test('a line of few words can be touched as well', async () => {
  await visit('vigilancia-apagada')
  expect((await line().boundingBox())?.height).toBeGreaterThanOrEqual(24)
})

test.each(Object.entries(modes).filter(([name]) => ['claro', '200 %', '400 %'].includes(name)))(
  'it is all in sight, and covers nothing: %s',
  async (_name, mode) => {
    await visit('jornada')
    await open.look(mode)
    const menu = page.getByRole('button', { name: /^Menú/u })
    if (await menu.isVisible()) {
      expect(await line().isVisible(), 'not while the menu is closed').toBe(false)
      await menu.click()
    }
    await line().scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await line().boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 }
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
    expect(height).toBeGreaterThanOrEqual(24)
    expect(x + width).toBeLessThanOrEqual(mode.viewport.width)
    expect(y + height).toBeLessThanOrEqual(mode.viewport.height)
    expect(await open.overflow()).toBe(0)
  },
)
