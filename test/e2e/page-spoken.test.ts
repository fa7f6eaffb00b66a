/** What a screen reader hears and where the focus is; the main process is a fake behind the same contract. */
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { tell } from './page-preview/inbox-page.ts'
import { inboxRow } from './page-preview/inbox-scenes.ts'
import { open, openPages, page, settled, visit as visitScene } from './page-preview/visit.ts'

openPages()

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const enabled = (name: string) => button(name).and(page.locator(':enabled'))
const field = () => page.getByRole('textbox', { name: 'Referencias externas' })
const focused = () =>
  page.evaluate<string>(
    "[document.activeElement.tagName, document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent].join(' ')",
  )
async function describedBy(control: Locator): Promise<string> {
  const ids = (await control.getAttribute('aria-describedby')) ?? ''
  return page.evaluate(`${JSON.stringify(ids)}.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')`)
}
const described = (name: string) => describedBy(button(name).last())

/** Writes down, from here on, all that a live region says: its new text, or itself when it is shown again. */
async function visit(scene: string) {
  await visitScene(scene)
  await page.evaluate(`(() => {
    window.heard = []
    const live = '[role=alert], [role=status], [role=log], [aria-live], output'
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        const element = target.nodeType === 1 ? target : target.parentElement
        const region = element?.closest(live)
        if (type === 'attributes') {
          if (target.matches(live) || target.querySelector(live)) if (!target.closest('[aria-hidden=true]')) for (const each of target.matches(live) ? [target] : target.querySelectorAll(live)) window.heard.push(each.textContent)
        } else if (region) window.heard.push(addedNodes.length ? [...addedNodes].map((node) => node.textContent).join('') : region.textContent)
        else for (const node of addedNodes) if (node.nodeType === 1) for (const each of node.matches(live) ? [node] : node.querySelectorAll(live)) window.heard.push(each.textContent)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['aria-hidden'] })
  })()`)
}
const heard = async () => (await page.evaluate<string[]>('window.heard')).filter((text) => text.trim() !== '')
const hears = (text: string | RegExp) => expect.poll(heard).toContainEqual(expect.stringMatching(text))

test('two things that happen at once are both said, and so is the same thing twice', async () => {
  await visit('vacia')
  await field().fill('FC-1\nFC-2')
  await enabled('Reenviar 2').click()
  await page.getByText('Quedaron guardados 2 reenvíos').waitFor()
  await page.evaluate('window.reencola.settle("FC-1", "accepted"), window.reencola.settle("FC-2", "accepted"), undefined')
  await hears(/^FC-1: Reencolado/u)
  await hears(/^FC-2: Reencolado/u)
  expect(await page.locator('[role=log] p').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^FC-1:/u), expect.stringMatching(/^FC-2:/u)]),
  )
})

test('what is issued is said with one word', async () => {
  await visit('vacia')
  await field().fill('FC-1')
  await enabled('Reenviar').click()
  await page.getByText('Quedó guardado').waitFor()
  await open.fake('settle("FC-1", "issued")')
  await hears(/^FC-1: Emitido/u)
  expect((await heard()).filter((text) => /Emitido\. Emitido/u.test(text))).toEqual([])
})

test('notices are said once, and not again when a dialog closes', async () => {
  await visit('acciones#actividad')
  await page.locator('.banners .message').first().waitFor()
  await button('FC-FECHA').click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await settled()
  expect(await heard()).toEqual([])
})

test('a notice that comes is said, once', async () => {
  await visit('vacia')
  const gate = { kind: 'gate', pointOfSaleId: 'pdv-2', pointOfSaleName: 'Sucursal Rosario', reason: 'credenciales', waiting: 2 }
  for (const waiting of [2, 3])
    await open.fake(`emit('statusChanged', ${JSON.stringify({ banners: [{ ...gate, waiting }], paused: false, online: true, counts: {} })})`)
  await hears(/Sucursal Rosario/u)
  await settled()
  expect((await heard()).filter((text) => text.includes('Sucursal Rosario'))).toHaveLength(1)
})

