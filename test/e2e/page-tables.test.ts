/** Tables that are pasted, typed or dropped: nothing of them is sent before the person has seen what it will be. */
import type { Locator } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { smallest } from './harness/browser.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()
beforeEach(() => visit('trabajando'))

const field = () => page.getByRole('textbox', { name: 'Referencias externas' })
const send = (name: string) => page.getByRole('button', { name, exact: true })
const columnDialog = () => page.getByRole('dialog', { name: '¿Cuál es la columna de la referencia?' })
const confirmation = (title: string) => page.getByRole('dialog', { name: title })
const placed = async () => (await open.calls('placeOrders')).map(({ args }) => args)
const file = (name: string, text: string, encoding: BufferEncoding = 'utf8') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, encoding) })

/** As the keyboard does it, with what the clipboard of a spreadsheet holds. */
const paste = (text: string) =>
  page.evaluate(`(() => {
    const clipboard = new DataTransfer()
    clipboard.setData('text/plain', ${JSON.stringify(text)})
    const field = document.querySelector('textarea')
    if (field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true })))
      field.focus(), document.execCommand('insertText', false, ${JSON.stringify(text)})
  })()`)
const focused = () => page.evaluate<string>('document.activeElement?.closest("label")?.textContent ?? document.activeElement?.tagName')

const sales = 'Fecha\tReferencia\tCliente\tTotal\r\n17/10/2025\tVTA-1\tPerez, Juan\t121,00\r\n18/10/2025\tVTA-2\tGomez\t1.250,50\r\nTotal\t\t\t1.371,50\r\n'

test('a pasted table: its column is asked for with the keyboard, and what will be sent is shown before it is', async () => {
  await field().fill('FC-1')
  await paste(sales)
  await columnDialog().waitFor()
  expect(await columnDialog().locator('label.radio').allTextContents()).toEqual(['Fecha', 'Referencia', 'Cliente', 'Total'])
  await expect.poll(focused).toBe('Referencia')
  expect(await page.getByRole('radio', { name: 'Referencia', exact: true }).isChecked()).toBe(true)
  expect(await columnDialog().getByRole('table').getByRole('row').count()).toBe(4)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await send('Usar esta columna').press('Enter')
  const dialog = confirmation('¿Reenviar 2 comprobantes?')
  await dialog.getByText('De la columna «Referencia».').waitFor()
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual(expect.arrayContaining(['VTA-1', 'VTA-2']))
  expect(await placed()).toEqual([])
  await dialog.getByRole('button', { name: 'Reenviar 2' }).and(page.locator(':enabled')).click()
  await page.getByText('Quedaron guardados 2 reenvíos').waitFor()
  expect(await placed()).toEqual([{ pointOfSaleId: 'pdv-1', references: ['VTA-1', 'VTA-2'] }])
  expect(await field().inputValue()).toBe('FC-1')
})

const bottom = async (part: Locator) => {
  const box = await part.boundingBox()
  return (box?.y ?? Infinity) + (box?.height ?? 0)
}

test('in the smallest window three rows of the table are in sight beside the choice, without scrolling', async () => {
  await page.setViewportSize(smallest)
  const columns = Array.from({ length: 9 }, (_, at) => `Columna ${at}`)
  const row = (n: number) => columns.map((_, at) => `dato ${n}-${at}`).join('\t')
  await paste([columns.join('\t'), ...[1, 2, 3, 4, 5, 6].map(row)].join('\n'))
  await columnDialog().waitFor()
  const dialog = columnDialog()
  const edge = (await dialog.locator('.sheet-actions').boundingBox())?.y ?? 0
  const third = await bottom(dialog.getByRole('row').nth(3))
  // Neither below the dialog's edge nor cut off by what scrolls by itself.
  expect(third).toBeLessThanOrEqual(edge)
  expect(third).toBeLessThanOrEqual(await bottom(dialog.getByRole('region', { name: 'Primeras filas' })))
  expect(third).toBeGreaterThan(await bottom(dialog.getByRole('heading')))
  const choice = await dialog.locator('label.radio').first().boundingBox()
  expect(choice?.y).toBeGreaterThanOrEqual(third)
  expect(await bottom(dialog.locator('label.radio').first())).toBeLessThanOrEqual(edge)
})

