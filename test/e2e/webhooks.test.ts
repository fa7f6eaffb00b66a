/** TusFacturasAPP tells the running program: what failed is explained, what nobody proves moves nothing, and no secret is said. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { closedPort } from '../integration/core/tusfacturas/client-setup.ts'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, runCli, type RunningApp } from './harness/app.ts'
import { openBrowser } from './harness/browser.ts'
import { until } from './harness/control.ts'

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}
const webhookToken = 'fichadelpuntodeventa0123456789'
const reasons = ['AFIP No devolvio el CAE asociado. (Cod. Error #6661141.S1254)', 'Cod. Error: #6661145.10013 - El campo DocTipo es invalido.']

let browser: Browser
let simulator: Simulator
let app: RunningApp
let page: Page
/** Everything that main said to the page. */
let heard: string[]

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed(
    ['FC-1', 'FC-2'].map((external_reference) => ({
      apikey: credentials.apikey,
      external_reference,
      status: 'error' as const,
      outcome: 'fail' as const,
      errorTexts: reasons,
    })),
  )
  app = await launchApp({ env: { REENCOLA_API_URL: simulator.url } })
  await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), { REENCOLA_DATOS: app.dataFolder })
  page = await browser.newPage({ viewport: { width: 1024, height: 640 } })
  heard = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
  await page.goto(await app.ready())
})
afterEach(async () => {
  await page.close()
  await app[Symbol.asyncDispose]()
  await simulator.stop()
})

const section = () => page.getByRole('region', { name: 'Avisos de TusFacturasAPP' })

async function openSection(): Promise<void> {
  await page.getByRole('link', { name: 'Ajustes', exact: true }).click()
  await page.getByRole('link', { name: 'Avisos de TusFacturasAPP' }).click()
}

/** Switches the receiver on. @returns the address, as the clipboard got it */
async function switchOn(): Promise<string> {
  await openSection()
  await section().getByText('Recibir en esta PC').click()
  const port = String(await closedPort())
  await section().getByRole('textbox', { name: 'Puerto' }).fill(port)
  await section().getByRole('button', { name: 'Guardar y escuchar' }).click()
  await section().getByText(`Escuchando en 127.0.0.1, puerto ${port}.`).waitFor()
  await section().getByRole('button', { name: 'Copiar la dirección de Local' }).click()
  return until(async () => (await app.control.state()).clipboard, 'the address on the clipboard')
}

async function resend(reference: string): Promise<void> {
  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill(reference)
  await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
  await until(() => simulator.executions(reference) === 1, 'the resend')
}

test('switched on, given the token: a failure is confirmed by the query and explained by the event; secrets stay', async () => {
  const webhookUrl = await switchOn()
  expect(webhookUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/avisos\/[\w-]{32}$/u)
  await section().getByRole('textbox', { name: 'Token de webhook' }).fill(webhookToken)
  await section().getByRole('button', { name: 'Guardar el token de Local' }).click()
  await section().getByText('Guardado: ••••6789').waitFor()

  // A stranger who knows the address and not the token.
  simulator.webhooks.token = 'forged'
  await simulator.sendWebhooksTo(webhookUrl, webhookToken)
  await resend('FC-1')
  await simulator.idle()
  expect(simulator.webhookDeliveries().map(({ status }) => status)).toEqual([403, 403])
  simulator.webhooks.token = 'right'
  await simulator.process({ references: ['FC-1'] })
  await simulator.idle()
  expect(simulator.webhookDeliveries().at(-1)).toMatchObject({ evento: 'error', status: 200 })

  await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
  const row = page.getByRole('grid', { name: 'Actividad' }).getByRole('row').filter({ hasText: 'FC-1' })
  await row.getByText('Sigue con error').waitFor()
  await row.getByRole('button', { name: 'FC-1' }).click()
  const story = page.getByRole('dialog', { name: 'Reenvío de FC-1' })
  await story.getByText('La consulta gratuita muestra que volvió a fallar.').waitFor()
  await story.getByText('Ver el texto original (10013)').waitFor()
  await page.keyboard.press('Escape')

  await openSection()
  await section().getByRole('table', { name: 'Últimos avisos' }).getByRole('row').filter({ hasText: 'FC-1' }).getByText('Comprobado').first().waitFor()
  await section().getByText('Se rechazaron 2 avisos con otro token').waitFor()

  // Nothing said so far holds the address; only asking for it shows it.
  const secret = new URL(webhookUrl).pathname
  expect(heard.join('\n')).not.toContain(secret)
  await section().getByRole('button', { name: 'Mostrar la dirección de Local' }).click()
  await section().getByText(webhookUrl).waitFor()
  expect(heard.join('\n')).toContain(secret)
  const kept = [app.stderr(), heard.join('\n')]
  for (const name of await readdir(app.dataFolder, { recursive: true }))
    if (/\.(?:json|log|jsonl)$/u.test(name)) kept.push(await readFile(join(app.dataFolder, name), 'utf8'))
  expect(kept.length).toBeGreaterThan(4)
  for (const text of kept) expect(text).not.toContain(webhookToken)
  for (const text of kept.filter((_, index) => index !== 1)) expect(text).not.toContain(secret)
})

test('a file of saved events is imported: it has the query asked at once, explains what that shows, and says what it did not understand', async () => {
  await resend('FC-2')
  await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
  const row = page.getByRole('grid', { name: 'Actividad' }).getByRole('row').filter({ hasText: 'FC-2' })
  await row.getByText('Reencolado').waitFor()
  await simulator.process()

  const creado = new Date(Date.now() - 3 * 3_600_000).toISOString().replace(/^(\d+)-(\d+)-(\d+)T([\d:]+).*$/u, '$3/$2/$1 $4')
  const saved = JSON.stringify({ creado, evento: 'error', recurso: 'facturacion', external_reference: 'FC-2', intento: 1, msg: reasons, hook_id: 'guardado-1' })
  const path = join(app.dataFolder, 'guardados.log')
  await writeFile(path, `[info] webhook ${saved}\nfin\n${saved}\n`)
  await app.control.do('dialog/answer', { method: 'showOpenDialog', answer: { canceled: false, filePaths: [path] } })
  await openSection()
  await section().getByRole('button', { name: 'Elegir archivo de avisos…' }).click()
  await section().getByText('guardados.log: 1 aviso nuevo, 1 repetido.').waitFor()
  await section().getByText('Línea 2: fin').waitFor()

  await page.getByRole('link', { name: /^Actividad(?:,|$)/u }).click()
  await row.getByText('Sigue con error').waitFor()
  await row.getByRole('button', { name: 'FC-2' }).click()
  await page.getByRole('dialog', { name: 'Reenvío de FC-2' }).getByText('Ver el texto original (10013)').waitFor()
})
