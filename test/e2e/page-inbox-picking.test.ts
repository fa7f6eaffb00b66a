/** What the screen Con error does with what is picked, opened and resent. */
import { describe, expect, test } from 'vitest'
import { all, ask, box, button, chip, choose, dialog, firstReference, placed, read, rowOf, rows, said, table, tell, visit } from './page-preview/inbox-page.ts'
import { daysAgo, inboxRow } from './page-preview/inbox-scenes.ts'
import { open, openPages, page } from './page-preview/visit.ts'

openPages()

describe('picking', () => {
  test('search, filters and sorting; what is picked stays picked, and hidden ones are told', async () => {
    await visit('pocos')
    await box('FC-099998').click()
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('ferreyra factura b')
    await expect.poll(() => box('FC-099998').count()).toBe(0)
    await page.getByText('1 elegido (1 no se ve con estos filtros)').waitFor()
    await all().click()
    await button('Quitar filtros').click()
    await expect.poll(() => box('FC-099998').isChecked()).toBe(true)
    await choose('Tipo: todos', 'NOTA DE CREDITO A')
    await expect.poll(() => rows().count()).toBeLessThan(6)
    await button('Quitar filtros').click()
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('nandu')
    await expect.poll(() => table().getByText('Ñandú Viajes').count()).toBeGreaterThan(0)
    expect(await table().getByText('Lucía Ferreyra').count()).toBe(0)
    await button('Quitar filtros').click()
    await button('Total').click()
    await expect.poll(() => table().getByRole('columnheader', { name: 'Total' }).getAttribute('aria-sort')).toBe('descending')
    const first = await firstReference()
    await button('Total').click()
    await expect.poll(firstReference).not.toBe(first)
  })

  test('what is picked is heard with what it costs', async () => {
    await visit('pocos')
    await read()
    await box('FC-099998').click()
    await expect.poll(said).toContain('1 elegido. Cuesta 1 solicitud de tu abono')
    await all().click()
    await expect.poll(said).toMatch(/^\d+ elegidos\. Cuesta \d+ solicitudes de tu abono/mu)
  })

  test('a search that is erased leaves no filter to take away', async () => {
    await visit('pocos')
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('ferreyra')
    await button('Quitar filtros').waitFor()
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('')
    await button('Quitar filtros').waitFor({ state: 'detached' })
  })

  test('one of thirty points of sale is found by typing', async () => {
    await visit('jornada')
    await read()
    const field = page.getByRole('combobox', { name: 'Punto de venta' })
    await field.fill('cordoba 02')
    await field.press('Enter')
    await page.getByText('2 de 40 comprobantes').first().waitFor()
  })

  test('the chips count what resending helps, in the words of the triage before paying, and show only those', async () => {
    await visit('jornada')
    await chip(/^20 suelen arreglarse reenviando$/u).waitFor()
    await chip(/^10 no se sabe por qué$/u).waitFor()
    await chip(/^10 hay que corregir antes$/u).click()
    await expect.poll(() => rows().count()).toBe(10)
    expect(await chip(/^10 hay que corregir antes$/u).getAttribute('aria-pressed')).toBe('true')
    expect(await rows().filter({ hasText: '(10036)' }).count()).toBe(10)
    await chip(/^10 hay que corregir antes$/u).click()
    await expect.poll(() => rows().count()).toBe(40)
    await chip(/^20 suelen/u).click()
    await all().click()
    await button('Reenviar 20').click()
    await dialog().getByText('Parecen fallas pasajeras').waitFor()
    expect(await dialog().locator('.triage-group').count()).toBe(1)
  })

  test('rows that share a reference are ticked together, and the number says so', async () => {
    await visit('pocos')
    await box('FC-099999').first().click()
    expect(await table().locator('tbody').getByRole('checkbox', { checked: true }).count()).toBe(2)
    const bar = page.getByRole('region', { name: 'Elegidos' })
    await bar.getByText('2 elegidos', { exact: true }).waitFor()
    await bar.getByText('Cuesta 1 solicitud de tu abono').waitFor()
    await button('Reenviar 1').waitFor()
  })

  test('everything that is shown, thirty thousand of it', async () => {
    await visit('muchos')
    await page.getByText('30.000 comprobantes', { exact: true }).waitFor()
    await all().click()
    await button('Reenviar 30000').waitFor()
    expect(await table().getByRole('row').count()).toBeLessThan(100)
  })

  test('the menu begins with resending, copies, and links a pasted reason to the comprobante', async () => {
    await visit('pocos')
    await button('Acciones de FC-099995').click()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Reenviar…',
      'Explicar un error',
      'Cambiar fecha…',
      'Copiar la referencia',
      'Eliminar de la cola…',
      'Anotar…',
      'Posponer…',
      'Ver su historia',
    ])
    await page.getByRole('menuitem', { name: 'Copiar la referencia' }).click()
    await expect.poll(async () => (await open.calls('copyText')).map(({ args }) => args)).toEqual([{ text: 'FC-099995' }])
    await button('Acciones de FC-099995').click()
    await page.getByRole('menuitem', { name: 'Explicar un error' }).click()
    await page.getByRole('textbox', { name: 'Texto del error' }).fill('10016')
    await button('Explicar y anotar').click()
    await page.getByText('Queda anotado como motivo de FC-099995.').waitFor()
    expect(await open.calls('giveReason')).toMatchObject([{ args: { pointOfSaleId: 'pdv-1', external_reference: 'FC-099995', text: '10016' } }])
  })

  test('resending one from its menu asks first, and for that one alone', async () => {
    await visit('pocos')
    await read()
    await box('FC-099997').click()
    await button('Acciones de FC-099995').click()
    await page.getByRole('menuitem', { name: 'Reenviar…' }).click()
    await dialog().getByRole('button', { name: 'Reenviar 1' }).and(page.locator(':enabled')).click()
    await expect.poll(placed).toEqual(['FC-099995'])
  })

  test('what is on its way offers no paid call in its menu', async () => {
    await visit('pocos')
    await rowOf('FC-099998').getByText('Reencolado').waitFor()
    await button('Acciones de FC-099998').click()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Explicar un error', 'Copiar la referencia', 'Anotar…', 'Posponer…', 'Ver su historia'])
  })
})

