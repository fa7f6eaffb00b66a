/** What the screen Con error does when a person uses it; the main process is a fake behind the same contract. */
import { describe, expect, test } from 'vitest'
import { readFecha } from '#contract/argentina.ts'
import type { Became, InboxRow } from '#contract/commands/inbox.ts'
import type { EventPayload } from '#contract/schema.ts'
import { inboxRow } from './page-preview/inbox-scenes.ts'
import { open, openPages, page, visit as visitScene } from './page-preview/visit.ts'

openPages()

const visit = (scene: string) => visitScene(`errores-${scene}#con-error`)
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const search = () => button('Buscar').click()
const table = () => page.getByRole('grid', { name: 'Comprobantes con error' })
const box = (reference: string) => table().getByRole('checkbox', { name: reference, exact: true })
const all = () => page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' })
const firstReference = () => table().getByRole('checkbox').first().getAttribute('aria-label')
const dialog = () => page.getByRole('dialog')
/** As main does when something of what is kept has changed. */
const tell = (change: Partial<EventPayload<'inboxChanged'>>) => open.fake(`emit('inboxChanged', ${JSON.stringify({ rows: [], gone: [], ...change })})`)
const placed = async () => (await open.calls('placeOrders')).flatMap(({ args }) => (args as { references: string[] }).references)

const ask = async () => {
  await search()
  await all().click()
  await button(/^Reenviar \d/u).click()
  await dialog().getByRole('checkbox').first().waitFor()
}

describe('looking', () => {
  test('asks for the range that is chosen, and shows what is in error with its reason', async () => {
    await visit('pocos')
    await search()
    await box('FC-099997').waitFor()
    const [{ args } = { args: null }] = await open.calls('startInbox')
    expect(args).toMatchObject({ desde: expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/u) as string })
    await table().getByRole('row').filter({ hasText: 'FC-099997' }).getByText('ARCA tuvo una falla interna (501)').waitFor()
    await table().getByRole('row').filter({ hasText: 'FC-099999' }).filter({ hasText: 'Referencia repetida' }).first().waitFor()
    await table().getByText('EN REVISION MANUAL').waitFor()
  })

  test('a range that cannot be is not asked for', async () => {
    await visit('pocos')
    await page.getByText('A medida', { exact: true }).click()
    await page.getByRole('group', { name: 'Hasta' }).getByRole('spinbutton').last().pressSequentially('2001')
    await search()
    await page.getByRole('alert').getByText('tiene que ser anterior').waitFor()
    expect(await open.calls('startInbox')).toEqual([])
  })

  test.each([
    ['Desde', 0],
    ['Hasta', 2],
  ])('a range whose %s is not whole is not asked for, and the field gets the focus', async (label, at) => {
    await visit('pocos')
    await page.getByText('A medida', { exact: true }).click()
    const segment = page.getByRole('group', { name: label }).getByRole('spinbutton').nth(at)
    await segment.click()
    for (let digit = 0; digit < 4; digit++) await segment.press('Backspace')
    await search()
    await page.getByText('Completá día, mes y año.').waitFor()
    await expect.poll(() => page.evaluate("document.activeElement.closest('.field')?.textContent")).toContain(label)
    expect(await open.calls('startInbox')).toEqual([])
  })

  test('progress, cancel and going on', async () => {
    await visit('leyendo')
    await search()
    await page.getByRole('progressbar', { name: 'Buscar' }).waitFor()
    await button('Cancelar').click()
    await page.getByText('Cancelaste la búsqueda: faltan leer 19 días.').waitFor()
    await button('Seguir leyendo').click()
    await page.getByText('Cancelaste la búsqueda').waitFor({ state: 'detached' })
    expect(await box('FC-100000').count()).toBe(1)
  })

  test('failed days are named, and read again without losing the others', async () => {
    await visit('fallas')
    await search()
    await page.getByText('No se pudieron leer el 21/11/2026 y el 19/11/2026 de Casa central.').waitFor()
    await button('Reintentar').click()
    await page.getByText('No se pudieron leer').waitFor({ state: 'detached' })
    expect(await box('FC-100000').count()).toBe(1)
  })
})

