/** Going anywhere from the keyboard, and the keys that there are. */
import { describe, expect, test } from 'vitest'
import type { CommandName } from '#contract/schema.ts'
import { shortcutIds, shortcuts } from '#contract/model/shortcuts.ts'
import { box, chip, read, table, visit } from './page-preview/inbox-page.ts'
import { open, openPages, page, visit as visitScene } from './page-preview/visit.ts'

openPages()

const palette = () => page.getByRole('dialog', { name: 'Ir a…' })
const field = () => palette().getByRole('combobox')
const options = () => palette().getByRole('option')
const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")
const go = async (text: string, choice: string | RegExp) => {
  await page.keyboard.press('Control+k')
  await field().fill(text)
  await options().filter({ hasText: choice }).first().click()
  await palette().waitFor({ state: 'detached' })
}
const paid = [
  'placeOrders',
  'resendOrder',
  'decideOrder',
  'changeDate',
  'changeDates',
  'deleteQueued',
  'askUsage',
  'askServiceState',
  'resendLater',
] as const satisfies readonly CommandName[]
const paidCalls = async () => (await Promise.all(paid.map((name) => open.calls(name)))).flat()

describe('the palette', () => {
  test('opens with Control and K, moves with the arrows, goes with Enter and gives the focus back with Escape', async () => {
    await visit('pocos')
    await box('FC-100000').focus()
    await page.keyboard.press('Control+k')
    await expect.poll(focused).toBe('Buscar una pantalla, una referencia, un cliente o un punto de venta')
    expect((await options().allTextContents()).slice(0, 5).map((text) => text.replace('Pantalla', ''))).toEqual([
      'Con error',
      'Reenviar',
      'Actividad',
      'Resumen',
      'Ajustes',
    ])
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'detached' })
    await expect.poll(focused).toBe('FC-100000')
    await page.keyboard.press('Control+k')
    await field().waitFor()
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Resumen' }).waitFor()
    await expect.poll(focused).toBe('Resumen')
  })

  test('a client that is in error is shown alone in its list', async () => {
    await visit('pocos')
    await read()
    await go('Ñandú', 'Ñandú Viajes')
    await expect.poll(() => page.getByRole('searchbox', { name: 'Buscar' }).inputValue()).toMatch(/^FC-/u)
    await expect.poll(() => table().locator('tbody tr[data-index]').count()).toBe(1)
  })

  test('an order opens its story beside whatever screen is there', async () => {
    await visitScene('trabajando#resumen')
    await page.getByRole('heading', { level: 1, name: 'Resumen' }).waitFor()
    await page.keyboard.press('Control+k')
    await field().fill('FC-2026')
    const first = options().filter({ hasText: 'Actividad' }).filter({ hasText: 'FC-2026' }).first()
    const reference = await first.locator('.palette-label').textContent()
    await first.click()
    await page.getByRole('dialog', { name: `Reenvío de ${reference}` }).waitFor()
  })

  test('a point of sale filters Con error', async () => {
    await visit('pocos')
    await read()
    await go('sucursal', 'Punto de venta')
    await page.getByText(/de \d+ comprobantes/u).waitFor()
  })

  test('pauses, and never lets go what waits: that leads to its button', async () => {
    await visit('pocos')
    await go('pausar', 'Pausar envíos')
    await page.getByRole('button', { name: 'Reanudar envíos', exact: true }).waitFor()
    expect((await open.calls('setPaused')).map(({ args }) => args)).toEqual([{ paused: true }])
    await go('reanudar', 'Reanudar envíos')
    await expect.poll(focused).toBe('Reanudar envíos')
    expect(await open.calls('setPaused')).toHaveLength(1)
  })

  test('says where it is seen why it could not pause', async () => {
    await visit('pocos')
    await open.fake("refuse.setPaused = 'storage-failed'")
    await go('pausar', 'Pausar envíos')
    await page.locator('.pause .message[data-tone=bad]').waitFor()
  })

  test('leads to the button in a window so small that its menu is closed', async () => {
    await visit('pocos')
    await open.fake("call('setPaused', { paused: true })")
    await page.setViewportSize({ width: 512, height: 320 })
    await go('reanudar', 'Reanudar envíos')
    await expect.poll(focused).toBe('Reanudar envíos')
  })

  test('takes a reference that is nowhere to Reenviar, and sends nothing', async () => {
    await visit('pocos')
    await read()
    await go('NO-ESTA-1', 'Llevar «NO-ESTA-1» a Reenviar')
    await page.getByRole('heading', { level: 1, name: 'Reenviar' }).waitFor()
    await expect.poll(() => page.getByRole('textbox', { name: 'Referencias externas' }).inputValue()).toBe('NO-ESTA-1')
    expect(await paidCalls()).toEqual([])
  })

  test('nothing that it offers is a paid call, whatever is typed', async () => {
    await visit('pocos')
    await read()
    for (const text of ['', 'FC', 'reenviar', 'e', 'pausar']) {
      await page.keyboard.press('Control+k')
      await field().fill(text)
      await expect.poll(() => palette().getByText('Buscando…').count()).toBe(0)
      const count = await options().count()
      expect(count, text).toBeGreaterThan(0)
      await page.keyboard.press('Escape')
      for (let index = 0; index < count; index++) {
        // What the last choice opens may come late, and then keeps the palette away.
        const opened = async () => {
          await page.keyboard.press('Escape')
          await page.keyboard.press('Control+k')
          return field().isVisible()
        }
        await expect.poll(opened).toBe(true)
        await field().fill(text)
        await expect.poll(() => options().count()).toBe(count)
        await options().nth(index).click()
        await palette().waitFor({ state: 'detached' })
        await page.keyboard.press('Escape')
        await page.evaluate("location.hash = '#con-error'")
        await page.keyboard.press('Escape')
        await open.fake("call('setPaused', { paused: false })")
      }
    }
    expect(await paidCalls()).toEqual([])
  }, 120_000)

  test('says when nothing fits, and Enter then does nothing', async () => {
    await visit('pocos')
    await page.keyboard.press('Control+k')
    await field().fill('zzz zzz')
    await palette().getByText('Nada coincide con lo que escribiste.').waitFor()
    await page.keyboard.press('Enter')
    await palette().waitFor()
  })

  test('opens from the navigation too', async () => {
    await visit('pocos')
    await page.getByRole('navigation').or(page.getByRole('banner')).getByRole('button', { name: 'Buscar…' }).first().click()
    await field().waitFor()
  })
})

