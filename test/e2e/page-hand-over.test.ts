/** The list of what is to be corrected: from Con error and from a batch. */
import { describe, expect, test } from 'vitest'
import type { HandOverLine } from '#contract/commands/hand-over.ts'
import { box, button, chip, dialog, read, rowOf, said, tell, visit } from './page-preview/inbox-page.ts'
import { inboxRow } from './page-preview/inbox-scenes.ts'
import { open, openPages, page, visit as visitScene } from './page-preview/visit.ts'

openPages()

const fromList = async () => {
  await button('Más acciones de la lista').click()
  await page.getByRole('menuitem', { name: 'Lista para corregir…' }).click()
  await dialog().getByRole('heading', { name: 'Lista para corregir' }).waitFor()
}
const given = async (name: 'copyHandOver' | 'exportHandOver') => (await open.calls(name)).map(({ args }) => (args as { lines: HandOverLine[] }).lines)

describe('from Con error', () => {
  test('begins with those that have to be corrected, and takes the others too when that is wanted', async () => {
    await visit('pocos')
    await rowOf('FC-100000').getByText('El vencimiento de pago').waitFor()
    await tell({ rows: [inboxRow(0, { note: 'vence el 5' })] })
    await fromList()
    await dialog().getByText('2 comprobantes, agrupados', { exact: false }).waitFor()
    await button('Copiar').click()
    await dialog().getByText('Se copiaron 2 comprobantes', { exact: false }).waitFor()
    const [lines] = await given('copyHandOver')
    expect(lines).toMatchObject([
      {
        reference: 'FC-100000',
        correct: 'Usá «Cambiar fecha…» con un vencimiento igual o posterior y después reenvialo.',
        reason: 'El vencimiento de pago es anterior a la fecha (10036)',
        client: 'Ferretería El Tornillo S.R.L.',
        document: '30700000000',
        tipo: 'FACTURA A',
        total: 1250.5,
        pointOfSale: 'Casa central',
        note: 'vence el 5',
      },
      { reference: 'FC-099994' },
    ])
    await page.getByRole('checkbox', { name: 'Solo los que hay que corregir (2)' }).press(' ')
    await button('Guardar para Excel').click()
    await dialog()
      .getByText(/comprobantes guardados en Para corregir/u)
      .waitFor()
    const [all] = await given('exportHandOver')
    // What is on its way is nobody's to correct.
    expect(all?.map(({ reference }) => reference)).not.toContain('FC-099998')
    expect(all).toHaveLength(12)
    expect(all?.map(({ correct }) => correct).filter((correct, index, every) => correct !== every[index - 1])).toHaveLength(3)
  })

  test('why each failed is looked up first; where nobody can say, there is no list', async () => {
    await visit('pocos')
    await read()
    await open.fake("refuse.triageInbox = 'storage-failed'")
    await fromList()
    await dialog().getByRole('button', { name: 'Copiar' }).and(page.locator(':disabled')).waitFor()
    await dialog().locator('.message[data-tone=bad]').waitFor()
    expect(await dialog().getByText('No se sabe por qué falló', { exact: false }).count()).toBe(0)
  })

  test('of what is picked, whatever the filters show', async () => {
    await visit('pocos')
    await read()
    for (const reference of ['FC-100000', 'FC-099997']) await box(reference).click()
    await chip(/suelen arreglarse/u).click()
    await button('Más acciones').click()
    await page.getByRole('menuitem', { name: 'Lista para corregir…' }).click()
    await page.getByRole('checkbox', { name: 'Solo los que hay que corregir (1)' }).press(' ')
    await button('Copiar').click()
    await expect.poll(async () => (await given('copyHandOver'))[0]?.map(({ reference }) => reference).toSorted()).toEqual(['FC-099997', 'FC-100000'])
  })

  test('thirty thousand are too many for the clipboard, and it says what to do', async () => {
    await visit('muchos')
    await read()
    await fromList()
    await button('Copiar').click()
    await dialog().getByText('demasiado larga para copiarla', { exact: false }).waitFor()
  })

  test('five hundred are printed as one table a group, with nothing of the window, and it goes when the dialog is closed', async () => {
    await visit('muchos')
    await read()
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('FC-0995')
    await page.getByText('100 de 30.000 comprobantes').waitFor()
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('')
    await tell({ gone: Array.from({ length: 29_500 }, (_, index) => inboxRow(index + 500, { goneAt: 1, became: 'issued' })) })
    await page.getByText('500 comprobantes', { exact: true }).waitFor()
    await fromList()
    await page.evaluate(`(() => {
      window.printed = null
      new MutationObserver(() => {
        const sheet = document.querySelector('.print-sheet')
        if (sheet) window.printed = { rows: sheet.querySelectorAll('tbody tr').length, heads: sheet.querySelectorAll('thead').length, text: sheet.textContent.slice(0, 60) }
      }).observe(document.body, { childList: true })
    })()`)
    await button('Imprimir').click()
    await dialog().getByText('La lista salió para la impresora.').waitFor()
    expect(await page.evaluate('window.printed')).toMatchObject({ rows: 500, heads: 1, text: expect.stringContaining('500 comprobantes') })
    await expect.poll(() => page.locator('.print-sheet').count()).toBe(0)
    expect(await said()).toContain('La lista salió para la impresora.')
  })

  test('a PC without a printer says so, and what to do instead', async () => {
    await visit('pocos')
    await read()
    await fromList()
    await open.fake("refuse.printPage = 'print-failed'")
    await button('Imprimir').click()
    await dialog().getByText('tocá «Guardar para Excel»', { exact: false }).waitFor()
    await open.fake('refuse.printPage = undefined')
    await button('Imprimir').click()
    await dialog().getByText('La lista salió para la impresora.').waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })
})

describe('from a batch', () => {
  test('its failed ones, with what is to be done about each', async () => {
    await visitScene('lote')
    await page.getByRole('button', { name: 'Lista para corregir' }).click()
    await dialog().getByText('agrupados por lo que hay que hacer', { exact: false }).waitFor()
    await button('Copiar').click()
    await dialog().getByText('Se copiaron', { exact: false }).waitFor()
    const references = (await given('copyHandOver'))[0]?.map(({ reference }) => reference)
    expect(references).toHaveLength(4)
    expect(references).toContain('FC-100002')
  })

  test('what is kept of each cannot be read: it says so, and there is no list', async () => {
    await visitScene('lote')
    await open.fake("refuse.inboxRows = 'storage-failed'")
    await page.getByRole('button', { name: 'Lista para corregir' }).click()
    await dialog().locator('.message[data-tone=bad]').waitFor()
    expect(await button('Copiar').isDisabled()).toBe(true)
  })
})
