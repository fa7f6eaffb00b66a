/** What became of a batch, and what can be done about it; the main process is a fake behind the same contract. */
import { beforeEach, expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const lote = () => page.getByRole('grid', { name: 'Lote', exact: true })
const rows = () => lote().getByRole('row')
const rowOf = (reference: string) => rows().filter({ hasText: reference })
/** @returns the name of the element with the focus, where that stands in the table */
const focused = () => page.evaluate('document.activeElement.closest("table") && document.activeElement.tagName')
const button = (name: string | RegExp) => page.getByRole('button', { name })
/** @returns the colour that a token of the theme gives a background */
const groundOf = (token: string) =>
  page.evaluate<string>(`(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.backgroundColor = 'var(--${token})'
    const { backgroundColor } = getComputedStyle(probe)
    probe.remove()
    return backgroundColor
  })()`)

beforeEach(async () => {
  await visit('lote')
  await rows().nth(8).waitFor()
})

test('is grouped by cause, errors first, with one explanation and one button a group', async () => {
  const heads = await lote().getByRole('rowheader').allTextContents()
  expect(heads).toEqual([
    expect.stringMatching(/^La fecha ya no es válida para ARCA \(10016\) · 2 comprobantes\. .*Cambiar fecha…$/u),
    expect.stringMatching(/^Falta la condición de IVA del cliente \(10246\) · 1 comprobante\. .*Qué corregir$/u),
    expect.stringMatching(/^No hay un comprobante.* · 1 comprobante\. .*Qué revisar$/u),
    '12 sin nada que hacer: 9 emitidos, 3 en la cola de TusFacturasAPP',
  ])
})

test('says how many, where and what they cost, and the sums agree', async () => {
  await page.getByText(/16 comprobantes · Casa central 01 · 15 solicitudes de tu abono/u).waitFor()
  const chips = await page.getByRole('group', { name: 'Mostrar solo' }).getByRole('button').allTextContents()
  expect(chips.map((chip) => chip.replace(/\s+/gu, ' '))).toEqual(['Emitidos 9', 'En cola 3', 'Con error 3', 'No encontrados 1'])
  await page.getByRole('img', { name: '9 emitidos, 3 en la cola de TusFacturasAPP, 3 con error, 1 no encontrado' }).waitFor()
})

test('what needs nothing is folded, and opens', async () => {
  expect(await rowOf('FC-099990').count()).toBe(0)
  await button(/sin nada que hacer/u).click()
  await rowOf('FC-099990').getByText('Emitido').waitFor()
})

test('a chip shows only its own, and shows all again', async () => {
  await button(/^En cola/u).click()
  await expect.poll(() => lote().getByText('Reencolado').count()).toBe(3)
  expect(await lote().getByText('Sigue con error').count()).toBe(0)
  await button(/^En cola/u).click()
  await lote().getByText('Sigue con error').first().waitFor()
})

test('the list is copied in columns', async () => {
  await button('Copiar lista').click()
  await page.getByText('Lista copiada.').waitFor()
  const [copied] = await open.calls('copyText')
  const { text } = (copied?.args ?? { text: '' }) as { text: string }
  const lines = text.split('\n')
  expect(lines).toHaveLength(17)
  expect(lines[1]?.split('\t').slice(0, 2)).toEqual(['Sigue con error', 'FC-100002'])
})

test('a list that the clipboard does not take says why, and not that it is long', async () => {
  await open.fake('refuse.copyText = "internal"')
  await button('Copiar lista').click()
  await page.locator('.message').getByText('Reencola tuvo un problema').waitFor()
  expect(await page.getByText('demasiado larga').count()).toBe(0)
  await open.fake('refuse = {}')
  await button('Copiar lista').click()
  await page.getByText('Lista copiada.').waitFor()
  expect(await page.getByText('Reencola tuvo un problema').count()).toBe(0)
})

test('a notification about what has been settled since says that nothing is left, and asks nothing', async () => {
  await open.fake('navigate({ screen: "actividad", batchId: 4711, resend: true })')
  const dialog = page.getByRole('dialog', { name: 'Nada para reenviar' })
  await dialog.getByText('No queda ninguno que se pueda reenviar ahora.').waitFor()
  expect(await dialog.getByRole('button', { name: /^Reenviar/u }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Cerrar' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await open.calls('placeOrders')).toEqual([])
})

test('a group of which nobody knows why has the button that its words name', async () => {
  await visit('trabajando')
  const head = rows().filter({ hasText: 'Sigue con error · 1 comprobante' })
  await head.getByText('pegalo en «Explicar un error»').waitFor()
  await head.getByRole('button', { name: /Explicar un error/u }).click()
  await page.getByRole('dialog', { name: /^Explicar el error de/u }).waitFor()
})

test('a group gets one new date, asked for once', async () => {
  await button(/^Cambiar fecha/u).click()
  const dialog = page.getByRole('dialog', { name: 'Cambiar la fecha de 2 comprobantes' })
  await dialog.getByText('Cuesta 2 solicitudes de tu abono, una por comprobante').waitFor()
  await dialog.getByRole('button', { name: 'Cambiar la fecha de 2' }).and(page.locator(':enabled')).click()
  await dialog.getByText('2 comprobantes tienen la fecha nueva.').waitFor()
  expect(await open.calls('changeDates')).toMatchObject([{ args: { items: [{ external_reference: 'FC-100002' }, { external_reference: 'FC-100003' }] } }])
})

test('what is sent again takes the place of what failed, and the batch keeps its own cost', async () => {
  await page.evaluate('window.reencola.call("resendOrder", { id: 15 }).then(() => undefined)')
  await rowOf('FC-100004').getByText('En espera').waitFor()
  await open.fake('settle("FC-100004", "issued")')
  await page.getByRole('img', { name: /^10 emitidos, 3 en la cola de TusFacturasAPP, 2 con error/u }).waitFor()
  await page.getByText(/15 solicitudes de tu abono/u).waitFor()
})

test('the arrows reach heads and rows, and Enter opens the story', async () => {
  await lote().getByRole('button', { name: 'FC-100002' }).focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Cambiar fecha…')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('FC-100002')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Reenvío de FC-100002' }).waitFor()
})

test('Tab enters what is all under way, whose head has no button, and the arrows go on from there', async () => {
  await page.evaluate('window.reencola.call("resendOrder", { id: 15 }).then(() => undefined)')
  await rowOf('FC-100004').getByText('En espera').waitFor()
  await button(/^En curso/u).click()
  await expect.poll(() => rows().count()).toBe(3)
  await lote().locator('[data-control][tabindex="0"]').waitFor({ state: 'attached', timeout: 3000 })
  await button('Copiar lista').focus()
  for (let tabs = 0; tabs < 5 && (await focused()) === null; tabs++) await page.keyboard.press('Tab')
  expect(await focused()).toBe('TH')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('FC-100004')
  await page.keyboard.press('ArrowUp')
  await expect.poll(focused).toBe('TH')
})

test('a row of Actividad leads to its Lote, and back', async () => {
  await page.getByRole('link', { name: 'Actividad' }).click()
  await page
    .getByRole('grid', { name: 'Actividad' })
    .getByRole('button', { name: /ver su lote$/u })
    .first()
    .click()
  await page.getByRole('heading', { name: /^Lote de/u, level: 1 }).waitFor()
  await button('Volver a la lista').click()
  await page.getByRole('heading', { name: 'Actividad', level: 1 }).waitFor()
})

test('a message goes with the text that it was said of', async () => {
  const field = page.getByRole('textbox', { name: 'Referencias externas' })
  await page.locator('input[type=file]').setInputFiles({ name: 'lista.txt', mimeType: 'text/plain', buffer: Buffer.from('FC-2\nFC-3\n') })
  await page.getByText('Se agregaron 2 referencias de lista.txt.').waitFor()
  await button('Vaciar').click()
  await page.getByText('Se agregaron 2 referencias').waitFor({ state: 'detached' })
  await page.locator('input[type=file]').setInputFiles({ name: 'vacio.txt', mimeType: 'text/plain', buffer: Buffer.from('') })
  await page.locator('.send-form .message').waitFor()
  await field.fill('FC-4')
  await page.locator('.send-form .message').waitFor({ state: 'detached' })
})

test('number and CAE of an issued one are copied from its row, and its PDF is asked for anew at each press', async () => {
  await button(/sin nada que hacer/u).click()
  const row = rowOf('FC-099990')
  const choose = async (item: string) => {
    await row.getByRole('button', { name: 'Comprobante de FC-099990' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Copiar el número')
  await choose('Copiar el CAE')
  await choose('Abrir el PDF')
  await choose('Abrir el PDF')
  await expect.poll(() => open.calls('freshPdf')).toHaveLength(2)
  const copied = (await open.calls('copyText')).map(({ args }) => (args as { text: string }).text)
  expect(copied).toEqual([expect.stringMatching(/^\d{5}-\d{8}$/u), expect.stringMatching(/^\d+$/u)])
  expect(await page.getByRole('dialog').count(), 'a press in the row of its menu does not open its story').toBe(0)
})

test('what could not be copied is said, and marked where it was asked for', async () => {
  await button(/sin nada que hacer/u).click()
  const menu = rowOf('FC-099990').getByRole('button', { name: 'Comprobante de FC-099990' })
  const copy = async () => {
    await menu.click()
    await page.getByRole('menuitem', { name: 'Copiar el CAE' }).click()
  }
  await open.fake("refuse.copyText = 'internal'")
  await copy()
  await expect.poll(() => menu.getAttribute('title')).toBe('Reencola tuvo un problema')
  expect(await page.locator('[role=log][aria-live=assertive]').textContent()).toContain('Reencola tuvo un problema')
  await open.fake('refuse = {}')
  await copy()
  await expect.poll(() => menu.getAttribute('title')).toBe('CAE: copiado.')
})

test.each([
  ['lote-rechazado', '#ajustes/puntos-de-venta/pdv-17'],
  ['lote-rechazados', '#ajustes/puntos-de-venta'],
])('refused credentials lead to the row of the point of sale, and of several to their list: %s', async (scene, address) => {
  await visit(scene)
  await lote().getByRole('rowheader').getByRole('button').click()
  await expect.poll(() => page.evaluate('location.hash')).toBe(address)
})

test('Excel saves this batch, and nothing else', async () => {
  await page.getByRole('button', { name: 'Guardar para Excel' }).click()
  await page.getByText('1.000 reenvíos guardados en').waitFor()
  expect((await open.calls('exportOrders')).map(({ args }) => args)).toEqual([{ batchId: 7 }])
})

test('what is back in the queue is blue: only what is issued is green', async () => {
  await button(/sin nada que hacer/u).click()
  await rowOf('FC-099990').waitFor()
  const looks = await page.evaluate<{ label: string; ground: string }[]>(
    "[...document.querySelectorAll('.badge')].map((badge) => ({ label: badge.textContent.trim(), ground: getComputedStyle(badge).backgroundColor }))",
  )
  const labelsOn = (ground: string) => [...new Set(looks.filter((look) => look.ground === ground).map(({ label }) => label))].toSorted()
  expect(labelsOn(await groundOf('good-ground'))).toEqual(['Emitido', 'Emitidos'])
  expect(labelsOn(await groundOf('working-ground'))).toEqual(['En cola', 'Reencolado'])
})
