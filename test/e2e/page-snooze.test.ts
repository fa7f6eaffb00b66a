/** Noting something about a comprobante in error, and putting it off. */
import { describe, expect, test } from 'vitest'
import { box, button, chip, choose, dialog, rowOf, rows, said, table, tell, visit } from './page-preview/inbox-page.ts'
import { inboxRow } from './page-preview/inbox-scenes.ts'
import { open, openPages, page } from './page-preview/visit.ts'

openPages()

const menu = async (reference: string, item: string) => {
  await button(`Acciones de ${reference}`).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const given = async (name: 'noteInbox' | 'snoozeInbox') => (await open.calls(name)).map(({ args }) => args as Record<string, unknown>)
const description = (reference: string) =>
  page.evaluate<string>(
    `document.querySelector('input[aria-label="${reference}"]').getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')`,
  )

describe('a note', () => {
  test('is written from the menu of a row, shown in it, found by the search, and read in full beside the list', async () => {
    await visit('pocos')
    await menu('FC-099996', 'Anotar…')
    await dialog().getByRole('textbox', { name: 'Nota' }).fill('Esperamos el CUIT nuevo 🧾\nlo trae Marta')
    await button('Guardar').click()
    await dialog().waitFor({ state: 'detached' })
    expect(await given('noteInbox')).toMatchObject([{ note: 'Esperamos el CUIT nuevo 🧾\nlo trae Marta' }])
    await rowOf('FC-099996')
      .getByTitle(/^Nota: Esperamos/u)
      .waitFor()
    expect(await description('FC-099996')).toContain('Nota: Esperamos el CUIT nuevo 🧾')
    expect(await said()).toContain('Nota guardada.')
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('marta')
    await expect.poll(() => rows().count()).toBe(1)
    await button('FC-099996').click()
    await dialog().getByText('lo trae Marta').waitFor()
    await button('Cambiar la nota…').click()
    await page.getByRole('textbox', { name: 'Nota' }).fill(' ')
    await button('Guardar').click()
    await dialog().getByText('lo trae Marta').waitFor({ state: 'detached' })
    expect((await given('noteInbox')).at(-1)).toMatchObject({ note: '' })
  })

  test('of 5,000 characters is not cut: it says by how much it is too long, and keeps what was typed', async () => {
    await visit('pocos')
    await menu('FC-099996', 'Anotar…')
    const field = dialog().getByRole('textbox', { name: 'Nota' })
    await field.fill('x'.repeat(5_000))
    await dialog().getByText('La nota puede tener hasta 2.000 caracteres: sobran 3.000.').waitFor()
    await button('Guardar').click()
    expect(await given('noteInbox')).toEqual([])
    expect((await field.inputValue()).length).toBe(5_000)
    await field.fill('x'.repeat(2_000))
    await field.press('Control+Enter')
    await dialog().waitFor({ state: 'detached' })
    expect(await given('noteInbox')).toHaveLength(1)
  })

  test('is kept from a row that leaves error while it is written, and says so when nothing is kept of it any more', async () => {
    await visit('guardados')
    await menu('FC-099996', 'Anotar…')
    await tell({ gone: [inboxRow(4, { goneAt: 1, became: 'issued' })] })
    await box('FC-099996').waitFor({ state: 'detached' })
    await dialog().getByRole('textbox', { name: 'Nota' }).fill('salió bien')
    await open.fake("refuse.noteInbox = 'comprobante-missing'")
    await button('Guardar').click()
    await dialog().getByText('Ese comprobante ya no está en la lista').waitFor()
    expect(await dialog().getByRole('textbox', { name: 'Nota' }).inputValue()).toBe('salió bien')
    await open.fake('refuse = {}')
    await button('Guardar').click()
    await dialog().waitFor({ state: 'detached' })
    expect(await given('noteInbox')).toMatchObject([{ note: 'salió bien' }, { note: 'salió bien' }])
  })
})

describe('putting off', () => {
  test('adds a chip to the same line, in a small window too', async () => {
    await visit('pocos')
    await menu('FC-099997', 'Posponer…')
    await dialog().getByRole('button', { name: 'Posponer', exact: true }).click()
    await chip(/^1 pospuesto$/u).waitFor()
    const tops = "[...document.querySelectorAll('.chips > .chip')].map((each) => each.getBoundingClientRect().top)"
    await expect.poll(async () => (await page.evaluate<number[]>(tops)).length).toBe(5)
    expect(new Set(await page.evaluate<number[]>(tops)).size).toBe(1)
    await chip(/suelen? arreglarse reenviando$/u).waitFor()
  })

  test('takes a row out of the list and of its numbers; the chip shows it, and from there it comes back', async () => {
    await visit('pocos')
    await rowOf('FC-099997').getByText('ARCA tuvo una falla interna (501)').waitFor()
    const all = await rows().count()
    await menu('FC-099997', 'Posponer…')
    await dialog().getByText('las reglas no lo reenvían', { exact: false }).waitFor()
    await button('Posponer').click()
    await box('FC-099997').waitFor({ state: 'detached' })
    expect(await rows().count()).toBe(all - 1)
    await chip(/2 suelen arreglarse/u).waitFor()
    await page.getByText(`${all - 1} comprobantes`, { exact: true }).waitFor()
    await page
      .getByText(/^Pospuesto hasta el \d\d\/\d\d\/\d{4} 08:00\.$/u)
      .first()
      .waitFor()
    await chip(/1 pospuesto/u).click()
    expect(await rows().count()).toBe(1)
    expect(await description('FC-099997')).toContain('Pospuesto hasta el')
    await menu('FC-099997', 'Volver a la lista ahora')
    await page.getByText('Ningún comprobante coincide').waitFor()
    await button('Quitar filtros').last().click()
    await box('FC-099997').waitFor()
    expect((await given('snoozeInbox')).map(({ until }) => until !== undefined)).toEqual([true, false])
  })

  test('what main brings back at its time is in the list again', async () => {
    await visit('pocos')
    await box('FC-099997').waitFor()
    await tell({ rows: [inboxRow(3, { snoozedUntil: 9e12 })] })
    await box('FC-099997').waitFor({ state: 'detached' })
    await tell({ rows: [inboxRow(3, { isNew: true })] })
    await box('FC-099997').waitFor()
    await page.getByText('1 nuevo').waitFor()
  })

  test('until a day that is chosen; one that has passed is not taken', async () => {
    await visit('pocos')
    await menu('FC-099997', 'Posponer…')
    await page.getByRole('radio', { name: 'Hasta otra fecha' }).press(' ')
    await button('Posponer').click()
    await dialog().getByText('Completá día, mes y año.').waitFor()
    const segments = page.getByRole('group', { name: 'Hasta el día' }).getByRole('spinbutton')
    await segments.first().pressSequentially('01012020')
    await button('Posponer').click()
    await dialog().getByText('Elegí un día de mañana en adelante', { exact: false }).waitFor()
    expect(await given('snoozeInbox')).toEqual([])
    await segments.last().pressSequentially(String(new Date().getFullYear() + 1))
    await button('Posponer').click()
    const until = (await given('snoozeInbox'))[0]?.['until'] as number
    expect(new Date(until).toISOString()).toMatch(/-01-01T11:00:00\.000Z$/u)
  })

  test('of what is picked: it is picked no more, and the rest stays', async () => {
    await visit('pocos')
    for (const reference of ['FC-099997', 'FC-099996']) await box(reference).click()
    await button('Más acciones').click()
    await page.getByRole('menuitem', { name: 'Posponer…' }).click()
    await dialog().getByText('Posponer 2 comprobantes').waitFor()
    await button('Posponer').click()
    await chip(/2 pospuestos/u).waitFor()
    expect(await page.getByRole('region', { name: 'Elegidos' }).count()).toBe(0)
    expect(await given('snoozeInbox')).toMatchObject([{ ids: expect.arrayContaining([4, 5]) }])
  })

  test('is not offered for what is picked on the other side alone', async () => {
    await visit('pocos')
    await box('FC-099997').waitFor()
    await tell({ rows: [inboxRow(3, { snoozedUntil: 9e12 })] })
    await chip(/1 pospuesto/u).click()
    await box('FC-099997').click()
    await button('Más acciones').click()
    await page.getByRole('menuitem', { name: 'Volver a la lista ahora' }).waitFor()
    await page.keyboard.press('Escape')
    await chip(/1 pospuesto/u).click()
    await box('FC-099996').waitFor()
    await button('Más acciones').click()
    await page.getByRole('menuitem', { name: 'Copiar las referencias' }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Posponer…' }).count()).toBe(0)
  })

  test('everything: the list says so and leads to it', async () => {
    await visit('perdidos')
    await box('FC-100000').waitFor()
    await tell({ rows: [inboxRow(0, { snoozedUntil: 9e12 })] })
    await page.getByText('Todo lo de esas fechas está pospuesto').waitFor()
    await button('Ver los pospuestos').click()
    await box('FC-100000').waitFor()
  })

  test('of thirty thousand rows, some put off', async () => {
    await visit('muchos')
    await page.getByText('30.000 comprobantes', { exact: true }).waitFor()
    await tell({ rows: Array.from({ length: 400 }, (_, index) => inboxRow(index, { snoozedUntil: 9e12 })) })
    await page.getByText('29.600 comprobantes', { exact: true }).waitFor()
    await chip(/400 pospuestos/u).click()
    await expect.poll(() => table().getAttribute('aria-rowcount')).toBe('401')
    await choose('Tipo: todos', 'FACTURA A')
    await expect.poll(async () => Number(await table().getAttribute('aria-rowcount'))).toBeLessThan(401)
  })
})
