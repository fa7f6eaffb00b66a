/** The program looking by itself for what is in error: offered at the first start, set in Ajustes, and how it gets on. */
import { describe, expect, test } from 'vitest'
import { watchByDefault, type WatchSettings } from '#contract/model/settings.ts'
import type { WatchStatus } from '#contract/commands/watch.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const saved = async () => (await open.calls('saveSettings')).map(({ args }) => args)
const kept = (change: Partial<WatchSettings>) => ({ watch: { ...watchByDefault, ...change } })
const tell = (status: WatchStatus) => open.fake(`emit('watchChanged', ${JSON.stringify(status)})`)
const every = () => page.getByRole('combobox', { name: 'Cada cuánto' })
const day = (name: string) => page.getByRole('group', { name: 'Días' }).getByRole('checkbox', { name })
const hoursOf = (name: string) => page.getByRole('combobox', { name }).locator('option').allTextContents()

test('the first start offers it, on, and who does not want it takes it off there', async () => {
  await visit('primera#')
  const offer = page.getByRole('checkbox', { name: 'Avisarme cuando un comprobante quede con error' })
  expect(await offer.isChecked()).toBe(true)
  await offer.click({ force: true })
  await expect.poll(saved).toEqual([kept({ on: false })])
  await expect.poll(() => offer.isChecked()).toBe(false)
  await offer.click({ force: true })
  await expect.poll(saved).toEqual([kept({ on: false }), kept({})])
})

/** It says nothing of when it looks next. */
const still = { looking: false, nextRound: null }

describe('Ajustes, Vigilancia', () => {
  test('days are taken off and put on, each saved by itself', async () => {
    await visit('vacia#ajustes/vigilancia')
    expect(await day('domingo').isChecked()).toBe(false)
    await day('lunes').click({ force: true })
    await expect.poll(saved).toEqual([kept({ days: [2, 3, 4, 5, 6] })])
    await day('domingo').click({ force: true })
    await expect.poll(saved).toEqual([kept({ days: [2, 3, 4, 5, 6] }), kept({ days: [2, 3, 4, 5, 6, 0] })])
    await expect.poll(() => day('lunes').isChecked()).toBe(false)
    expect(await day('domingo').isChecked()).toBe(true)
  })

  test('hours: the second is always later than the first', async () => {
    await visit('vacia#ajustes/vigilancia')
    await page.getByRole('combobox', { name: 'Desde las' }).selectOption({ label: '9 h' })
    await expect.poll(saved).toEqual([kept({ from: 9 })])
    await page.getByRole('combobox', { name: 'Hasta las' }).selectOption({ label: '24 h' })
    await expect.poll(saved).toEqual([kept({ from: 9 }), kept({ from: 9, until: 24 })])
    expect((await hoursOf('Desde las')).at(-1)).toBe('23 h')
    expect((await hoursOf('Hasta las'))[0]).toBe('10 h')
  })

  test('«Nunca» switches it off, and any time switches it on again at that time', async () => {
    await visit('vacia#ajustes/vigilancia')
    await every().selectOption('Nunca')
    await expect.poll(saved).toEqual([kept({ on: false })])
    await page.getByRole('group', { name: 'Días' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('switch', { name: 'Vigilar lo que queda con error' }).getAttribute('aria-checked')).toBe('false')
    await every().selectOption('Cada 10 minutos')
    await expect.poll(saved).toEqual([kept({ on: false }), kept({ every: 10 })])
    await page.getByRole('group', { name: 'Días' }).waitFor()
  })

  test('how it gets on: not yet, when it last went through, what it could not read, and that it cannot ask', async () => {
    await visit('vacia#ajustes/vigilancia')
    await page.getByText('Todavía no miró.', { exact: true }).waitFor()
    const waiting = page.getByText('Ahora no puede consultar a TusFacturasAPP. Sigue probando sola.', { exact: true })
    const lacking = page.getByText(/^No pudo leer todo de/u)
    const lastRound = Date.parse('2026-11-20T10:05:00-03:00')

    await tell({ lastRound, lacking: [], waiting: false, ...still })
    await page.getByText(/^Última mirada: .*10:05\.$/u).waitFor()
    expect([await waiting.count(), await lacking.count()]).toEqual([0, 0])

    await tell({ lastRound, lacking: ['Local', 'Sucursal', 'Feria'], waiting: true, ...still })
    await waiting.waitFor()
    await page.getByText('No pudo leer todo de Local, Sucursal y Feria. Si se repite,', { exact: false }).waitFor()
    await page.getByText(/^Última mirada: .*10:05\.$/u).waitFor()

    await tell({ lastRound: lastRound + 600_000, lacking: [], waiting: false, ...still })
    await page.getByText(/^Última mirada: .*10:15\.$/u).waitFor()
    expect([await waiting.count(), await lacking.count()]).toEqual([0, 0])
  })
})
