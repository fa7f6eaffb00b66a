/** The foot of the navigation says whether the program looks by itself, and when it does so next. */
import { expect, test } from 'vitest'
import { modes } from './page-preview/open.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

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
  await expect.poll(told).toMatch(/^Vigilando 31 puntos de venta Próxima mirada \d/u)
  const before = await heard()
  await tell({ looking: true })
  await expect.poll(told).toBe('Vigilando 31 puntos de venta Mirando ahora')
  await tell({ nextRound: noon() })
  await expect.poll(told).toBe(`Vigilando 31 puntos de venta Próxima mirada ${hourOf(noon())}`)
  await tell({ nextRound: noonOf('2031-03-04') })
  await expect.poll(told).toBe('Vigilando 31 puntos de venta Próxima mirada 04/03/2031 12:05')
  await tell({ nextRound: noon(), lacking: ['Sucursal 17'] })
  await expect.poll(told).toBe('Vigilando 30 de 31 puntos de venta Próxima mirada 12:05')
  await tell({ nextRound: noon(), waiting: true })
  await expect.poll(told).toBe('Vigilancia en espera Próximo intento 12:05')
  await tell({ waiting: true, looking: true })
  await expect.poll(told).toBe('Vigilando 31 puntos de venta Mirando ahora')
  await tell({})
  await expect.poll(told).toBe('Vigilancia sin días elegidos')
  expect(await heard()).toBe(before)
})

test('switched off it says so, and leads to where it is switched on', async () => {
  await visit('vigilancia-apagada')
  await expect.poll(told).toBe('Vigilancia apagada')
  await line().click()
  await page.getByRole('switch', { name: 'Vigilar lo que queda con error' }).click()
  await expect.poll(told).toMatch(/^Vigilando 31 puntos de venta Próxima mirada \d/u)
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

test('when it is told where it stands, nothing in the foot moves', async () => {
  await visit('jornada')
  const search = page.locator('.foot').getByRole('button').first()
  await expect.poll(told).toMatch(/Próxima mirada/u)
  const { y } = (await search.boundingBox()) ?? { y: 0 }
  await tell({ looking: true })
  await expect.poll(told).toMatch(/Mirando ahora$/u)
  expect((await search.boundingBox())?.y).toBe(y)
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
