/** What the list of everything that was resent does when a person uses it, and what a story opened from it does. */
import { expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const table = () => page.getByRole('grid', { name: 'Actividad', exact: true })
const rowOf = (reference: string) => table().getByRole('row').filter({ hasText: reference })

/** Keeps what the page wants opened in the person's browser. @returns reads what it was */
async function keepOpened(): Promise<() => Promise<string[]>> {
  await page.evaluate('window.opened = []; window.open = (url) => void window.opened.push(url)')
  return () => page.evaluate('window.opened')
}

test('one row an order, with its reference, its state in words and its cost; live', async () => {
  await visit('trabajando#actividad')
  await expect.poll(() => table().getByRole('row').count()).toBe(15)
  await rowOf('FC-2026-00009').getByText('Verificando si llegó').waitFor()
  await rowOf('FC-2026-00013').getByText('Frenado: cupo agotado').waitFor()
  await open.fake('settle("FC-2026-00009", "issued")')
  await rowOf('FC-2026-00009').getByText('Emitido').waitFor()
  await rowOf('FC-2026-00009').getByText('1 solicitud').waitFor()
})

test('filters by state, point of sale and reference', async () => {
  await visit('trabajando#actividad')
  await page.getByLabel('Estado').selectOption('Enviando')
  await expect.poll(() => table().getByRole('row').count()).toBe(3)
  await page.getByRole('button', { name: 'Quitar filtros' }).click()
  await page.getByLabel('Punto de venta').selectOption('Sucursal Rosario')
  await expect.poll(() => table().getByRole('row').count()).toBe(5)
  await page.getByRole('searchbox', { name: 'Buscar referencia' }).fill('00012')
  await expect.poll(() => table().getByRole('row').count()).toBe(2)
  await page.getByRole('searchbox', { name: 'Buscar referencia' }).fill('no hay')
  await page.getByText('Ningún reenvío coincide').waitFor()
})

test('of a hundred thousand rows only those in sight exist, and the keyboard reaches the last', async () => {
  await visit('muchas#actividad')
  const first = page.getByRole('button', { name: 'FC-100000', exact: true })
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('FC-099999')
  await page.keyboard.press('End')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('FC-000001')
  expect(await table().getByRole('row').count()).toBeLessThan(60)
  expect(await table().getAttribute('aria-rowcount')).toBe('100001')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Reenvío de FC-000001' }).waitFor()
})

test('a story has only the actions of its state', async () => {
  await visit('trabajando#actividad')
  await page.getByRole('button', { name: 'FC-2026-00002', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Reenvío de FC-2026-00002' })
  await dialog.getByText('sale una sola vez más').waitFor()
  expect(await dialog.getByRole('button').allTextContents()).toEqual(['', 'Enviar de nuevo', 'Dar por enviado', 'Descartar'])
  await dialog.getByRole('button', { name: 'Dar por enviado' }).click()
  await dialog.getByText('Reencolado', { exact: true }).waitFor()
  expect(await open.calls('decideOrder')).toMatchObject([{ args: { id: 2, decision: 'assume-sent' } }])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await rowOf('FC-2026-00002').getByText('Reencolado').waitFor()
})

test('an action that is too late says so where it was tried', async () => {
  await visit('trabajando#actividad')
  await open.fake('refuse.cancelOrder = "action-not-allowed"')
  await page.getByRole('button', { name: 'FC-2026-00014', exact: true }).click()
  await page.getByRole('button', { name: 'Cancelar reenvío' }).click()
  await page.getByRole('dialog').locator('.message').getByText('Eso ya no se puede hacer').waitFor()
})

test('a PDF on a foreign site is not opened: its address can be copied', async () => {
  await visit('pdf-afuera#actividad')
  await page.getByRole('button', { name: 'FC-AFUERA', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const opened = await keepOpened()
  await dialog.getByRole('button', { name: 'Abrir el PDF' }).click()
  await dialog.getByRole('button', { name: 'Copiar', exact: true }).click()
  expect((await open.calls('copyText'))[0]?.args).toEqual({ text: 'https://archivos.example/ejemplo.pdf' })
  expect(await opened()).toEqual([])
})

test('the link to a PDF is asked for at each press; meanwhile the button says so', async () => {
  await visit('trabajando#actividad')
  await page.getByRole('button', { name: 'FC-2026-00007', exact: true }).click()
  const opened = await keepOpened()
  const dialog = page.getByRole('dialog')
  // What the story asks for is not to be held.
  await dialog.getByRole('button', { name: 'Abrir el PDF' }).waitFor()
  await open.fake('release = window.reencola.hold()')
  await dialog.getByRole('button', { name: 'Abrir el PDF' }).click()
  await dialog.getByRole('button', { name: 'Pidiendo el PDF…' }).waitFor()
  expect(await opened()).toEqual([])
  await open.fake('release()')
  await dialog.getByRole('button', { name: 'Abrir el PDF' }).click()
  await expect.poll(opened).toEqual(['https://www.tusfacturas.app/comprobantes/ejemplo.pdf', 'https://www.tusfacturas.app/comprobantes/ejemplo.pdf'])
  expect(await open.calls('freshPdf')).toHaveLength(2)
  // Nowhere on the page is there a link that will be dead tomorrow.
  expect(await page.locator('a[href*="pdf"]').count()).toBe(0)
})

test.each([
  ['pdf-perdido', 'FC-SIN-PDF', '', 'TusFacturasAPP no muestra este comprobante'],
  ['pdf-perdido', 'FC-SIN-PDF', 'refuse.freshPdf = "credentials-undecryptable"', 'Hay que volver a cargar las credenciales'],
])('a PDF that cannot be had (%s): words say so, and nothing is opened', async (scene, reference, prepare, words) => {
  await visit(`${scene}#actividad`)
  if (prepare) await open.fake(prepare)
  await page.getByRole('button', { name: reference, exact: true }).click()
  const opened = await keepOpened()
  await page.getByRole('button', { name: 'Abrir el PDF' }).click()
  await page.getByRole('dialog').getByText(words).first().waitFor()
  expect(await opened()).toEqual([])
})

test('sending again opens the new order, which says what it repeats', async () => {
  await visit('trabajando#actividad')
  await page.getByRole('button', { name: 'FC-2026-00004', exact: true }).click()
  await page.getByRole('button', { name: 'Enviar igual' }).click()
  await page.getByRole('button', { name: 'Sí, enviar' }).and(page.locator(':enabled')).click()
  await page.getByText('Repite un reenvío anterior').waitFor()
  expect(await open.calls('resendOrder')).toMatchObject([{ args: { id: 4 } }])
})

test('a batch is cancelled after saying what still goes, and then reports', async () => {
  await visit('trabajando#actividad')
  await page.getByRole('button', { name: /^Lote de/u }).click()
  await page.getByRole('heading', { name: /^Lote de/u, level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Cancelar lote' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('Si justo uno está saliendo, ese sigue').waitFor()
  await dialog.getByRole('button', { name: 'Cancelar lote' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Volver a la lista' }).click()
  // Nobody sent what was cancelled, and what is in the queue is not issued: each is counted as what it is.
  await page.getByText('200 comprobantes: 60 en la cola de TusFacturasAPP, 3 no encontrados, 1 en verificación, 136 cancelados').waitFor()
  await page.getByRole('button', { name: /^Ocultar: Lote/u }).click()
  await page.getByRole('list', { name: 'Lotes' }).waitFor({ state: 'detached' })
})
