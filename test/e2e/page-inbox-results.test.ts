/** What was done about comprobantes in error is seen, heard and read to its end, also when they leave the list by it. */
import { describe, expect, test } from 'vitest'
import { all, ask, box, button, dialog, placed, read, rowOf, rows, said, table, tell, visit } from './page-preview/inbox-page.ts'
import { inboxRow } from './page-preview/inbox-scenes.ts'
import { open, openPages, page } from './page-preview/visit.ts'

openPages()

const enabled = (name: string | RegExp) => button(name).and(page.locator(':enabled'))
const focused = () => page.evaluate<string>('document.activeElement.tagName')
const gone = (index: number) => inboxRow(index, { goneAt: Date.now(), became: 'deleted' })
const more = async (from: string, what: string) => {
  await button(from).click()
  await page.getByRole('menuitem', { name: what }).click()
}
const menu = async (reference: string, what: string) => {
  await button(`Acciones de ${reference}`).click()
  await page.getByRole('menuitem', { name: what }).click()
}
async function remove(reference: string) {
  await page.getByRole('textbox', { name: /escribí la referencia/iu }).fill(reference)
  await enabled('Eliminar de la cola').click()
  await page.getByText('El comprobante FACTURA B 00010-00000000 se ha eliminado correctamente.').waitFor()
}

describe('a result stays when the rows it is about leave', () => {
  test('dates of several that were picked', async () => {
    await visit('pocos')
    await read()
    await box('FC-100000').click()
    await box('FC-099998').click()
    await more('Más acciones', 'Cambiar fecha…')
    await enabled(/^Cambiar la fecha de 2$/u).click()
    await dialog().getByText('Costo: 2 solicitudes').waitFor()
    await tell({ gone: [gone(0), gone(2)] })
    await page.getByRole('region', { name: 'Elegidos' }).waitFor({ state: 'detached' })
    await dialog().getByText('Costo: 2 solicitudes').waitFor()
    await dialog().getByRole('button', { name: 'Cerrar' }).click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(focused).not.toBe('BODY')
  })

  test('the last row that a filter leaves, deleted from its menu', async () => {
    await visit('pocos')
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('FC-099997')
    await expect.poll(() => rows().count()).toBe(1)
    await menu('FC-099997', 'Eliminar de la cola…')
    await remove('FC-099997')
    await tell({ gone: [gone(3)] })
    await table().waitFor({ state: 'detached' })
    await page.getByRole('alertdialog').getByText('se ha eliminado correctamente').waitFor()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cerrar' }).click()
    await expect.poll(focused).not.toBe('BODY')
  })

  test('a row that was clicked hands the focus on to one beside it', async () => {
    await visit('pocos')
    await read()
    await box('FC-099996').click()
    await tell({ gone: [gone(4)] })
    await box('FC-099996').waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate("document.activeElement.closest('tbody')?.tagName ?? document.activeElement.outerHTML")).toBe('TBODY')
  })

  test('the last row hands the focus on to the one above it', async () => {
    await visit('pocos')
    await read()
    await button(/suelen arreglarse/u).click()
    await expect.poll(() => rows().count()).toBe(3)
    await box('FC-099995').click()
    await tell({ gone: [gone(5)] })
    await box('FC-099995').waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate("document.activeElement.closest('tr')?.textContent ?? ''")).toContain('FC-099996')
  })

  test('one that is open beside the list; then it says what became of it, and offers nothing more', async () => {
    await visit('pocos')
    await rowOf('FC-099997').getByText('Ñandú Viajes').click()
    const drawer = page.getByRole('dialog', { name: 'Comprobante FC-099997' })
    await drawer.getByText('Otras opciones').click()
    await drawer.getByRole('button', { name: 'Eliminar de la cola…' }).click()
    await remove('FC-099997')
    await tell({ gone: [gone(3)] })
    await box('FC-099997').waitFor({ state: 'detached' })
    await drawer.getByText('se ha eliminado correctamente').waitFor()
    await drawer.getByRole('button', { name: 'Volver' }).click()
    await drawer.getByText('Ya no está con error: se eliminó de la cola.').waitFor()
    expect((await said()).match(/elimin/giu)).toHaveLength(1)
    expect(await drawer.getByRole('button').count()).toBe(1)
    await drawer.getByText('Ñandú Viajes').waitFor()
    await expect.poll(focused).not.toBe('BODY')
  })

  test('what was resent from beside the list says so there', async () => {
    await visit('pocos')
    await rowOf('FC-099997').getByText('Ñandú Viajes').click()
    const drawer = page.getByRole('dialog', { name: 'Comprobante FC-099997' })
    await drawer.getByRole('button', { name: 'Reenviar…' }).click()
    await enabled('Reenviar 1').click()
    await drawer.getByText('Quedó guardado el reenvío').waitFor()
    expect(await said()).toContain('Quedó guardado el reenvío')
    expect(await placed()).toEqual(['FC-099997'])
  })
})

