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
const wrong = { apikey: '30303', apitoken: 'otrotokdeprueba0123456789abcdef0', usertoken: 'otrousrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef0' }

let simulator: Simulator
let app: RunningProduct
let page: Page

beforeEach(async () => {
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed(['FC-0001', 'FC-0002'].map((external_reference) => ({ apikey: credentials.apikey, external_reference, status: 'error' as const })))
  app = await launchProduct({ env: { REENCOLA_API_URL: simulator.url } })
  page = await app.openPage()
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await simulator.stop()
})

async function fillCredentials(name: string, values: typeof credentials): Promise<void> {
  await page.getByRole('textbox', { name: 'Nombre del punto de venta' }).fill(name)
  await page.getByRole('textbox', { name: 'API key' }).fill(values.apikey)
  await page.getByRole('textbox', { name: 'API token' }).fill(values.apitoken)
  await page.getByRole('textbox', { name: 'User token' }).fill(values.usertoken)
}

const rowOf = (reference: string) => page.getByRole('grid', { name: 'Actividad' }).getByRole('row').filter({ hasText: reference })

test('from first launch to three read results: accepted, not found, wrong credentials', async () => {
  await fillCredentials('Local', credentials)
  await page.getByRole('button', { name: 'Probar' }).click()
  await page.getByText('Las credenciales funcionan').first().waitFor()
  await page.getByRole('button', { name: 'Guardar' }).click()

  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-0001\nNO-ESTA')
  await page.getByRole('button', { name: 'Reenviar 2', exact: true }).click()
  await until(() => simulator.executions('FC-0001') === 1, 'the resend')

  await page.getByRole('link', { name: 'Ajustes' }).click()
  await page.getByRole('button', { name: /Agregar/u }).click()
  await fillCredentials('Sucursal', wrong)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Sucursal').first().waitFor()
  await page.getByRole('link', { name: 'Reenviar' }).click()
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-0002')
  await page.getByRole('combobox', { name: 'Punto de venta' }).selectOption({ label: 'Sucursal' })
  await page.getByRole('button', { name: 'Reenviar', exact: true }).click()

  // Its link says how much there is that nobody has seen.
  await page.getByRole('link', { name: /^Actividad(,|$)/u }).click()
  await rowOf('FC-0001').getByText('Reencolado').waitFor()
  await rowOf('NO-ESTA').getByText('No encontrado').waitFor()
  await rowOf('FC-0002').getByText('Frenado: credenciales rechazadas').waitFor()

  const posts = simulator.requests().filter((request) => request.method === 'reenviar_encolado')
  expect(posts).toHaveLength(1)
  expect(posts[0]!.json).toEqual({ ...credentials, external_reference: 'FC-0001' })
  expect(posts[0]!.headers['user-agent']).toMatch(/^Reencola\/\d+\.\d+\.\d+$/u)

  const said = app.heard()
  if (said === null) return
  expect(said).toContain('FC-0001')
  for (const { apikey, apitoken, usertoken } of [credentials, wrong]) for (const secret of [apikey, apitoken, usertoken]) expect(said).not.toContain(secret)
})

test('a link fills the field in, and sends nothing', async () => {
  await fillCredentials('Local', credentials)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('heading', { level: 1, name: 'Con error' }).waitFor()
  await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
  await app.control.do('open-url', { url: 'reencola://reenviar?referencia=FC-0001' })
  await page.getByText('Un enlace trajo la referencia FC-0001.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Referencias externas' }).inputValue()).toBe('FC-0001')
  expect(simulator.requests().filter(({ method }) => method === 'reenviar_encolado')).toEqual([])
})