test('what trying the credentials in a list came to is said', async () => {
  await visit('vacia#ajustes/puntos-de-venta')
  await button(/^Probar\b/u)
    .first()
    .click()
  await hears(/credenciales/iu)
})

test('a refusal is said, once', async () => {
  await visit('vacia')
  await open.fake('refuse = { placeOrders: "sending-paused" }')
  await field().fill('FC-1')
  await enabled('Reenviar').click()
  await hears(/en pausa/u)
  expect((await heard()).filter((text) => text.includes('en pausa'))).toHaveLength(1)
})

test.each([
  ['', 'Primero escribí o pegá una referencia.'],
  ['x'.repeat(256), '1 no se puede enviar'],
])('the keys that send say why nothing is sent (%s)', async (typed, why) => {
  await visit('vacia')
  await field().fill(typed)
  await field().press('Control+Enter')
  await hears(why)
  expect(await open.calls('placeOrders')).toEqual([])
})

test('the key that resends what is chosen says when nothing is', async () => {
  await visit('errores-pocos#con-error')
  await page.getByText(/^Actualizado/u).waitFor()
  await page.keyboard.press('r')
  await hears('Primero elegí los que querés reenviar.')
})

test('a search says what it came to, and no count while it runs', async () => {
  await visit('errores-pocos#con-error')
  await button('Actualizar').click()
  await hears(/^Lectura terminada/u)
  await settled()
  expect((await heard()).filter((text) => text.includes('con error'))).toHaveLength(1)
  await page.getByRole('searchbox', { name: 'Buscar' }).fill('ferreyra')
  await hears(/^\d+ de \d+ comprobantes/u)
})

test('what a reading came to counts what is kept, also when that comes after its end', async () => {
  await visit('errores-pocos')
  await page.evaluate(`(() => {
    const { call } = window.reencola
    const kept = Promise.withResolvers()
    window.deliver = kept.resolve
    window.reencola.call = async (name, args) => {
      if (name === 'listInbox') await kept.promise
      return call(name, args)
    }
  })()`)
  await page.getByRole('link', { name: 'Con error' }).click()
  await page.getByText(/^Actualizado/u).waitFor()
  await page.evaluate('window.deliver()')
  await hears(/^Lectura terminada: [1-9]/u)
  expect((await heard()).filter((text) => text.startsWith('Lectura terminada'))).toHaveLength(1)
})

test.each([
  ['Cancelar', async () => button('Cancelar').press('Enter'), 'errores-leyendo#con-error', /^BUTTON (?:Actualizar|Seguir)/u],
  ['Actualizar', async () => (await button('Cancelar').click(), await button('Actualizar').press('Enter')), 'errores-leyendo#con-error', /^(?!BODY)/u],
  ['Entendido', async () => (await button(/avisos más$/u).click(), await button('Entendido').first().press('Enter')), 'acciones#actividad', /^(?!BODY)/u],
  ['Vaciar', async () => (await field().fill('FC-1'), await button('Vaciar').press('Enter')), 'vacia', /^(?!BODY)/u],
  [
    'Quitar filtros',
    async () => (await page.getByRole('searchbox', { name: 'Buscar' }).fill('FC-F'), await button('Quitar filtros').press('Enter')),
    'acciones#actividad',
    /^(?!BODY)/u,
  ],
])('the focus stays on the page when what was pressed goes: %s', async (_, press, scene, where) => {
  await visit(scene)
  await press()
  await expect.poll(focused).toMatch(where)
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(drawn))))')
  expect(await focused()).toMatch(where)
})

test('the focus stays on the page when the resend that was confirmed closes its dialog', async () => {
  await visit('errores-pocos#con-error')
  await page.getByRole('checkbox', { name: 'Seleccionar todos los que se muestran' }).click()
  await button(/^Reenviar \d/u).press('Enter')
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Reenviar/u })
    .and(page.locator(':enabled'))
    .press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(focused).toMatch(/^(?!BODY)/u)
})