test('what changes of the comprobante that is open is heard', async () => {
  await visit('pocos')
  await rowOf('FC-099996').getByRole('button', { name: 'FC-099996', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Comprobante FC-099996' })
  await drawer.waitFor()
  await tell({ gone: [inboxRow(4, { goneAt: Date.now(), became: 'issued' })] })
  await drawer.getByText('Ya no está con error: se emitió.').waitFor()
  await expect.poll(said).toContain('Ya no está con error: se emitió.')
})

test('a story that is opened from a comprobante takes its place', async () => {
  await visit('pocos')
  await rowOf('FC-099997').getByText('Ñandú Viajes').click()
  const drawer = page.getByRole('dialog', { name: 'Comprobante FC-099997' })
  await drawer.getByText('Otras opciones').click()
  await drawer.getByRole('button', { name: 'Cambiar fecha…' }).click()
  await enabled('Cambiar la fecha').click()
  await drawer.getByRole('button', { name: 'Ver el reenvío' }).click()
  await drawer.waitFor({ state: 'detached' })
  await expect.poll(() => page.locator('.drawer').count()).toBe(1)
})

describe('copying', () => {
  test('one reference, and those that are picked, is seen and heard', async () => {
    await visit('pocos')
    await read()
    await menu('FC-099997', 'Copiar la referencia')
    await page.locator('main').getByText('Se copió FC-099997.').waitFor()
    expect(await said()).toContain('Se copió FC-099997.')
    await all().click()
    await more('Más acciones', 'Copiar las referencias')
    await page
      .locator('main')
      .getByText(/^Se copiaron \d+ referencias\.$/u)
      .waitFor()
    expect(await said()).toMatch(/Se copiaron \d+ referencias\./u)
  })

  test('what could not be copied says so', async () => {
    await visit('pocos')
    await read()
    await open.fake("refuse = { copyText: 'internal' }")
    await menu('FC-099997', 'Copiar la referencia')
    await page.locator('main .message[data-tone=bad]').waitFor()
    expect(await page.getByText('Se copió').count()).toBe(0)
  })
})

test('what was looked at is new no more in the count either', async () => {
  await visit('guardados')
  await page.getByText(/comprobantes · 2 nuevos$/u).waitFor()
  await page.getByRole('link', { name: 'Actividad', exact: true }).click()
  await page.getByRole('heading', { name: 'Actividad', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Con error', exact: true }).click()
  await box('FC-100000').waitFor()
  await page
    .locator('.con-error-count')
    .getByText(/comprobantes$/u)
    .waitFor()
})

test('a button that pays is disarmed while something else is asked in its place', async () => {
  await visit('pocos')
  await ask()
  await enabled(/^Reenviar \d/u)
    .last()
    .waitFor()
  await dialog()
    .getByRole('button', { name: /^Cambiar la fecha/u })
    .click()
  await page.evaluate(`(() => {
    window.appeared = []
    new MutationObserver(() => {
      const pays = document.querySelector('.sheet-actions .action.primary')
      if (pays && /^Reenviar/u.test(pays.textContent) && pays !== window.pays) window.appeared.push((window.pays = pays).disabled)
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })()`)
  await dialog().getByRole('button', { name: 'Cancelar' }).click()
  await enabled(/^Reenviar \d/u)
    .last()
    .waitFor()
  expect(await page.evaluate('window.appeared')).toEqual([true])
})