const link = (name: string) => page.getByRole('link', { name, exact: true })
const seen = async () => (await open.calls('seeInbox')).flatMap(({ args }) => (args as { ids: number[] }).ids)
const hasta = async (name: 'listInbox' | 'startInbox') => (await open.calls(name)).map(({ args }) => (args as { hasta: string }).hasta)
const gone = (index: number, became: Became): InboxRow => inboxRow(index, { goneAt: Date.now(), became })
const visibility = (state: string) =>
  page.evaluate(
    `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
  )

describe('kept', () => {
  test('what is on disk is there at once and says how old it is; it is read anew by itself', async () => {
    await visit('guardados')
    await box('FC-100000').waitFor()
    await page.getByText(/^Actualizado \d\d:\d\d\.$/u).waitFor()
    await expect.poll(() => hasta('startInbox')).toHaveLength(1)
    expect(await hasta('startInbox')).toEqual(await hasta('listInbox'))
    await page.getByText('Buscá lo que quedó con error').waitFor({ state: 'detached' })
  })

  test('what nobody has ever read is not looked for without being asked', async () => {
    await visit('pocos')
    await page.getByText('Nunca se leyó.').waitFor()
    await page.getByText('Buscá lo que quedó con error').waitFor()
    expect(await open.calls('startInbox')).toEqual([])
  })

  test('what is no longer in error leaves, is picked no more, and says what became of it', async () => {
    await visit('guardados')
    await box('FC-100000').click()
    await box('FC-099998').click()
    await page.getByText('2 elegidos').waitFor()
    await tell({ gone: [gone(0, 'issued'), gone(1, 'issued')] })
    await tell({ gone: [gone(5, 'queued'), inboxRow(5_000, { goneAt: 1, became: 'deleted' })] })
    await page.getByText('Ya no están con error: 2 emitidos, 1 en cola.').waitFor()
    await page.getByText('1 elegido', { exact: true }).waitFor()
    expect(await box('FC-100000').count()).toBe(0)
    await tell({ rows: [inboxRow(0)] })
    await box('FC-100000').waitFor()
    await page.getByText('1 elegido', { exact: true }).waitFor()
  })

  test('only what is of the days that are shown joins, and what was given another date leaves', async () => {
    await visit('guardados')
    await box('FC-100000').waitFor()
    await tell({
      rows: [
        inboxRow(0, { fecha: '01/01/2030' }),
        inboxRow(200, { external_reference: 'LEJOS', fecha: '01/01/2020' }),
        inboxRow(201, { external_reference: 'CERCA' }),
      ],
    })
    await box('CERCA').waitFor()
    await expect.poll(() => box('FC-100000').count()).toBe(0)
    expect(await box('LEJOS').count()).toBe(0)
  })

  test('what is new is told to be seen once it is on the screen, once, and again when it is new again', async () => {
    await visit('guardados')
    await expect.poll(seen).toEqual([1, 2])
    await link('Actividad').click()
    await link('Con error').click()
    await box('FC-100000').waitFor()
    await tell({ rows: [inboxRow(3, { isNew: true }), inboxRow(4)] })
    await expect.poll(seen).toEqual([1, 2, 4])
  })

  test('what nobody can see is not told to be seen until the window is there', async () => {
    await visit('guardados')
    await expect.poll(seen).toEqual([1, 2])
    await visibility('hidden')
    await tell({ rows: [inboxRow(3, { isNew: true, statusText: 'CON ERROR' })] })
    await box('FC-099997').waitFor()
    expect(await seen()).toEqual([1, 2])
    await visibility('visible')
    await expect.poll(seen).toEqual([1, 2, 4])
  })

  test('a range that went up to the present day goes up to the next one on the next day', async () => {
    await visit('guardados')
    await box('FC-100000').waitFor()
    const [before] = await hasta('listInbox')
    await page.clock.setFixedTime(Date.now() + 24 * 3_600_000)
    await link('Actividad').click()
    await link('Con error').click()
    await expect.poll(async () => (await hasta('listInbox')).length).toBe(2)
    expect(readFecha((await hasta('listInbox'))[1]!)).toBe(readFecha(before!)! + 1)
  })
})

describe('picking', () => {
  test('search, filters and sorting; what is picked stays picked and is counted', async () => {
    await visit('pocos')
    await search()
    await box('FC-099998').click()
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('ferreyra factura b')
    await expect.poll(() => box('FC-099998').count()).toBe(0)
    await page.getByText('1 elegido (1 no se ve con estos filtros)').waitFor()
    await all().click()
    await button('Quitar filtros').click()
    await expect.poll(() => box('FC-099998').isChecked()).toBe(true)
    await page.getByRole('combobox', { name: 'Tipo' }).selectOption('NOTA DE CREDITO A')
    await expect.poll(() => table().getByRole('row').count()).toBeLessThan(6)
    await button('Quitar filtros').click()
    await page.getByRole('combobox', { name: 'Cliente' }).fill('nandu')
    await expect.poll(() => table().getByText('Ñandú Viajes').count()).toBeGreaterThan(0)
    expect(await table().getByText('Lucía Ferreyra').count()).toBe(0)
    await button('Quitar filtros').click()
    await button('Total').click()
    await expect.poll(() => table().getByRole('columnheader', { name: 'Total' }).getAttribute('aria-sort')).toBe('descending')
    const first = await firstReference()
    await button('Total').click()
    await expect.poll(firstReference).not.toBe(first)
  })

  test('with the keyboard alone: rows, a range, the menu and back', async () => {
    await visit('pocos')
    await search()
    await box('FC-100000').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    expect([await box('FC-100000').isChecked(), await box('FC-099998').isChecked()]).toEqual([true, true])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Acciones de FC-099998')
  })

  test('everything that is shown, thirty thousand of it', async () => {
    await visit('muchos')
    await search()
    await page.locator('.filters-end').getByText('30.000 comprobantes con error').waitFor()
    await all().click()
    await button('Reenviar 30000').waitFor()
    expect(await table().getByRole('row').count()).toBeLessThan(100)
  })

  test('the menu copies, and links a pasted reason to the comprobante', async () => {
    await visit('pocos')
    await search()
    await button('Acciones de FC-099995').click()
    await page.getByRole('menuitem', { name: 'Copiar la referencia' }).click()
    await expect.poll(async () => (await open.calls('copyText')).map(({ args }) => args)).toEqual([{ text: 'FC-099995' }])
    await button('Acciones de FC-099995').click()
    await page.getByRole('menuitem', { name: 'Explicar un error' }).click()
    await page.getByRole('textbox', { name: 'Texto del error' }).fill('10016')
    await button('Explicar y anotar').click()
    await page.getByText('Queda anotado como motivo de FC-099995.').waitFor()
    expect(await open.calls('giveReason')).toMatchObject([{ args: { pointOfSaleId: 'pdv-1', external_reference: 'FC-099995', text: '10016' } }])
  })
})

describe('resending', () => {
  test('leaves out what resending cannot help, and what is on its way; the person can put the first back', async () => {
    await visit('pocos')
    await ask()
    const wrong = dialog().getByRole('checkbox', { name: /El vencimiento de pago/u })
    expect(await wrong.isChecked()).toBe(false)
    await dialog().getByText('Ya están en camino').waitFor()
    const confirm = dialog().getByRole('button', { name: /^Reenviar \d/u })
    const before = Number((await confirm.textContent())?.replace(/\D/gu, ''))
    await wrong.click()
    await dialog()
      .getByRole('button', { name: `Reenviar ${before + 2}` })
      .and(page.locator(':enabled'))
      .click()
    await page.getByText('En la lista ves cómo va cada uno').waitFor()
    const sent = await placed()
    expect(sent).toContain('FC-100000')
    expect(sent).not.toContain('FC-099998')
    expect(sent).toHaveLength(before + 2)
    // Two points of sale, a batch each.
    expect(await open.calls('placeOrders')).toHaveLength(2)
    await table().getByRole('row').filter({ hasText: 'FC-099997' }).getByText('En espera').waitFor()
  })

  test('the set is frozen: what fails meanwhile does not join it', async () => {
    await visit('pocos')
    await ask()
    const confirm = dialog()
      .getByRole('button', { name: /^Reenviar \d/u })
      .and(page.locator(':enabled'))
    const name = await confirm.textContent()
    await tell({ rows: [inboxRow(100, { external_reference: 'NUEVA' })] })
    expect(await confirm.textContent()).toBe(name)
    await confirm.click()
    await page.getByText('En la lista ves cómo va cada uno').waitFor()
    expect(await placed()).not.toContain('NUEVA')
    await box('NUEVA').waitFor()
  })

  test('a double click on the button does not confirm', async () => {
    await visit('pocos')
    await search()
    await box('FC-099997').click()
    await button('Reenviar 1').dblclick()
    await dialog().getByText('Puede costar hasta 2 solicitudes').waitFor()
    expect(await placed()).toEqual([])
  })

  test('where nothing helps, it says so and nothing is sent', async () => {
    await visit('perdidos')
    await ask()
    await dialog().getByText('reenviar no arregla ninguno').waitFor()
    expect(
      await dialog()
        .getByRole('button', { name: /^Reenviar/u })
        .count(),
    ).toBe(0)
    await dialog().getByRole('button', { name: 'Volver' }).click()
    expect(await placed()).toEqual([])
  })
})