test('a row is described by what stands beside its reference, in tables that move with the arrows', async () => {
  await visit('acciones#actividad')
  expect(await page.getByRole('grid', { name: 'Actividad' }).getByRole('gridcell').count()).toBeGreaterThan(0)
  expect(await described('FC-FECHA')).toMatch(/Sigue con error.*Casa central.*solicitud/u)
  await visitScene('errores-pocos#con-error')
  const row = page.getByRole('checkbox', { name: 'FC-100000', exact: true })
  await row.waitFor()
  await expect.poll(() => describedBy(row)).toMatch(/FACTURA A.*Ferretería.*\$.*vencimiento de pago.*Hay que corregir antes/u)
})

test('the focus stays on its order when another one comes before it', async () => {
  await visit('acciones#actividad')
  await button('FC-FECHA').focus()
  await page.evaluate('window.reencola.call("placeOrders", { pointOfSaleId: "pdv-1", references: ["FC-NUEVA"] }).then(() => undefined)')
  await button('FC-NUEVA').waitFor()
  expect(await focused()).toBe('BUTTON FC-FECHA')
  await page.keyboard.press('ArrowUp')
  const above = await focused()
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toBe('BUTTON FC-FECHA')
  expect(above).not.toBe('BUTTON FC-FECHA')
})

test('what pays says what it costs', async () => {
  await visit('acciones#actividad')
  await button('FC-FECHA').click()
  await page.getByText('Otras opciones').click()
  await expect.poll(() => described('Reenviar otra vez')).toMatch(/solicitud/u)
  await button('Cambiar fecha…').click()
  await enabled('Cambiar la fecha').waitFor()
  await expect.poll(() => described('Cambiar la fecha')).toMatch(/hasta 3 solicitudes/u)
  await visitScene('vacia')
  await field().fill('FC-1')
  await expect.poll(() => described('Reenviar')).toMatch(/Cuesta 1 solicitud de tu abono\. Si se corta Internet, hasta 2/u)
  await field().fill(Array.from({ length: 21 }, (_, index) => `FC-${index}`).join('\n'))
  await enabled('Reenviar 21').click()
  await page.getByRole('dialog').waitFor()
  await expect.poll(() => described('Reenviar 21')).toMatch(/Cuesta 21 solicitudes/u)
})

test('the big field says its help once, and what was typed once typing rests', async () => {
  await visit('vacia')
  await field().pressSequentially('FC-1\nFC*2')
  await hears(/2 referencias listas.*FC\*2: Tiene \*/u)
  expect((await heard()).filter((text) => text.includes('referencia'))).toHaveLength(1)
  expect(await field().getAttribute('aria-describedby')).not.toContain(' ')
})

test('a dialog that looks first says what it found, once', async () => {
  await visit('acciones#actividad')
  await button('FC-FECHA').click()
  await button('Cambiar fecha…').click()
  await hears(/^TusFacturasAPP muestra/u)
  expect((await heard()).filter((text) => text.includes('Consultando'))).toEqual([])
})

const deleteIt = async (reference: string) => {
  await page.getByRole('textbox', { name: /^Para confirmar/u }).fill(reference)
  await enabled('Eliminar de la cola').click()
}

