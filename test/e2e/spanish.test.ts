/** Whatever a person reads was said by the text modules, or is data of hers. */
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { allEntries } from '../../electron/core/guidance/catalogue.ts'
import { shortTipo } from '../../renderer/features/inbox/short-tipo.ts'
import { Simulator } from '../simulator/simulator.ts'
import { everythingSaid, Vocabulary, wordsIn } from '../spanish/texts.ts'
import { launchApp, runCli } from './harness/app.ts'
import type { HostState } from './harness/control.ts'
import { looks } from './page-preview/looks.ts'
import { openPage } from './page-preview/open.ts'
import { browser, preview, servePages } from './page-preview/visit.ts'

servePages()

let vocabulary: Vocabulary

beforeAll(async () => {
  const causes = allEntries().flatMap(({ title, explanation, nextStep }) => [title, explanation, nextStep])
  vocabulary = new Vocabulary([...(await everythingSaid()).map(({ text }) => text), ...causes])
})

/** What the component library's own Spanish says of a date that is being chosen. */
const datePicker = ['día', 'mes', 'año', 'seleccionada', 'seleccionado', 'Anterior', 'Siguiente', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom']

/** Dates are written by the browser; the long reference of a sight is cut where it is quoted. */
const written = [
  'x'.repeat(40),
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
  'de',
  'lunes',
  'martes',
  'miércoles',
  'jueves',
  'viernes',
  'sábado',
  'domingo',
]

/** @returns the kinds of comprobantes of what the page was told, as its list abbreviates them */
const kindsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => (key === 'tipo' && typeof member === 'string' ? [shortTipo(member)] : kindsIn(member)))
    : []

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const foreign = (texts: string[], data: Iterable<string>): string[] => {
  const known = new Set([...written, ...written.map(capital), ...datePicker, ...data])
  return texts.flatMap((text) => {
    const words = vocabulary.unexplained(text, known)
    return words.length === 0 ? [] : [`${JSON.stringify(text)}: ${words.join(' ')}`]
  })
}

test.each(Object.entries(looks))('%s', async (_look, { scene, reach }) => {
  await using open = await openPage(browser, preview.url, scene)
  await reach?.(open.page)
  const data = await open.data()
  expect(foreign(await open.texts(), [...wordsIn(data), ...kindsIn(data)])).toEqual([])
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
