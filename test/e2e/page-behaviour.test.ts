/** What the page does when a person uses it; the main process is a fake behind the same contract. */
import { beforeEach, describe, expect, test } from 'vitest'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const field = () => page.getByRole('textbox', { name: 'Referencias externas' })
const send = (name: string) => page.getByRole('button', { name, exact: true })
const notice = (text: string) => page.getByRole('region', { name: 'Avisos' }).locator('.message').filter({ hasText: text })
const textbox = (name: string) => page.getByRole('textbox', { name, exact: true })

/** Pastes as Ctrl+V does, without touching the machine's clipboard. */
async function paste(name: string, text: string) {
  await textbox(name).focus()
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)
}

/** The fake main process calls this credential badly protected. */
async function fillWeak() {
  await paste('API key', 'API key: 0000 API token: tok1 User token: usr1')
  await textbox('Nombre del punto de venta').fill('Feria')
  await send('Guardar').click()
}

const lote = () => page.getByRole('grid', { name: 'Lote', exact: true })
const loteRow = (reference: string) => lote().getByRole('row').filter({ hasText: reference })

const many = Array.from({ length: 21 }, (_, index) => `FC-${index + 1}`)

describe('first run', () => {
  beforeEach(() => visit('primera'))

  test('has the promised names', async () => {
    for (const name of ['Nombre del punto de venta', 'API key', 'API token', 'User token']) expect(await textbox(name).count(), name).toBe(1)
    for (const name of ['Guardar', 'Probar']) expect(await send(name).count(), name).toBe(1)
    for (const name of ['Reenviar', 'Actividad', 'Ajustes']) expect(await page.getByRole('link', { name, exact: true }).count(), name).toBe(1)
  })

  test('from first launch to the first resend in seven actions', async () => {
    await paste('API key', '{"apikey": 11340, "apitoken": "5d2c7e0b", "usertoken": "0f1e2d3c"}')
    await textbox('Nombre del punto de venta').fill('Casa central')
    await send('Probar').click()
    await page.getByText('Las credenciales funcionan').waitFor()
    await send('Guardar').click()
    await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
    await field().fill('FC-0001')
    await send('Reenviar').click()
    await loteRow('FC-0001').waitFor()

    const [saved] = await open.calls('savePointOfSale')
    expect(saved?.args).toMatchObject({ name: 'Casa central', credentials: { apikey: '11340', apitoken: '5d2c7e0b', usertoken: '0f1e2d3c' } })
    expect(await open.calls('placeOrders')).toMatchObject([{ args: { references: ['FC-0001'] } }])
  })

  test('a single pasted value stays where it was pasted', async () => {
    await paste('API token', '5d2c7e0b')
    expect(await textbox('API key').inputValue()).toBe('')
  })

  test('says what is missing, goes to it, and sends nothing', async () => {
    await send('Guardar').click()
    await expect.poll(() => page.evaluate('document.activeElement.id === document.querySelector("[aria-invalid]")?.id')).toBe(true)
    expect(await open.calls('savePointOfSale')).toEqual([])
  })

  test.each([
    ['Usarlas solo por ahora', 'session'],
    ['Guardarlas igual', 'accept'],
  ])('weak protection is chosen in words: %s', async (button, choice) => {
    await fillWeak()
    await page.getByRole('alertdialog').getByRole('button', { name: button }).click()
    await field().waitFor()
    expect((await open.calls('savePointOfSale')).map(({ args }) => args)).toMatchObject([{ weakProtection: 'refuse' }, { weakProtection: choice }])
  })

  test('weak protection can be turned down, and nothing typed is lost', async () => {
    await fillWeak()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancelar' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    expect(await textbox('API key').inputValue()).toBe('0000')
    expect(await open.calls('savePointOfSale')).toHaveLength(1)
  })
})

