/** The page and the desktop around it: what links, the clipboard and notifications bring, and their part of Ajustes. */
import { describe, expect, test } from 'vitest'
import type { Offer } from '#contract/commands/navigation.ts'
import { until } from './harness/control.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const field = () => page.getByRole('textbox', { name: 'Referencias externas' })
const send = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const bring = (offer: Offer) => open.fake(`navigate(${JSON.stringify({ screen: 'reenviar', offer })})`)

describe('what comes from outside', () => {
  test('a link fills the field in and says so; nothing is sent', async () => {
    await visit('vacia')
    await bring({ from: 'link', references: ['FC-9'] })
    await page.getByText('Un enlace trajo la referencia FC-9.').waitFor()
    expect(await field().inputValue()).toBe('FC-9')
    expect(await open.calls('placeOrders')).toEqual([])
    await send('Reenviar').click()
    await page.getByText('Quedó guardado').first().waitFor()
    expect(await page.getByText('Un enlace trajo').count()).toBe(0)
  })

  test('what was copied is listed and asked about, even one; only the press sends it', async () => {
    await visit('vacia')
    await field().fill('OTRA-1')
    await page.getByRole('link', { name: 'Ajustes' }).click()
    await bring({ from: 'clipboard', references: ['FC-9'] })
    await dialog().getByText('FC-9').waitFor()
    await dialog()
      .getByText(/^Cuesta/u)
      .waitFor()
    expect(await open.calls('placeOrders')).toEqual([])
    await dialog().getByRole('button', { name: 'Reenviar' }).and(page.locator(':enabled')).click()
    await page.getByRole('grid', { name: 'Lote' }).getByRole('row').filter({ hasText: 'FC-9' }).waitFor()
    expect(await open.calls('placeOrders')).toMatchObject([{ args: { references: ['FC-9'] } }])
    expect(await field().inputValue()).toBe('OTRA-1')
  })

  test('going back leaves it in the field', async () => {
    await visit('vacia')
    await bring({ from: 'clipboard', references: ['FC-8', 'FC-9'] })
    await dialog().getByRole('button', { name: 'Volver' }).click()
    expect(await field().inputValue()).toBe('FC-8\nFC-9')
    expect(await open.calls('placeOrders')).toEqual([])
  })

  test('with two points of sale it waits in the field for the choice', async () => {
    await visit('trabajando')
    await bring({ from: 'clipboard', references: ['FC-9'] })
    await page.getByText('elegí el punto de venta').waitFor()
    expect(await field().inputValue()).toBe('FC-9')
    expect(await dialog().count()).toBe(0)
  })

  test('nothing worth sending is said, not sent', async () => {
    await visit('vacia')
    await bring({ from: 'clipboard', references: [] })
    await page.getByText('Lo que copiaste no parece una referencia externa').waitFor()
    expect(await field().inputValue()).toBe('')
  })

  test('a notification opens the batch that it is about', async () => {
    await visit('trabajando')
    await open.fake('navigate({ screen: "actividad", batchId: 1 })')
    await page.getByRole('heading', { name: /^Lote de/u, level: 1 }).waitFor()
    await until(async () => (await open.calls('readBatch')).some(({ args }) => (args as { batchId?: number }).batchId === 1), 'the batch')
  })
})

const link = (name: string) => page.getByRole('link', { name, exact: true })
const unseen = (orders: Record<string, number>, inError: number) =>
  open.fake(`emit('statusChanged', ${JSON.stringify({ banners: [], paused: false, online: true, counts: {}, unseen: { orders, inError } })})`)

describe('what the person has not seen', () => {
  test('is counted beside the screen where it is, and in the name of its link', async () => {
    await visit('vacia')
    await unseen({ failed_again: 3, needs_decision: 1 }, 3)
    await link('Actividad, 4 sin ver').waitFor()
    await link('Con error, 3 nuevos').waitFor()
    await unseen({}, 1)
    await link('Con error, 1 nuevo').waitFor()
    await unseen({}, 0)
    await link('Actividad').waitFor()
    await link('Con error').waitFor()
  })

  test('the program knows which screen is shown', async () => {
    await visit('vacia')
    await link('Actividad').click()
    await until(async () => (await open.calls('showScreen')).length === 2, 'both screens')
    expect((await open.calls('showScreen')).map(({ args }) => args)).toEqual([{ screen: 'reenviar' }, { screen: 'actividad' }])
  })

  test('«Reenviar los 3» of a notification asks; only the press in the dialog sends', async () => {
    await visit('trabajando')
    await open.fake('navigate({ screen: "actividad", batchId: 1, resend: true })')
    await until(async () => (await open.calls('listOrders')).some(({ args }) => JSON.stringify(args).includes('failed_again')), 'what failed')
    await dialog().waitFor()
    expect(await open.calls('placeOrders')).toEqual([])
  })
})

describe('the desktop in Ajustes', () => {
  test('each switch does at once what it says, and a refusal is said beside it', async () => {
    await visit('escritorio#ajustes/inicio')
    const start = page.getByRole('switch', { name: 'Empezar cuando prendés la PC' })
    await start.click()
    await until(() => start.isChecked(), 'the switch')
    await page.getByRole('switch', { name: /Avisarme/u }).click()
    await page.getByText('Ctrl + Mayús + F9').click()
    await open.fake('refuse = { setShortcut: "shortcut-taken", setStartWithSystem: "start-not-changed" }')
    await page.getByText('Ctrl + Alt + R').click()
    await page.locator('.message').getByText('Ese atajo lo usa otro programa').waitFor()
    expect(await page.getByRole('radio', { name: 'Ctrl + Mayús + F9' }).isChecked()).toBe(true)
    await start.click()
    await page.locator('.message').getByText('El sistema no dejó cambiar el inicio').waitFor()
    expect(await start.isChecked()).toBe(true)
    expect((await open.calls()).filter(({ name }) => name.startsWith('set'))).toMatchObject([
      { name: 'setStartWithSystem', args: { on: true } },
      { name: 'setNotifications', args: { on: false } },
      { name: 'setShortcut', args: { chosen: 'CommandOrControl+Shift+F9' } },
      { name: 'setShortcut', args: { chosen: 'CommandOrControl+Alt+R' } },
      { name: 'setStartWithSystem', args: { on: false } },
    ])
  })

  test('a version is looked for and installed only by a press', async () => {
    await visit('escritorio#ajustes/actualizaciones')
    await send('Buscar actualizaciones').click()
    await page.getByText('La versión 0.2.0 está lista para instalar.').waitFor()
    expect(await open.calls('restartToUpdate')).toEqual([])
    await send('Reiniciar para actualizar').click()
    await send('Reiniciando…').waitFor()
    expect(await open.calls('restartToUpdate')).toHaveLength(1)
  })

  test('a build without a feed has nothing of updates', async () => {
    await visit('vacia#ajustes')
    expect(await page.getByText(/ctualizaci/u).count()).toBe(0)
  })

  test('starting with the system is offered once', async () => {
    await visit('escritorio')
    await send('No, gracias').click()
    await page.getByText('¿Que Reencola empiece con la PC?').waitFor({ state: 'detached' })
    expect(await open.calls('declineStart')).toHaveLength(1)
  })
})
