import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fechaOf } from '../simulator/dates.ts'
import { Simulator } from '../simulator/simulator.ts'
import { launchApp, type Finished } from './harness/app.ts'
import { openBrowser } from './harness/browser.ts'
import { runProduct } from './harness/product.ts'
import { watchedAtOnce } from './harness/watched.ts'

const credentials = {
  apikey: '51616',
  apitoken: 'tokvigilar0123456789abcdef012345',
  usertoken: 'usrvigilar0123456789abcdef0123456789abcdef0123456789abcdef012345',
}
const second = { apikey: '51617', apitoken: 'e'.repeat(32), usertoken: 'f'.repeat(64) }
const day = 86_400_000

let folder: string
let simulator: Simulator
let env: Record<string, string>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-vigilar-'))
  simulator = await Simulator.start()
  simulator.addPointOfSale(credentials)
  simulator.addPointOfSale(second)
  env = { REENCOLA_DATOS: join(folder, 'datos'), REENCOLA_API_URL: simulator.url }
})
afterEach(async () => {
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

const ago = (days: number) => fechaOf(Date.now() - days * day)
const cli = (args: string[], stdin = ''): Promise<Finished> => runProduct(args, stdin, env)
const configure = (values: object = credentials, nombre = 'Local') => cli(['configurar'], JSON.stringify({ nombre, ...values }))
const look = (...args: string[]) => cli(['vigilar', '--una-vez', ...args])
const seed = (external_reference: string, fecha: string, rest: object = {}) =>
  simulator.seed([{ apikey: credentials.apikey, external_reference, fecha, ...rest }])
const json = ({ stdout }: Finished) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
const methods = () => new Set(simulator.requests().map(({ method }) => method))

const writeSettings = () => writeFileSync(join(env['REENCOLA_DATOS']!, 'ajustes.json'), JSON.stringify({ version: 1, ...watchedAtOnce() }))

describe('vigilar --una-vez', { timeout: 180_000 }, () => {
  test('one object per comprobante in error, oldest first; what it found once is not new again', async () => {
    await configure({ ...credentials, empresa: 'Paz y Asociados' })
    seed('FC-HOY', ago(0), { razon_social: 'Acme SRL', total: 1210 })
    seed('FC-VIEJA', ago(29))
    seed('FC-FUERA', ago(31))
    seed('FC-EMITIDA', ago(0), { status: 'issued' })
    const first = await look('--json')
    expect(first).toMatchObject({ code: 1, stderr: '' })
    expect(json(first).map(({ referencia, nuevo }) => [referencia, nuevo])).toEqual([
      ['FC-VIEJA', true],
      ['FC-HOY', true],
    ])
    expect(json(first)[1]).toEqual({
      referencia: 'FC-HOY',
      pdv: 'Local',
      empresa: 'Paz y Asociados',
      fecha: ago(0),
      tipo: 'FACTURA B',
      cliente: 'Acme SRL',
      total: 1210,
      estado: 'ENVIADO A PROCESAR - CON ERROR',
      nuevo: true,
    })
    seed('FC-OTRA', ago(1))
    const again = await look('--json')
    expect(again.code).toBe(1)
    expect(json(again).map(({ referencia, nuevo }) => [referencia, nuevo])).toEqual([
      ['FC-VIEJA', false],
      ['FC-OTRA', true],
      ['FC-HOY', false],
    ])
    expect(methods()).toEqual(new Set(['consulta_avanzada']))
  })

  test('nothing in error: 0, no object, and a sentence for people', async () => {
    await configure()
    expect(await look('--json')).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(await look()).toMatchObject({ code: 0, stdout: 'No hay comprobantes con error.\n' })
  })

  test('what could not be read is named, and ends with 3, also when something else was found', async () => {
    await configure()
    await configure({ ...second, apitoken: 'otro'.repeat(8) }, 'Sucursal')
    seed('FC-1', ago(0))
    const watched = await look('--json')
    expect(watched.code).toBe(3)
    expect(json(watched).map(({ referencia }) => referencia)).toEqual(['FC-1'])
    expect(watched.stderr).toContain('Sucursal')
  })

  test('only the days and the point of sale that were asked for; wrong usage ends with 2', async () => {
    await configure()
    await configure(second, 'Sucursal')
    seed('FC-1', ago(0))
    seed('FC-2', ago(2))
    simulator.seed([{ apikey: second.apikey, external_reference: 'S-1', fecha: ago(2) }])
    const some = await look('--json', '--desde', ago(3), '--hasta', ago(1), '--pdv', 'Sucursal')
    expect(json(some)).toMatchObject([{ referencia: 'S-1', pdv: 'Sucursal', nuevo: true }])
    expect(json(await look('--json', '--desde', ago(3), '--pdv', 'Local')).map(({ referencia }) => referencia)).toEqual(['FC-2', 'FC-1'])
    expect(await cli(['vigilar'])).toMatchObject({ code: 2, stdout: '' })
    expect(await look('--desde', '31/02/2026')).toMatchObject({ code: 2, stdout: '' })
    const turned = await look('--desde', ago(0), '--hasta', ago(2))
    expect(turned).toMatchObject({ code: 2, stdout: '' })
    expect(turned.stderr).toContain('tiene que ser anterior o igual a la de --hasta')
    // Nobody is told of a flag that was not used as if it were wrong.
    for (const start of [ago(-5), ago(400)]) {
      const alone = await look('--desde', start)
      expect(alone).toMatchObject({ code: 2, stdout: '' })
      expect(alone.stderr).toContain('Sin --hasta se revisa hasta hoy')
      expect(alone.stderr).toContain(start)
    }
    expect(await look('--pdv', 'Nadie')).toMatchObject({ code: 2, stdout: '' })
  })

  test('while the program runs only that keeps what it finds; what it found by itself is told once, and is not new', async () => {
    await configure()
    seed('FC-1', ago(0))
    writeSettings()
    await using app = await launchApp({ args: ['--oculto'], env, dataFolder: env['REENCOLA_DATOS']! })
    const { notifications } = await app.control.until((state) => state.notifications.length > 0, 'what the first round has found')
    expect(notifications.map(({ title, body }) => ({ title, body }))).toEqual([
      { title: 'Quedaron comprobantes con error', body: '1 comprobante nuevo con error en Local' },
    ])
    seed('FC-2', ago(1))
    const watched = await look('--json')
    expect(watched.code).toBe(1)
    expect(json(watched).map(({ referencia, nuevo }) => [referencia, nuevo])).toEqual([
      ['FC-2', true],
      ['FC-1', false],
    ])
    expect(methods()).toEqual(new Set(['consulta_avanzada']))
    await app.control.do('notification', { event: 'click' })
    await app.control.until(({ windows }) => windows.some(({ visible }) => visible), 'the window')
    await app.control.do('quit', {})
    await app.exit
  })

  test('while TusFacturasAPP refuses the credentials the tray does not say that all is well, and says so no more once they are mended', async () => {
    await configure({ ...credentials, apitoken: 'otro'.repeat(8) })
    writeSettings()
    await using app = await launchApp({ args: ['--oculto'], env, dataFolder: env['REENCOLA_DATOS']! })
    const says = (wanted: string) => app.control.until(({ trays }) => trays[0]?.toolTip === wanted, wanted)
    await says('Reencola: 1 punto de venta sin vigilar')
    await configure()
    await says('Reencola: al día')
  })

  test('what falls into error while the window is hidden: a notification, the tray, the badge, and the row marked new', async () => {
    await configure()
    seed('FC-1', ago(0))
    seed('FC-2', ago(1))
    writeSettings()
    await using app = await launchApp({ args: ['--oculto'], env, dataFolder: env['REENCOLA_DATOS']! })
    const shown = ({ trays, app: { badge } }: Awaited<ReturnType<typeof app.control.state>>) => [trays[0]?.toolTip, badge.launcher?.count]
    const { notifications, windows } = await app.control.until((state) => state.notifications.length > 0, 'what the round has found')
    expect(notifications.map(({ body }) => body)).toEqual(['2 comprobantes nuevos con error en Local'])
    expect(windows.some(({ visible }) => visible)).toBe(false)
    await app.control.until((state) => shown(state)[0] !== 'Reencola: al día', 'the tooltip')
    expect(shown(await app.control.state())).toEqual(['Reencola: 2 nuevos con error', 2])

    await app.control.do('notification', { event: 'click' })
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(await app.ready())
      const box = (reference: string) => page.getByRole('grid', { name: 'Comprobantes con error' }).getByRole('checkbox', { name: reference, exact: true })
      const described = async (reference: string) => {
        const ids = (await box(reference).getAttribute('aria-describedby')) ?? ''
        return page.evaluate<string>(
          `${JSON.stringify(ids)}.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').filter((text) => text !== '').join(', ')`,
        )
      }
      await box('FC-1').waitFor()
      for (const reference of ['FC-1', 'FC-2']) expect(await described(reference)).toMatch(/^Nuevo, /u)
    } finally {
      await browser.close()
    }
    expect(methods()).toEqual(new Set(['consulta_avanzada']))
  })
})
