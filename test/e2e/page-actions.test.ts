/** The dialogs of the paid calls, used by a person; the main process is a fake behind the same contract. */
import { expect, test } from 'vitest'
import type { CommandName } from '#contract/schema.ts'
import { open, openPages, page, visit } from './page-preview/visit.ts'

openPages()

const button = (name: string) => page.getByRole('button', { name, exact: true })
const enabled = (name: string) => button(name).and(page.locator(':enabled'))
const argsOf = async (name: CommandName) => (await open.calls(name)).map(({ args }) => args)

async function openStep(reference: string, step: string) {
  await visit('acciones#actividad')
  await button(reference).click()
  await button(step).click()
}

/** Types a date into a field, as a person does who does not open the calendar. */
async function typeDate(label: string, digits: string) {
  await page.getByRole('group', { name: label }).getByRole('spinbutton').first().click()
  await page.keyboard.type(digits)
}

test('a change of date goes with what was typed, once however often the button is pressed', async () => {
  await openStep('FC-FECHA', 'Cambiar fecha…')
  await typeDate('Fecha nueva', '24112026')
  await typeDate('Vencimiento de pago', '30112026')
  const release = 'window.release = window.reencola.hold()'
  await page.evaluate(release)
  await enabled('Cambiar la fecha')
    .dblclick({ noWaitAfter: true })
    .catch(() => {})
  await page.evaluate('window.release()')
  await page.getByRole('dialog').locator('.message').getByText('Fecha cambiada').waitFor()
  expect(await argsOf('changeDate')).toEqual([
    { pointOfSaleId: 'pdv-1', external_reference: 'FC-FECHA', fecha: '24/11/2026', vencimiento: '30/11/2026', resend: true, orderId: 6 },
  ])
})

const segments = (label: string) => page.getByRole('group', { name: label }).getByRole('spinbutton')
const presses = async (label: string, at: number, keys: string[]) => {
  await segments(label).nth(at).click()
  for (const key of keys) await page.keyboard.press(key)
}
const spoilt = {
  'its day was deleted': (label: string) => presses(label, 0, ['Backspace', 'Backspace']),
  'its year was deleted': (label: string) =>
    presses(
      label,
      2,
      Array.from({ length: 4 }, () => 'Backspace'),
    ),
  'its year has two digits': (label: string) => presses(label, 2, ['2', '6']),
  'no calendar has it': (label: string) => typeDate(label, '30022026'),
}

test.each(Object.keys(spoilt).flatMap((how) => ['Fecha nueva', 'Vencimiento de pago'].map((label) => [label, how as keyof typeof spoilt] as const)))(
  'a date that is not whole never goes, and the field gets the focus: %s, when %s',
  async (label, how) => {
    await openStep('FC-FECHA', 'Cambiar fecha…')
    await spoilt[how](label)
    await enabled('Cambiar la fecha').click()
    await page.getByText('Completá día, mes y año.').waitFor()
    await expect.poll(async () => segments(label).and(page.locator(':focus')).count()).toBe(1)
    expect(await argsOf('changeDate')).toEqual([])
    await typeDate('Fecha nueva', '30122099')
    await typeDate('Vencimiento de pago', '31122099')
    await enabled('Cambiar la fecha').click()
    await page.getByRole('dialog').locator('.message').getByText('Fecha cambiada').waitFor()
    expect(await argsOf('changeDate')).toMatchObject([{ fecha: '30/12/2099', vencimiento: '31/12/2099' }])
  },
)

test('a day that is deleted and typed again is the day that goes', async () => {
  await openStep('FC-FECHA', 'Cambiar fecha…')
  await typeDate('Fecha nueva', '24122099')
  await spoilt['its day was deleted']('Fecha nueva')
  await typeDate('Fecha nueva', '24122099')
  await enabled('Cambiar la fecha').click()
  await page.getByRole('dialog').locator('.message').getByText('Fecha cambiada').waitFor()
  expect(await argsOf('changeDate')).toMatchObject([{ fecha: '24/12/2099' }])
})