test('going back sends nothing, and what was pasted is in the field as a table', async () => {
  await paste(sales)
  await columnDialog().getByRole('button', { name: 'Volver' }).click()
  await page.getByText('Parece una tabla.').waitFor()
  expect((await field().inputValue()).startsWith('Fecha\tReferencia')).toBe(true)
  await send('Reenviar').click()
  await columnDialog().waitFor()
  await page.keyboard.press('Escape')
  await columnDialog().waitFor({ state: 'detached' })
  expect(await placed()).toEqual([])
})

/** Drags `what` over the field of the form. @returns whether the page took it for itself; what it does not take the browser opens in its place */
const drag = (type: 'dragover' | 'dragleave' | 'drop', what: string) =>
  page.evaluate<boolean>(`(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(${what})
    return !document.querySelector('textarea').dispatchEvent(new DragEvent(${JSON.stringify(type)}, { dataTransfer, bubbles: true, cancelable: true }))
  })()`)

test('a file that is dropped on the form is read as one that is chosen, and the form shows where it may fall', async () => {
  const text = `Referencia;Total\r\nVTA-1;2,00\r\nVTA-2;3,00\r\n`
  const sheet = `new File([${JSON.stringify(text)}], 'ventas.csv', { type: 'text/csv' })`
  const marked = page.locator('form.dropping')
  expect(await drag('dragover', "'FC-1', 'text/plain'")).toBe(false)
  expect(await drag('dragover', sheet)).toBe(true)
  await marked.waitFor()
  await drag('dragleave', sheet)
  await marked.waitFor({ state: 'detached' })
  await drag('dragover', sheet)
  expect(await drag('drop', sheet)).toBe(true)
  const dialog = confirmation('¿Reenviar 2 comprobantes?')
  await dialog.getByText('De la columna «Referencia».').waitFor()
  expect(await marked.count()).toBe(0)
  expect(await placed()).toEqual([])
  await dialog.getByRole('button', { name: 'Reenviar 2' }).and(page.locator(':enabled')).click()
  await page.getByText('Quedaron guardados 2 reenvíos').waitFor()
  expect(await placed()).toEqual([{ pointOfSaleId: 'pdv-1', references: ['VTA-1', 'VTA-2'] }])
})

test('the choice is remembered for that heading', async () => {
  const table = 'Pedido;Venta\n1001;VTA-1\n1002;VTA-2'
  await paste(table)
  await page.getByRole('radio', { name: 'Venta' }).check({ force: true })
  await send('Usar esta columna').click()
  await confirmation('¿Reenviar 2 comprobantes?').getByRole('button', { name: 'Volver' }).click()
  await field().fill('')
  await paste(table)
  await confirmation('¿Reenviar 2 comprobantes?').getByText('De la columna «Venta».').waitFor()
  await page.getByRole('button', { name: 'Cambiar la columna' }).click()
  expect(await page.getByRole('radio', { name: 'Venta' }).isChecked()).toBe(true)
})

test('damaged numbers and totals are told, and never sent', async () => {
  await file('ventas.csv', 'Referencia;Total\r\n4,687E+11;1,00\r\nVTA-1;2,00\r\n12345,00;3,00\r\nTotal;6,00\r\n')
  const dialog = confirmation('¿Reenviar 2 comprobantes?')
  await dialog.getByText('4,687E+11 es un número dañado por Excel').waitFor()
  await dialog.getByText('No se envía una celda que no parece una referencia: Total.').waitFor()
  await dialog.getByText('Se sacó «,00» de 1 referencia.').waitFor()
  await dialog.getByRole('button', { name: 'Reenviar 2' }).and(page.locator(':enabled')).click()
  await page.getByText('Quedaron guardados 2 reenvíos').waitFor()
  expect(await placed()).toEqual([{ pointOfSaleId: 'pdv-1', references: ['VTA-1', '12345'] }])
  expect(await field().inputValue()).toBe('4,687E+11')
})

test.each([
  ['4,687E+11', 'Es un número dañado por Excel'],
  ['12345,67', 'Es un número dañado por Excel'],
])('%s in the field cannot be sent and says why', async (typed, said) => {
  await field().fill(typed)
  await page.getByText(said).waitFor()
  expect(await send('Reenviar').isEnabled()).toBe(false)
})

