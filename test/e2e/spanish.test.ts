/** Whatever a person reads outside of the window was said by the text modules, or is data of hers. */
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { wordsIn } from '../spanish/texts.ts'
import { vocabulary } from '../spanish/vocabulary.ts'
import { launchApp, runCli } from './harness/app.ts'
import type { HostState } from './harness/control.ts'
import { browser, servePages } from './page-preview/visit.ts'

servePages()

let foreign: Awaited<ReturnType<typeof vocabulary>>

beforeAll(async () => {
  foreign = await vocabulary()
})

test('the test itself would notice', () => {
  expect(foreign(['Loading orders'], [])).toEqual(['"Loading orders": Loading orders'])
  expect(foreign(['Cancelar todo ya mismo'], [])).not.toEqual([])
  expect(foreign(['FC-0001 · 2 solicitudes, 1 posible', 'Reenviar 3', 'Guardado.'], ['FC'])).toEqual([])
})

const credentials = {
  apikey: '20202',
  apitoken: 'tokdeprueba0123456789abcdef01234',
  usertoken: 'usrdeprueba0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

/** What the desktop shows of the program. */
function textsOf({ trays, applicationMenu, notifications, dialogs, windows }: HostState): string[] {
  const texts: string[] = []
  const shown = new Set([
    'toolTip',
    'tooltip',
    'title',
    'label',
    'sublabel',
    'body',
    'subtitle',
    'message',
    'detail',
    'content',
    'buttonLabel',
    'checkboxLabel',
    'name',
  ])
  const walk = (value: unknown, key = '') => {
    if (typeof value === 'string') {
      if (shown.has(key)) texts.push(value)
    } else if (Array.isArray(value)) value.forEach((member) => walk(member, key === 'buttons' ? 'label' : key))
    else if (typeof value === 'object' && value !== null) for (const [name, member] of Object.entries(value)) walk(member, name)
  }
  walk([trays, applicationMenu, notifications, dialogs, windows])
  return texts
}

test('tray, menus, notifications, dialogs', async () => {
  const simulator = await Simulator.start({ processAfterMs: 0 })
  onTestFinished(() => simulator.stop())
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
  await using app = await launchApp({ env: { REENCOLA_API_URL: simulator.url } })
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  await page.goto(await app.ready())
  await page.getByRole('textbox', { name: 'Nombre del punto de venta' }).fill('Local')
  await page.getByRole('textbox', { name: 'API key' }).fill(credentials.apikey)
  await page.getByRole('textbox', { name: 'API token' }).fill(credentials.apitoken)
  await page.getByRole('textbox', { name: 'User token' }).fill(credentials.usertoken)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('link', { name: 'Reenviar', exact: true }).click()
  await page.getByRole('textbox', { name: 'Referencias externas' }).waitFor()
  await app.control.do('window', { action: 'hide' })
  await page.getByRole('textbox', { name: 'Referencias externas' }).fill('FC-0001\nNO-ESTA')
  await page.getByRole('button', { name: 'Reenviar 2', exact: true }).click()
  const state = await app.control.until(({ notifications }) => notifications.length > 0, 'the notice of the batch')
  const texts = textsOf(state)
  expect(texts.length).toBeGreaterThan(20)
  expect(foreign(texts, ['FC', 'NO', 'ESTA', 'Local'])).toEqual([])
})

test.each([
  [['--ayuda']],
  [['reenviar']],
  [['reenviar', 'A', '--esperar', 'mucho']],
  [['configurar', 'x']],
  [['estado']],
  [['listar', '--desde', '01/11/2026', '--hasta', 'mañana']],
  [['explicar', '10016: El numero o fecha del comprobante no se corresponde']],
  [['nada']],
  [['--nada']],
])('the command line: %j', async (args) => {
  const { stdout, stderr } = await runCli(args)
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => !/^(?:anfitrión:|\(node:|\(Use|\[?\d{4}-|\{|\d\d:)/u.test(line))
  expect(foreign(lines, wordsIn(args))).toEqual([])
})