describe('Reenviar', () => {
  beforeEach(() => visit('vacia'))

  test('the button waits for a reference and counts them', async () => {
    expect(await send('Reenviar').isDisabled()).toBe(true)
    await field().fill('FC-1')
    await expect.poll(() => send('Reenviar').isEnabled()).toBe(true)
    await field().fill('FC-1\nFC-2;FC-3, FC-3')
    await send('Reenviar 3').waitFor()
    await field().fill(' \u200B ')
    await expect.poll(() => send('Reenviar').isDisabled()).toBe(true)
  })

  test('a double click sends one reference once', async () => {
    await field().fill('FC-0001')
    await open.fake('release = window.reencola.hold()')
    await send('Reenviar').dblclick()
    await open.fake('release()')
    await page.getByText('Quedó guardado').waitFor()
    expect(await open.calls('placeOrders')).toHaveLength(1)
  })

  test('Ctrl+Enter pressed again and again while the first is under way sends once', async () => {
    await field().fill('FC-0001')
    await open.fake('release = window.reencola.hold()')
    for (let press = 0; press < 5; press++) await page.keyboard.press('Control+Enter')
    await open.fake('release()')
    await page.getByText('Quedó guardado').waitFor()
    expect(await open.calls('placeOrders')).toHaveLength(1)
    expect(await field().inputValue()).toBe('')
  })

  test('a few go at once, after saying beside the button what they may cost', async () => {
    await field().fill('FC-1\nFC-2\nFC-3')
    await page.getByText('Cuesta 3 solicitudes de tu abono, una por comprobante. Si se corta Internet, hasta 6.').waitFor()
    await send('Reenviar 3').dblclick()
    await page.getByText('Quedaron guardados 3 reenvíos').waitFor()
    expect(await open.calls('placeOrders')).toMatchObject([{ args: { references: ['FC-1', 'FC-2', 'FC-3'] } }])
  })

  test('many are confirmed first, and a double click does not confirm', async () => {
    await field().fill(many.join('\n'))
    await send('Reenviar 21').dblclick()
    const dialog = page.getByRole('dialog', { name: '¿Reenviar 21 referencias?' })
    await dialog.getByText('Cuesta 21 solicitudes de tu abono, una por comprobante.').waitFor()
    expect(await open.calls('placeOrders')).toEqual([])
    await dialog.getByRole('button', { name: 'Reenviar 21' }).dblclick()
    await dialog.waitFor({ state: 'detached' })
    expect(await open.calls('placeOrders')).toMatchObject([{ args: { references: many } }])
  })

  test('the confirmation cannot be pressed before a double click is over', async () => {
    await page.clock.install()
    await field().fill(many.join('\n'))
    await page.clock.runFor(1000)
    await send('Reenviar 21').click()
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Reenviar 21' })
    await confirm.waitFor()
    expect(await confirm.isDisabled()).toBe(true)
    await page.clock.runFor(1000)
    await confirm.click()
    await page.clock.runFor(1000)
    expect(await open.calls('placeOrders')).toHaveLength(1)
  })

  test('turning the confirmation down sends nothing and keeps the text', async () => {
    await field().fill(many.join('\n'))
    await send('Reenviar 21').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Volver' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await open.calls('placeOrders')).toEqual([])
    expect(await field().inputValue()).toBe(many.join('\n'))
  })

  test('names what is already on its way', async () => {
    await field().fill('FC-1')
    await send('Reenviar').click()
    await page.getByText('Quedó guardado').waitFor()
    await field().fill('FC-1')
    await send('Reenviar').click()
    await page.getByText('FC-1 ya estaba en camino: no se volvió a enviar ni se gastó nada.').waitFor()
    await field().fill(many.join('\n'))
    await send('Reenviar 21').click()
    const dialog = page.getByRole('dialog', { name: '¿Reenviar 20 referencias?' })
    await dialog.getByText('Esta ya está en camino').waitFor()
    await dialog.getByText('FC-1', { exact: true }).waitFor()
  })

  test('what cannot be sent is said and stays in the field', async () => {
    await field().fill(`FC-1\nFC\u0007-2\nFC-3`)
    await page.getByText('1 no se puede enviar').waitFor()
    await page.getByRole('list', { name: 'Referencias para revisar' }).getByText('carácter que no se ve').waitFor()
    await send('Reenviar 2').click()
    await page.getByText('Quedaron guardados 2 reenvíos').waitFor()
    expect(await field().inputValue()).toBe('FC\u0007-2')
  })

  test('a refusal is an alert next to the button and the text stays', async () => {
    await open.fake('refuse.placeOrders = "orders-not-stored"')
    await field().fill('FC-1')
    await send('Reenviar').click()
    await page.locator('.message').getByText('No se guardó ninguna de las referencias nuevas').waitFor()
    expect(await field().inputValue()).toBe('FC-1')
  })

  test('the draft survives a visit to another screen', async () => {
    await field().fill('FC-1\nFC-2')
    await page.getByRole('link', { name: 'Ajustes' }).click()
    await page.getByRole('heading', { name: 'Ajustes', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Reenviar' }).click()
    expect(await field().inputValue()).toBe('FC-1\nFC-2')
  })

  test('a result arrives by itself, in words, and is announced', async () => {
    await field().fill('FC-0001')
    await send('Reenviar').click()
    await open.fake('settle("FC-0001", "accepted")')
    await loteRow('FC-0001').getByText('Reencolado').waitFor()
    await page.getByRole('log').getByText('FC-0001: Reencolado. Volvió a la cola').waitFor({ state: 'attached' })
  })

  test('a list that comes as a file joins what is typed, in any alphabet', async () => {
    await field().fill('FC-1')
    const list = Buffer.from('\uFEFFFC-2\r\nFC-3\r\n', 'utf16le')
    await page.locator('input[type=file]').setInputFiles({ name: 'lista.csv', mimeType: 'text/csv', buffer: list })
    await page.getByText('Se agregaron 2 referencias de lista.csv.').waitFor()
    expect(await field().inputValue()).toBe('FC-1\nFC-2\nFC-3')
  })

  test('a request from outside lands in the field without erasing it', async () => {
    await field().fill('FC-1')
    await page.getByRole('link', { name: 'Actividad' }).click()
    await open.fake('navigate({ screen: "reenviar", offer: { from: "link", references: ["FC-2"] } })')
    await field().waitFor()
    expect(await field().inputValue()).toBe('FC-1\nFC-2')
  })
})

test('the clipboard is offered, never typed in', async () => {
  await visit('trabajando')
  const offer = page.getByRole('button', { name: 'Usar lo copiado: 2 referencias' })
  await offer.waitFor()
  expect(await field().inputValue()).toBe('')
  await offer.click()
  expect(await field().inputValue()).toContain('FC-2026-00090')
  await offer.waitFor({ state: 'detached' })
})

describe('notices', () => {
  beforeEach(() => visit('avisos'))

  test('the worst is one line, and the others are one press away', async () => {
    const lines = page.getByRole('region', { name: 'Avisos' }).locator('.message')
    expect(await lines.filter({ visible: true }).count()).toBe(1)
    expect(await lines.first().getAttribute('data-tone')).toBe('bad')
    expect((await lines.first().boundingBox())?.height).toBeLessThanOrEqual(40)
    await page.getByRole('button', { name: 'y 11 avisos más' }).click()
    expect(await lines.filter({ visible: true }).count()).toBe(12)
    await page.getByRole('button', { name: 'Ver solo el primero' }).click()
    expect(await lines.filter({ visible: true }).count()).toBe(1)
  })

  test.each([
    [{}, 'Sucursal Rosario: TusFacturasAPP responde lo mismo a todo y no dice el motivo.'],
    [{ words: 'Falta pagar el abono' }, 'Sucursal Rosario: TusFacturasAPP responde lo mismo a todo: «Falta pagar el abono».'],
  ])('the same answer to everything is serious, says what was answered (%o), and goes on by one press', async (answer, words) => {
    await visit('vacia')
    const gate = { kind: 'gate', pointOfSaleId: 'pdv-2', pointOfSaleName: 'Sucursal Rosario', reason: 'respuesta', waiting: 2, ...answer }
    await open.fake(`emit('statusChanged', ${JSON.stringify({ banners: [gate], paused: false, online: true, counts: {} })})`)
    const line = notice(words)
    await line.waitFor()
    expect(await line.getAttribute('data-tone')).toBe('bad')
    await line.getByRole('button', { name: 'Seguir enviando' }).click()
    await expect.poll(() => open.calls('retryGate')).toMatchObject([{ args: { pointOfSaleId: 'pdv-2' } }])
  })

  test('what does not fit on the line is one press away', async () => {
    const first = page.getByRole('region', { name: 'Avisos' }).locator('.message').first()
    await first.getByRole('button', { name: 'Ver más' }).press('Enter')
    await first.getByRole('button', { name: 'Ver menos' }).waitFor()
    expect((await first.boundingBox())?.height).toBeGreaterThan(40)
  })

  test('each has the button that helps', async () => {
    await page.getByRole('button', { name: /avisos más$/u }).click()
    await notice('Se agotaron las solicitudes').getByRole('button', { name: 'Seguir enviando' }).click()
    await notice('Recuperamos la copia').getByRole('button', { name: 'Entendido' }).click()
    await notice('Recuperamos la copia').waitFor({ state: 'detached' })
    expect(await open.calls('retryGate')).toMatchObject([{ args: { pointOfSaleId: 'pdv-2' } }])
    await notice('esperan tu decisión').getByRole('button', { name: 'Ver en Actividad' }).click()
    await page.getByRole('heading', { name: 'Actividad', level: 1 }).waitFor()
    expect(await page.getByLabel('Estado').inputValue()).toBe('A decidir')
  })

  test('sending is paused and resumed', async () => {
    await page.getByRole('button', { name: 'Pausar envíos' }).click()
    // The button says what it does now, beside the notice that says the same.
    await page.locator('.pause').getByRole('button', { name: 'Reanudar envíos' }).click()
    await page.getByRole('button', { name: 'Pausar envíos' }).waitFor()
    expect(await page.getByRole('button', { name: 'Reanudar envíos' }).count()).toBe(0)
    expect((await open.calls('setPaused')).map(({ args }) => args)).toEqual([{ paused: true }, { paused: false }])
  })

  test('a key that is held down presses once', async () => {
    const pause = page.getByRole('button', { name: 'Pausar envíos' })
    await pause.focus()
    for (let press = 0; press < 3; press++) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await page.getByRole('button', { name: 'Reanudar envíos' }).first().waitFor()
    expect((await open.calls('setPaused')).map(({ args }) => args)).toEqual([{ paused: true }])
  })
})

describe('Ajustes', () => {
  test('has the promised names, and blank secrets keep the stored ones', async () => {
    await visit('vacia#ajustes')
    for (const name of ['API key', 'API token', 'User token']) expect(await textbox(name).inputValue(), name).toBe('')
    await send('Probar').click()
    await page.getByText('Las credenciales funcionan').waitFor()
    await textbox('Nombre del punto de venta').fill('Casa matriz')
    await send('Guardar').click()
    await page.getByRole('heading', { name: 'Casa matriz' }).waitFor()
    expect(await open.calls('testCredentials')).toMatchObject([{ args: { id: 'pdv-1' } }])
    const [saved] = await open.calls('savePointOfSale')
    expect(saved?.args).toEqual({ id: 'pdv-1', name: 'Casa matriz', company: null, weakProtection: 'refuse' })
  })

  test('a point of sale is deleted only after a question, which says what that leaves behind', async () => {
    await visit('trabajando#ajustes')
    await page.getByRole('button', { name: 'Borrar Sucursal Rosario' }).click()
    for (const left of ['3 reenvíos todavía no salieron', 'De 1 reenvío no se sabe si llegó', '2 reenvíos esperan su CAE'])
      await page.getByRole('alertdialog').getByText(left).waitFor({ timeout: 10_000 })
    expect(await open.calls('deletePointOfSale')).toEqual([])
    await page.getByRole('alertdialog').getByRole('button', { name: 'Borrar' }).click()
    await page.getByRole('heading', { name: 'Sucursal Rosario' }).waitFor({ state: 'detached' })
    expect(await open.calls('deletePointOfSale')).toMatchObject([{ args: { id: 'pdv-2' } }])
  })

  test('a proxy is saved by hand; an address with a password in it is refused on the spot', async () => {
    await visit('vacia#ajustes/conexion')
    await page.getByText('Un proxy de la oficina').click()
    await textbox('Dirección del proxy').fill('http://ana:clave@proxy.oficina:3128')
    await send('Guardar proxy').click()
    await page.getByText('Escribí una dirección que empiece con').waitFor()
    expect(await open.calls('saveSettings')).toEqual([])
    await textbox('Dirección del proxy').fill('http://proxy.oficina:3128')
    await page.getByLabel('Contraseña').fill('clave')
    await send('Guardar proxy').click()
    await page.getByText('Guardado.').waitFor()
    expect(await open.calls('saveSettings')).toMatchObject([{ args: { proxy: { mode: 'manual', url: 'http://proxy.oficina:3128', password: 'clave' } } }])
    await page.getByRole('button', { name: 'Olvidar la contraseña guardada' }).waitFor()
  })

  test('the automatic resend is asked about in words', async () => {
    await visit('vacia#ajustes/automatico')
    await page.getByText('Preguntarme antes').click()
    await expect.poll(() => open.calls('saveSettings')).toMatchObject([{ args: { automaticResends: 0 } }])
  })
})

test('a start that fails is said and can be tried again', async () => {
  await visit('rota')
  await page.locator('.message').getByText('No se pudo abrir Reencola').waitFor()
  await open.fake('refuse = {}')
  await page.getByRole('button', { name: 'Reintentar' }).click()
  await field().waitFor()
})