describe('opening a row', () => {
  test('without an order of ours it shows the comprobante, its reason and what can be done', async () => {
    await visit('pocos')
    await rowOf('FC-099997').getByText('ARCA tuvo una falla interna').waitFor()
    await rowOf('FC-099997').getByText('Ñandú Viajes').click()
    const shown = page.getByRole('dialog', { name: 'Comprobante FC-099997' })
    await shown.getByText('Suele arreglarse reenviando.').waitFor()
    await shown.getByText('ENVIADO A PROCESAR - CON ERROR').waitFor()
    await shown.getByRole('button', { name: 'Reenviar…' }).click()
    await page.getByText('¿Reenviar 1 comprobante?').waitFor()
    expect(await placed()).toEqual([])
  })

  test('with one it shows its story', async () => {
    await visit('historias')
    await rowOf('FC-2026-00003').getByRole('button', { name: 'FC-2026-00003', exact: true }).click()
    await page.getByRole('dialog', { name: 'Reenvío de FC-2026-00003' }).waitFor()
  })

  test('one without a reference says where to go on, and offers no call', async () => {
    await visit('pocos')
    await button('Sin referencia').click()
    const shown = page.getByRole('dialog', { name: 'Comprobante sin referencia' })
    await shown.getByText('reenvialo desde TusFacturasAPP').waitFor()
    expect((await shown.getByRole('button').allTextContents()).filter(Boolean)).toEqual(['Anotar…', 'Posponer…'])
    expect(await shown.getByRole('button', { name: 'Cerrar' }).count()).toBe(1)
  })
})

/** Tells what became of FC-099997. */
const became = (change: string, leaves: boolean) =>
  open.fake(
    `call('listInbox', { desde: '${daysAgo(29)}', hasta: '${daysAgo(0)}' }).then(({ value }) => {
      const row = { ...value.rows.find((each) => each.external_reference === 'FC-099997'), ${change} }
      window.reencola.emit('inboxChanged', { rows: ${leaves ? '[]' : '[row]'}, gone: ${leaves ? '[row]' : '[]'} })
    })`,
  )

describe('what became of a comprobante', () => {
  test('one that was deleted leaves the list, and the selection with it; the screen says what became of it', async () => {
    await visit('pocos')
    await box('FC-099997').click()
    await became("goneAt: 1, became: 'deleted'", true)
    await box('FC-099997').waitFor({ state: 'detached' })
    await page.getByText('12 comprobantes', { exact: true }).waitFor()
    await page.getByText('Ya no están con error: 1 eliminado.').waitFor()
    await page.getByRole('region', { name: 'Elegidos' }).waitFor({ state: 'detached' })
  })

  test('a date that was changed shows, and the row stays', async () => {
    await visit('pocos')
    await box('FC-099997').waitFor()
    await became(`fecha: '${daysAgo(1)}'`, false)
    await rowOf('FC-099997').getByText(daysAgo(1).slice(0, 5), { exact: true }).waitFor()
  })

  test('a new one is told in the count, in its row and to a screen reader', async () => {
    await visit('pocos')
    await box('FC-099997').waitFor()
    await became('isNew: true', false)
    await page.getByText('13 comprobantes · 1 nuevo', { exact: true }).waitFor()
    const ids = ((await box('FC-099997').getAttribute('aria-describedby')) ?? '').split(' ')
    expect(await page.evaluate(`${JSON.stringify(ids)}.map((id) => document.getElementById(id)?.textContent).join(' ')`)).toMatch(/^Nuevo /u)
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
    await read()
    await box('FC-099997').click()
    await button('Reenviar 1').dblclick()
    await dialog().getByText('Cuesta 1 solicitud de tu abono. Si se corta Internet, hasta 2.').waitFor()
    expect(await placed()).toEqual([])
  })

  test('what was refused is not said of what is looked at anew after dates were changed', async () => {
    await visit('pocos')
    await ask()
    await open.fake("refuse = { placeOrders: 'storage-failed' }")
    const send = dialog()
      .getByRole('button', { name: /^Reenviar \d/u })
      .and(page.locator(':enabled'))
    await send.click()
    const refusal = dialog().locator('.message[data-tone=bad]')
    await refusal.waitFor()
    await dialog()
      .getByRole('button', { name: /^Cambiar la fecha/u })
      .first()
      .click()
    await dialog()
      .getByRole('button', { name: /^(?:Cancelar|Volver|Cerrar)$/u })
      .click()
    await send.waitFor()
    expect(await refusal.count()).toBe(0)
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