test('a due date before the date is refused in words and costs nothing; limits are warned about only', async () => {
  await openStep('FC-FECHA', 'Cambiar fecha…')
  await page.getByText('en total puede costar hasta 3 solicitudes').waitFor()
  await page.getByText('Después, si sigue con error').click()
  await page.getByText('Cuesta 1 solicitud de tu abono').waitFor()
  await typeDate('Vencimiento de pago', '01012026')
  await page.getByText('El vencimiento no puede ser anterior a la fecha').waitFor()
  await enabled('Cambiar la fecha').click()
  expect(await argsOf('changeDate')).toEqual([])
  await typeDate('Fecha nueva', '01012026')
  await page.getByText('lo más probable es que ARCA la rechace').waitFor()
  await enabled('Cambiar la fecha').click()
  await page.getByRole('dialog').locator('.message').getByText('Fecha cambiada').waitFor()
  expect(await argsOf('changeDate')).toMatchObject([{ fecha: '01/01/2026', vencimiento: '01/01/2026', resend: false }])
})

test('a deletion waits for the whole reference, says what went and what stays, and hands over what to correct', async () => {
  await openStep('FC-DATOS', 'Eliminar de la cola…')
  await page.getByText('la consulta gratuita muestra 3 comprobantes').waitFor()
  const typed = page.getByRole('textbox', { name: 'Para confirmar, escribí la referencia: FC-DATOS' })
  for (const almost of ['', 'FC-DATO', 'fc-datos', 'FC-DATOS-2']) {
    await typed.fill(almost)
    expect(await button('Eliminar de la cola').isDisabled(), almost).toBe(true)
  }
  await typed.fill(' FC-DATOS ')
  await enabled('Eliminar de la cola').click()
  await page.getByRole('list', { name: 'Eliminados' }).getByText('se ha eliminado correctamente').waitFor()
  await page.getByRole('list', { name: 'Quedaron' }).getByText('no se ha podido eliminar').waitFor()
  await page
    .getByRole('list', { name: /consulta gratuita/u })
    .getByText('Emitido')
    .waitFor()
  expect(await argsOf('deleteQueued')).toEqual([{ pointOfSaleId: 'pdv-1', external_reference: 'FC-DATOS', fecha: '20/11/2026', orderId: 5 }])
  await button('Copiar').click()
  const [copied] = await argsOf('copyText')
  expect(copied).toMatchObject({ text: expect.stringContaining('Motivo del error: El documento del cliente no es válido (código 10015)') })
})

test('nothing about the account is asked until the button is pressed', async () => {
  await visit('acciones#ajustes/cupo')
  await page.getByText('Cupo del abono').waitFor()
  await page.getByRole('link', { name: 'Actividad', exact: true }).click()
  await button('FC-ARCA').click()
  await page.getByText('Otras opciones').click()
  await button('Ver cómo está ARCA…').click()
  await page.getByText('Desde el 01/12/2026 cambia').waitFor()
  expect([...(await argsOf('askServiceState')), ...(await argsOf('askUsage'))]).toEqual([])
  await button('Preguntar cómo está ARCA desde Casa central').click()
  await expect.poll(() => argsOf('askServiceState')).toEqual([{ pointOfSaleId: 'pdv-1' }])
})

test('without a connection nothing is offered but to look again', async () => {
  await visit('acciones-sin-conexion#actividad')
  await button('FC-FECHA').click()
  await button('Cambiar fecha…').click()
  await page.getByText('No hay camino hasta TusFacturasAPP').waitFor()
  expect(await button('Cambiar la fecha').count()).toBe(0)
  await button('Consultar de nuevo').click()
  await expect.poll(async () => (await argsOf('lookAtReference')).length).toBe(2)
})

test('a refused call says why and that nothing was spent', async () => {
  await openStep('FC-FECHA', 'Cambiar fecha…')
  await open.fake('refuse = { changeDate: "sending-paused" }')
  await enabled('Cambiar la fecha').click()
  await page.getByText('Los envíos están en pausa').waitFor()
  expect(await button('Cambiar la fecha').count()).toBe(1)
})

test('an alert goes away once it was read', async () => {
  await visit('acciones#actividad')
  await page.getByRole('button', { name: /avisos más$/u }).click()
  await button('Entendido').first().click()
  await expect.poll(() => argsOf('dismissAlert')).toEqual([{ taskId: 3 }])
})

test('a resend can be put off to an hour', async () => {
  await openStep('FC-ARCA', 'Reenviar más tarde…')
  await page.getByText('En tres horas').click()
  const before = Date.now()
  await button('Dejarlo programado').click()
  await page.getByRole('dialog').getByText('Frenado: para más tarde', { exact: true }).waitFor()
  const [args] = await argsOf('resendLater')
  expect(args).toMatchObject({ pointOfSaleId: 'pdv-1', external_reference: 'FC-ARCA', orderId: 4 })
  const { at } = args as { at: number }
  expect(at - before).toBeGreaterThanOrEqual(3 * 3_600_000)
})
