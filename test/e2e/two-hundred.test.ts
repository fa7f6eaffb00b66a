/** A studio with two hundred points of sale, in the smallest window: every screen can be used, and a reference in the wrong one is found for nothing. */
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { runCli } from './harness/app.ts'
import { until } from './harness/control.ts'
import { launchProduct } from './harness/product.ts'
import { unreadable } from './page-preview/legible.ts'

const points = Array.from({ length: 200 }, (_, index) => ({
  nombre: `Local ${String(index + 1).padStart(3, '0')}`,
  empresa: `Cliente del estudio ${1 + Math.floor(index / 10)}`,
  apikey: `3${String(index).padStart(4, '0')}`,
  apitoken: `tokdoscientos${index}`.padEnd(32, '0123456789abcdef'),
  usertoken: `usrdoscientos${index}`.padEnd(64, '0123456789abcdef'),
}))
const [first, right] = [points[0]!, points[136]!]

const overflow = (page: Page) =>
  page.evaluate<number>("Math.max(...['html', 'main'].flatMap((at) => [...document.querySelectorAll(at)].map((each) => each.scrollWidth - each.clientWidth)))")

test('every screen fits and can be read, and a reference pasted into the wrong one is found in the right one at no cost', async () => {
  const simulator = await Simulator.start()
  onTestFinished(() => simulator.stop())
  for (const { nombre, apikey, apitoken, usertoken } of points) simulator.addPointOfSale({ name: nombre, apikey, apitoken, usertoken })
  simulator.seed([
    { apikey: first.apikey, external_reference: 'DEL-PRIMERO' },
    { apikey: right.apikey, external_reference: 'DE-OTRO' },
  ])
  await using app = await launchProduct({ env: { REENCOLA_API_URL: simulator.url } })
  expect(await runCli(['configurar'], JSON.stringify(points), { REENCOLA_DATOS: app.dataFolder })).toMatchObject({ code: 0 })
  const page = await app.openPage({ width: 1024, height: 640 })
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const screen = async (name: RegExp) => {
    await page.getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  const fits = async () => {
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await unreadable(page)).toEqual([])
  }

  await screen(/^Reenviar$/u)
  await fits()
  await page.getByRole('combobox', { name: 'Punto de venta' }).fill('local 001')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('DE-OTRO')
  await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
  await screen(/^Actividad/u)
  await page.getByRole('row').filter({ hasText: 'DE-OTRO' }).getByText('No encontrado').waitFor()
  await fits()
  await page.getByRole('button', { name: 'DE-OTRO', exact: true }).click()
  await button('Buscar en los demás puntos de venta').click()
  await button('Buscar gratis').click()
  await page.getByText('Está en Local 137.').waitFor({ timeout: 60_000 })
  expect(new Set(simulator.requests().map(({ method }) => method))).toEqual(new Set(['consulta_avanzada']))
  await fits()
  await button('Reenviar ahí').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Reenviar(?: 1)?$/u })
    .and(page.locator(':enabled'))
    .last()
    .click()
  await until(() => simulator.executions('DE-OTRO') === 1, 'the resend where it is')
  expect(simulator.counted('reenviar_encolado', first.apikey)).toBe(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await screen(/^Resumen$/u)
  await fits()
  await screen(/^Ajustes$/u)
  await page.getByRole('searchbox', { name: 'Buscar punto de venta' }).fill('137')
  await expect.poll(() => page.getByRole('list', { name: 'Puntos de venta' }).getByRole('listitem').count()).toBe(1)
  await fits()
  await screen(/^Con error/u)
  await page.getByRole('row').filter({ hasText: 'DEL-PRIMERO' }).waitFor()
  await fits()
}, 180_000)