test.each(['Referencia\n100045\n100046', 'Código\n100045\n100046'])('one column with a heading: %j is confirmed without it', async (typed) => {
  await field().fill(typed)
  await send('Reenviar').click()
  const dialog = confirmation('¿Reenviar 2 comprobantes?')
  await dialog.getByRole('button', { name: 'Reenviar 2' }).and(page.locator(':enabled')).click()
  await page.getByText('Quedaron guardados 2 reenvíos').waitFor()
  expect(await placed()).toEqual([{ pointOfSaleId: 'pdv-1', references: ['100045', '100046'] }])
})

test('the reasons beside them are weighed, and kept when it is confirmed', async () => {
  await file('con motivos.csv', 'Referencia;Motivo\r\nFC-099995;10016 la fecha no es válida\r\nVTA-2;ARCA sin respuesta\r\nVTA-3;\r\n', 'latin1')
  const dialog = confirmation('¿Reenviar 3 comprobantes?')
  await dialog.getByText('Motivos: columna «Motivo» (2).').waitFor()
  expect(await open.calls('triageInbox')).toMatchObject([
    {
      args: {
        targets: [
          { external_reference: 'FC-099995', reason: '10016 la fecha no es válida' },
          { external_reference: 'VTA-2', reason: 'ARCA sin respuesta' },
          { external_reference: 'VTA-3' },
        ],
      },
    },
  ])
  expect(await open.calls('giveReasons')).toEqual([])
  await dialog.getByRole('button', { name: 'Reenviar 3' }).and(page.locator(':enabled')).click()
  await page.getByText('Quedaron guardados 3 reenvíos').waitFor()
  const names = (await open.calls()).map(({ name }) => name).filter((name) => name === 'giveReasons' || name === 'placeOrders')
  expect(names).toEqual(['giveReasons', 'placeOrders'])
})

test('a column with no reference says so and offers another', async () => {
  await paste('Fecha;Pedido;Venta\n17/10/2025;1.250,50;VTA-1\n18/10/2025;1.250,60;VTA-2')
  await page.getByRole('radio', { name: 'Pedido' }).check({ force: true })
  await send('Usar esta columna').click()
  await page.getByText('no hay ninguna referencia').waitFor()
  await page.getByRole('button', { name: 'Cambiar la columna' }).click()
  await page.getByRole('radio', { name: 'Venta' }).waitFor()
})

test('a file that is no table is refused beside the field', async () => {
  await page.locator('input[type=file]').setInputFiles({ name: 'foto.csv', mimeType: 'text/csv', buffer: Buffer.from([1, 0, 2, 0, 0, 3, 0, 0, 0]) })
  await page.getByText('No se pudo leer la tabla. No es una lista ni una tabla.').waitFor()
})

const offer = () => page.getByRole('button', { name: 'Usar la tabla copiada: 2 filas' })
const taken = async () => (await open.calls('takeCopiedTable')).length

describe('a table that was copied elsewhere', () => {
  test('is offered by its rows, read only when the person wants it, and asked about like a pasted one', async () => {
    await visit('tabla-copiada')
    await offer().waitFor()
    expect([await field().inputValue(), await taken()]).toEqual(['', 0])
    await offer().click()
    await columnDialog().waitFor()
    expect(await taken()).toBe(1)
    await send('Usar esta columna').click()
    const dialog = confirmation('¿Reenviar 2 comprobantes?')
    expect(await dialog.getByRole('listitem').allTextContents()).toEqual(expect.arrayContaining(['VTA-1', 'VTA-2']))
    expect(await placed()).toEqual([])
  })

  test('brought by the tray or the shortcut, it is asked about at once', async () => {
    await visit('tabla-copiada')
    await open.fake('navigate({ screen: "reenviar", offer: { from: "clipboard", references: [], table: true } })')
    await columnDialog().waitFor()
    expect(await placed()).toEqual([])
  })

  test('refused, it is not offered again', async () => {
    await visit('tabla-copiada')
    await page.getByRole('button', { name: 'No usar lo copiado' }).click()
    await offer().waitFor({ state: 'detached' })
    await page.evaluate('dispatchEvent(new Event("focus"))')
    await expect.poll(async () => (await open.calls('suggestFromClipboard')).length).toBeGreaterThan(1)
    expect([await offer().count(), await taken()]).toEqual([0, 0])
  })
})
