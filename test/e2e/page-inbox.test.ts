/** What the screen Con error shows when a person looks at it; the main process is a fake behind the same contract. */
import { describe, expect, test } from 'vitest'
import { readFecha } from '#contract/argentina.ts'
import type { Became, InboxRow } from '#contract/model/inbox.ts'
import { box, button, choose, rowOf, table, tell, visit } from './page-preview/inbox-page.ts'
import { inboxRow } from './page-preview/inbox-scenes.ts'
import { open, openPages, page, visit as visitScene } from './page-preview/visit.ts'

openPages()

describe('looking', () => {
  test('the window opens on what is in error, which is read without asking', async () => {
    await visitScene('errores-pocos#')
    await page.getByRole('heading', { level: 1, name: 'Con error' }).waitFor()
    await page.getByRole('link', { name: 'Con error', exact: true }).and(page.locator('[aria-current=page]')).waitFor()
    expect(await page.getByRole('navigation').getByRole('link').first().textContent()).toBe('Con error')
    await box('FC-100000').waitFor()
    expect(await open.calls('startInbox')).toHaveLength(1)
  })

  test('before there is a point of sale it welcomes', async () => {
    await visitScene('primera#')
    await page.getByRole('textbox', { name: 'API key' }).waitFor()
    expect(await open.calls('startInbox')).toEqual([])
  })

  test('shows what is in error with its reason, and asks for the range that is chosen', async () => {
    await visit('pocos')
    await rowOf('FC-099997').getByText('ARCA tuvo una falla interna (501)').waitFor()
    await rowOf('FC-099999').filter({ hasText: 'Referencia repetida' }).first().waitFor()
    await table().getByText('Reencola no conoce este estado: EN REVISION MANUAL').waitFor()
    await rowOf('FC-099998').getByText('Reencolado').waitFor()
    await choose('Fechas: 30 días', 'Hoy')
    await button('Fechas: Hoy').waitFor()
    const asked = (await open.calls('startInbox')).map(({ args }) => args as { desde: string; hasta: string })
    expect(asked).toHaveLength(2)
    expect(asked[0]?.desde).not.toBe(asked[0]?.hasta)
    expect(asked[1]?.desde).toBe(asked[1]?.hasta)
  })

  test('a range that cannot be is not asked for', async () => {
    await visit('pocos')
    await choose('Fechas: 30 días', 'Elegir fechas…')
    await page.getByRole('group', { name: 'Hasta' }).getByRole('spinbutton').last().pressSequentially('2001')
    await button('Ver estas fechas').click()
    await page.getByRole('alert').getByText('tiene que ser anterior').waitFor()
    expect(await open.calls('startInbox')).toHaveLength(1)
  })

  test.each([
    ['Desde', 0],
    ['Hasta', 2],
  ])('a range whose %s is not whole is not asked for, and the field gets the focus', async (label, at) => {
    await visit('pocos')
    await choose('Fechas: 30 días', 'Elegir fechas…')
    const segment = page.getByRole('group', { name: label }).getByRole('spinbutton').nth(at)
    await segment.click()
    for (let digit = 0; digit < 4; digit++) await segment.press('Backspace')
    await button('Ver estas fechas').click()
    await page.getByText('Completá día, mes y año.').waitFor()
    await expect.poll(() => page.evaluate("document.activeElement.closest('.field')?.textContent")).toContain(label)
    expect(await open.calls('startInbox')).toHaveLength(1)
  })

  test('progress, cancel and going on', async () => {
    await visit('leyendo')
    await page.getByRole('progressbar').waitFor()
    await page.getByText('Leyendo: 37 %').waitFor()
    await button('Cancelar').click()
    await page.getByText('Cancelaste la lectura: faltan 19 consultas.').waitFor()
    await button('Seguir leyendo').click()
    await page.getByText('Cancelaste la lectura').waitFor({ state: 'detached' })
    expect(await box('FC-100000').count()).toBe(1)
  })

  test('failed days are named, and read again without losing the others', async () => {
    await visit('fallas')
    await page.getByText('No se pudieron leer el 21/11/2026 y el 19/11/2026 de Casa central.').waitFor()
    await button('Reintentar').click()
    await page.getByText('No se pudieron leer').waitFor({ state: 'detached' })
    expect(await box('FC-100000').count()).toBe(1)
  })

  test('one cause keeps thirty points of sale from being read: one message, and which they are behind it', async () => {
    await visit('caidos')
    await page.getByText('No se pudieron leer todos los días de 30 puntos de venta.').waitFor()
    expect(await page.locator('.con-error .message').count()).toBe(1)
    await page.getByText('Ver cuáles').click()
    await page.getByText(/de Feria 03/u).waitFor()
  })
})

test('where nothing is in error that is said, also while a filter is on', async () => {
  await visit('vacio')
  const nothing = page.getByText('No hay nada con error en esas fechas')
  await nothing.waitFor()
  await page.getByRole('searchbox', { name: 'Buscar' }).fill('FC')
  await button('Quitar filtros').waitFor()
  expect(await nothing.count()).toBe(1)
})

describe('credentials that are refused', () => {
  test.each([
    ['rechazado', '#ajustes/puntos-de-venta/pdv-2'],
    ['rechazados', '#ajustes/puntos-de-venta'],
  ])('lead to the row of the point of sale, and of several to their list: %s', async (scene, address) => {
    await visit(scene)
    await button('Ir a Ajustes').click()
    await expect.poll(() => page.evaluate('location.hash')).toBe(address)
    if (scene === 'rechazado') await page.getByRole('region', { name: 'Editar Sucursal Rosario' }).waitFor()
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
    await page.getByText(/^Actualizado \d\d:\d\d/u).waitFor()
    await expect.poll(() => hasta('startInbox')).toHaveLength(1)
    expect(await hasta('startInbox')).toEqual(await hasta('listInbox'))
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
    await page.getByRole('heading', { name: 'Actividad', level: 1 }).waitFor()
    await link('Con error').click()
    await expect.poll(async () => readFecha((await hasta('listInbox')).at(-1)!)).toBe(readFecha(before!)! + 1)
  })
})