test.each([
  [
    'a change of date, from a story',
    async () => {
      await visit('acciones#actividad')
      await button('FC-FECHA').click()
      await button('Cambiar fecha…').click()
      await enabled('Cambiar la fecha').click()
    },
    /^Fecha cambiada/u,
  ],
  [
    'a deletion, from a story',
    async () => {
      await visit('acciones#actividad')
      await button('FC-DATOS').click()
      await button('Eliminar de la cola…').click()
      await deleteIt('FC-DATOS')
    },
    /^Se eliminó una parte/u,
  ],
  [
    'a deletion, from the list, which it leaves',
    async () => {
      await visit('errores-pocos#con-error')
      await page.getByText(/^Actualizado/u).waitFor()
      await settled()
      await page.evaluate('window.heard = []')
      await button('Acciones de FC-099997').click()
      await page.getByRole('menuitem', { name: 'Eliminar de la cola…' }).click()
      await deleteIt('FC-099997')
      await tell({ gone: [inboxRow(3, { goneAt: Date.now(), became: 'deleted' })] })
    },
    /^Eliminado/u,
  ],
  [
    'a deletion, from the story of what is in error, which leaves the list',
    async () => {
      await visit('errores-pocos#con-error')
      await page.getByText(/^Actualizado/u).waitFor()
      await page
        .getByRole('grid', { name: 'Comprobantes con error' })
        .getByRole('button', { name: /FC-099997/u })
        .first()
        .click()
      await page.getByRole('dialog').getByText('Otras opciones').click()
      await button('Eliminar de la cola…').waitFor()
      await settled()
      await page.evaluate('window.heard = []')
      await button('Eliminar de la cola…').click()
      await deleteIt('FC-099997')
      await tell({ gone: [inboxRow(3, { goneAt: Date.now(), became: 'deleted' })] })
    },
    /^Eliminado/u,
  ],
] as const)('one announcement tells the result: %s', async (_, act, result) => {
  await act()
  await hears(result)
  await settled()
  // What was found, and that it waits for its turn, is said before; from then on the result is all there is to say.
  const told = await heard()
  expect(told.slice(told.findIndex((text) => text.startsWith('Esperando su turno')) + 1)).toEqual([expect.stringMatching(result)])
})

test('resending from the story keeps its dialog, with the focus inside', async () => {
  await visit('acciones#actividad')
  await button('FC-ARCA').click()
  await page.getByRole('dialog').waitFor()
  await page.evaluate("document.querySelector('dialog').mark = true")
  await button(/^Reenviar otra vez/u).press('Enter')
  await enabled('Sí, enviar').press('Enter')
  await page.getByRole('dialog').getByText('En espera').first().waitFor()
  expect(await page.evaluate("document.querySelector('dialog').mark")).toBe(true)
  await expect.poll(() => page.evaluate("document.activeElement.closest('dialog') !== null")).toBe(true)
})

test('the first run introduces itself, and says that it saved', async () => {
  await visit('primera')
  expect(await focused()).toMatch(/^H1/u)
  await page.getByRole('textbox', { name: 'API key' }).fill('1')
  await page.getByRole('textbox', { name: 'API token' }).fill('tok1')
  await page.getByRole('textbox', { name: 'User token' }).fill('usr1')
  await page.getByRole('textbox', { name: 'Nombre del punto de venta' }).fill('Local')
  await button('Guardar').click()
  await hears(/^Guardado/u)
})

test('Ajustes says nothing on arrival, and Resumen what it came to', async () => {
  await visit('trabajando')
  await page.getByRole('link', { name: 'Ajustes' }).click()
  await page.getByRole('heading', { name: 'Ajustes', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Avisos de TusFacturasAPP' }).click()
  await page.locator('.settings .message').first().waitFor()
  await settled()
  expect(await heard()).toEqual([])
  await page.getByRole('link', { name: 'Resumen' }).click()
  await hears(/emitidos.*solicitudes usadas/u)
})

test('names are said once and without signs', async () => {
  await visit('acciones#actividad')
  expect(await page.title()).toBe('Actividad - Reencola')
  await button('FC-FECHA').click()
  await button('Cambiar fecha…').click()
  await page.getByRole('group', { name: 'Fecha nueva' }).waitFor()
  await button('Abrir el calendario Fecha nueva').waitFor()
  await visitScene('acciones#actividad')
  await button('Explicar un error').click()
  expect(await focused()).toMatch(/^TEXTAREA/u)
})
