/** What a person does about a comprobante that a resend did not mend: the whole product against a TusFacturasAPP. */
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { until } from './harness/control.ts'
import { launchProduct, type RunningProduct } from './harness/product.ts'

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}
const { apikey } = credentials

let simulator: Simulator
let app: RunningProduct
let page: Page

beforeEach(async () => {
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([
    { apikey, external_reference: 'FC-FECHA', fecha: '20/11/2026', outcome: ['fail', 'issue'] },
    { apikey, external_reference: 'FC-DOBLE', fecha: '20/11/2026', outcome: 'fail' },
    { apikey, external_reference: 'FC-DOBLE', fecha: '20/11/2026', deletable: false, tipo: 'FACTURA A' },
  ])
  app = await launchProduct({ env: { REENCOLA_API_URL: simulator.url } })
  page = await app.openPage()
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await simulator.stop()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const enabled = (name: string) => button(name).and(page.locator(':enabled'))
const rowOf = (reference: string) => page.getByRole('grid', { name: 'Actividad' }).getByRole('row').filter({ hasText: reference })
const posts = (method: string) => simulator.requests({ method }).map(({ json }) => json)

async function configure(): Promise<void> {
  await page.getByRole('textbox', { name: 'Nombre del punto de venta' }).fill('Local')
  await page.getByRole('textbox', { name: 'API key' }).fill(apikey)
  await page.getByRole('textbox', { name: 'API token' }).fill(credentials.apitoken)
  await page.getByRole('textbox', { name: 'User token' }).fill(credentials.usertoken)
  await button('Guardar').click()
}

/** Its story, opened, with everything that is offered there in sight. */
async function openStory(reference: string): Promise<void> {
  await rowOf(reference).getByText('Sigue con error').waitFor({ timeout: 30_000 })
  await rowOf(reference).getByRole('button').first().click()
  await page.getByText('Otras opciones').click()
}

test('change the date of one and see it resent; delete the other and see what stays', async () => {
  await configure()
  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-FECHA\nFC-DOBLE')
  await button('Reenviar 2').click()
  await until(() => simulator.executions('FC-FECHA') + simulator.executions('FC-DOBLE') === 2, 'both resends')
  await simulator.process()
  // Its link says how much there is that nobody has seen.
  await page.getByRole('link', { name: /^Actividad(,|$)/u }).click()

  await openStory('FC-FECHA')
  await button('Cambiar fecha…').click()
  await page.getByText('FACTURA B 20/11/2026').waitFor()
  await enabled('Cambiar la fecha').click()
  await page.getByRole('dialog').locator('.message').getByText('Fecha cambiada').waitFor()
  const today = new Intl.DateTimeFormat('es-AR', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'America/Argentina/Buenos_Aires' }).format(
    Date.now(),
  )
  expect(posts('cambiar_fecha_encolado')).toEqual([{ ...credentials, external_reference: 'FC-FECHA', fecha: today, vencimiento: today }])
  await button('Ver el reenvío').click()
  await page.getByRole('dialog').getByText('Reencolado', { exact: true }).first().waitFor()
  await page.getByText('Repite un reenvío anterior').waitFor()
  expect(simulator.executions('FC-FECHA')).toBe(2)
  await button('Cerrar').click()

  await openStory('FC-DOBLE')
  await button('Eliminar de la cola…').click()
  await page.getByText('la consulta gratuita muestra 2 comprobantes').waitFor()
  await page.getByRole('textbox', { name: 'Para confirmar, escribí la referencia: FC-DOBLE' }).fill('FC-DOBLE')
  await enabled('Eliminar de la cola').click()
  await page.getByRole('list', { name: 'Eliminados' }).getByText('FACTURA B 00010-00000000 se ha eliminado').waitFor()
  await page.getByRole('list', { name: 'Quedaron' }).getByText('FACTURA A 00010-000000 no se ha podido eliminar').waitFor()
  expect(posts('eliminar_encolado')).toEqual([{ ...credentials, external_reference: 'FC-DOBLE', fecha: '20/11/2026' }])
  expect(simulator.items(apikey).filter((item) => item.external_reference === 'FC-DOBLE')).toMatchObject([{ tipo: 'FACTURA A' }])
  await button('Copiar').click()
  await until(async () => (await app.control.state()).clipboard.includes('Referencia externa: FC-DOBLE'), 'the summary on the clipboard')
  await button('Volver').click()
  await page.getByRole('dialog').getByText('Eliminación de la cola del 20/11/2026: Hecho en parte').waitFor()
  await button('Cerrar').click()

  await page.getByText('2 cambios de fecha, eliminaciones y consultas').click()
  await page.getByText('Cambio de fecha a').waitFor()
})