describe('keys', () => {
  /** What each does, where it does it. */
  const does: Record<(typeof shortcutIds)[number], () => Promise<unknown>> = {
    palette: () => field().waitFor(),
    search: () => expect.poll(focused).toBe('Buscar'),
    help: () => page.getByRole('dialog', { name: 'Teclas' }).waitFor(),
    all: () =>
      page
        .getByText(/elegidos/u)
        .first()
        .waitFor(),
    resend: () =>
      page
        .getByRole('dialog')
        .getByText(/¿Reenviar 1 comprobante\?/u)
        .waitFor(),
  }

  test.each(shortcutIds)('that the help shows does what it says: %s', async (id) => {
    await visit('pocos')
    await read()
    if (id === 'resend') await box('FC-099997').click()
    else await page.getByRole('heading', { level: 1 }).focus()
    const { control, key } = shortcuts[id]
    await page.keyboard.press(control ? `Control+${key}` : key)
    await does[id]()
  })

  test('the help lists those and no others', async () => {
    await visit('pocos')
    await read()
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Teclas' })
    await dialog.locator('dt').first().waitFor()
    expect((await dialog.locator('dt').allTextContents()).map((text) => text.replace(/\s+/gu, ' '))).toEqual(['Ctrl + K', '/', '?', 'Ctrl + A', 'R'])
  })

  test('/, ? and R are text in a field, and what is open over the page keeps its own', async () => {
    await visit('pocos')
    await read()
    const search = page.getByRole('searchbox', { name: 'Buscar' })
    await search.focus()
    await page.keyboard.type('a/b?r')
    expect(await search.inputValue()).toBe('a/b?r')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await search.fill('')
    await page.keyboard.press('Control+k')
    await field().waitFor()
    await page.keyboard.type('/?')
    expect(await field().inputValue()).toBe('/?')
    await page.keyboard.press('Control+k')
    expect(await page.getByRole('dialog').count()).toBe(1)
  })

  test('/ where a screen has no search opens the palette', async () => {
    await visitScene('trabajando#resumen')
    await page.getByRole('heading', { level: 1, name: 'Resumen' }).focus()
    await page.keyboard.press('/')
    await field().waitFor()
  })

  test('Control and K is heard in a field too, and takes nothing of what is typed', async () => {
    await visit('pocos')
    await read()
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('FC-1')
    await page.keyboard.press('Control+k')
    await field().waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('searchbox', { name: 'Buscar' }).inputValue()).toBe('FC-1')
    await chip(/suele/u).first().waitFor()
  })
})
