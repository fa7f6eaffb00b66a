import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import type { Finished } from './harness/app.ts'
import { until } from './harness/control.ts'
import { launchProduct, runProduct } from './harness/product.ts'

const credentials = {
  apikey: '40404',
  apitoken: 'tokdelinea0123456789abcdef012345',
  usertoken: 'usrdelinea0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

let folder: string
let simulator: Simulator
let env: Record<string, string>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-cli-'))
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
  env = { REENCOLA_DATOS: join(folder, 'datos'), REENCOLA_API_URL: simulator.url }
})
afterEach(async () => {
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

const cli = (args: string[], stdin = ''): Promise<Finished> => runProduct(args, stdin, env)
const configure = (values: object = credentials, nombre = 'Local') => cli(['configurar'], JSON.stringify({ nombre, ...values }))
const seed = (external_reference: string, fecha: string, rest: object = {}) =>
  simulator.seed([{ apikey: credentials.apikey, external_reference, fecha, ...rest }])
const posts = () => simulator.requests().filter((request) => request.method === 'reenviar_encolado')
const json = (finished: Finished) =>
  finished.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Every file below the data folder, as text. */
function dataFolder(at = env['REENCOLA_DATOS']!): string {
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => join(at, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
    .join('\n')
}

describe('the main job', () => {
  test('configurar, then reenviar posts exactly the four fields, once', async () => {
    expect(await configure()).toMatchObject({ code: 0, stdout: '{"ok":true,"nombre":"Local"}\n' })
    const sent = await cli(['reenviar', 'FC-0001', '--json'])
    expect(sent.code).toBe(0)
    expect(json(sent)).toEqual([
      {
        referencia: 'FC-0001',
        pdv: 'Local',
        estado: 'accepted',
        titulo: expect.stringMatching(/\S/u) as string,
        explicacion: expect.stringMatching(/\S/u) as string,
        queHacer: expect.stringMatching(/\S/u) as string,
        solicitudes: 1,
        solicitudesPosibles: 0,
      },
    ])
    expect(posts().map((request) => request.json)).toEqual([{ ...credentials, external_reference: 'FC-0001' }])
    expect(posts()[0]).toMatchObject({ verb: 'POST', path: '/app/api/v2/facturacion/reenviar_encolado' })
    expect(posts()[0]!.headers['content-type']).toMatch(/^application\/json/u)
  })

  test('not found: nothing is posted, nothing is spent, exit code 1', async () => {
    await configure()
    const sent = await cli(['reenviar', 'NO-ESTA', '--json'])
    expect(sent.code).toBe(1)
    expect(json(sent)).toMatchObject([{ referencia: 'NO-ESTA', estado: 'not_found', solicitudes: 0, solicitudesPosibles: 0 }])
    expect(posts()).toEqual([])
  })

  test('a server that knows no query: three tries, then the POST goes without one; its error is read', async () => {
    await configure()
    simulator.inject({ method: 'consulta_avanzada', phase: 'status', status: 404, times: Infinity })
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0002', status: 'issued' }])
    const sent = await cli(['reenviar', 'FC-0001', 'FC-0002', '--json'])
    expect(json(sent)).toMatchObject([{ estado: 'accepted' }, { estado: 'not_found', solicitudes: 1 }])
    expect(posts()).toHaveLength(2)
  })

  test('--esperar: up to the final answer, with number and CAE', async () => {
    await simulator.stop()
    simulator = await Simulator.start({ processAfterMs: 50 })
    env['REENCOLA_API_URL'] = simulator.url
    simulator.addPointOfSale({ ...credentials, name: 'Local' })
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0003', status: 'error' }])
    await configure()
    const sent = await cli(['reenviar', 'FC-0003', '--esperar', '60', '--json'])
    expect(sent.code).toBe(0)
    expect(json(sent)).toMatchObject([{ estado: 'issued', cae: expect.stringMatching(/^\d+$/u) as string, comprobante: expect.anything() as object }])
  })

  test('without connection: kept, exit code 3; the next run sends it', async () => {
    await configure()
    await simulator.link('down')
    const waiting = await cli(['reenviar', 'FC-0001', '--json'])
    expect(waiting.code).toBe(3)
    expect(json(waiting)).toMatchObject([{ estado: 'queued', solicitudes: 0 }])
    await simulator.link('up')
    expect(json(await cli(['reenviar', 'FC-0001', '--json']))).toMatchObject([{ estado: 'accepted', solicitudes: 1 }])
    expect(posts()).toHaveLength(1)
    expect(json(await cli(['estado', '--json'])).some((line) => line['estado'] === 'accepted')).toBe(true)
  })

  test('wrong credentials: held, exit code 3, nothing posted', async () => {
    await configure({ ...credentials, usertoken: 'otro-token-inventado' })
    const sent = await cli(['reenviar', 'FC-0001', '--json'])
    expect(sent.code).toBe(3)
    expect(json(sent)).toMatchObject([{ estado: 'held', solicitudes: 0 }])
    expect(posts()).toEqual([])
  })

  test.each([
    [['--json'], /^$/u],
    [[], /^Reencola ya está abierta: le pasé la referencia y la trabaja ella\./u],
  ])('while the app runs, with %j: handed over, exit code 4, and the app works it off', async (options, printed) => {
    await configure()
    await using app = await launchProduct({ env, dataFolder: env['REENCOLA_DATOS']!, args: ['--oculto'] })
    const handed = await cli(['reenviar', 'FC-0001', ...options])
    expect(handed).toMatchObject({ code: 4, stdout: expect.stringMatching(printed) as string })
    await until(() => simulator.executions('FC-0001') === 1, 'the running app to resend')
    expect(json(await cli(['estado', '--json'])).some((line) => line['referencia'] === 'FC-0001')).toBe(true)
    await app.control.do('quit', {})
  })
})

describe('explicar', () => {
  test('one object with the promised names', async () => {
    const explained = await cli(['explicar', 'No se han encontrado comprobantes.', '--json'])
    expect(explained.code).toBe(0)
    expect(Object.keys(json(explained)[0]!)).toEqual(['codigo', 'tipo', 'convieneReenviar', 'titulo', 'explicacion', 'queHacer', 'textos'])
    expect(json(explained)[0]).toMatchObject({ tipo: 'no-encontrado', convieneReenviar: 'no' })
  })
})

describe('bad input: a clear message in Spanish, exit code 2, nothing stored', () => {
  const long = 'X'.repeat(256)
  test.each([
    ['no reference', ['reenviar'], '', /Falta la referencia/u],
    ['an empty reference', ['reenviar', ''], '', /vacía/u],
    ['256 characters', ['reenviar', long], '', /más de 255 caracteres/u],
    ['a control character', ['reenviar', 'FC\u0007-1'], '', /carácter de control/u],
    ['an unknown flag', ['reenviar', 'FC-0001', '--todo'], '', /--todo/u],
    ['an unknown command', ['borrar'], '', /borrar/u],
    ['an unknown point of sale', ['reenviar', 'FC-0001', '--pdv', 'Otro'], '', /Otro/u],
    ['broken JSON', ['configurar'], '{"nombre":"Nuevo",', /JSON/u],
    ['a missing field', ['configurar'], '{"nombre":"Nuevo","apikey":"1","apitoken":"2"}', /usertoken/u],
    ['secrets as arguments', ['configurar', '--apikey', '1'], '', /entrada estándar|--apikey/u],
    ['the simulator, which an installed app lacks', ['--simulador'], '', /simulador/u],
  ])('%s', async (_name, args, stdin, message) => {
    await configure()
    const before = (await cli(['estado', '--json'])).stdout
    const refused = await cli(args, stdin)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(message)
    expect((await cli(['estado', '--json'])).stdout).toBe(before)
    expect(dataFolder()).not.toContain('Nuevo')
    expect(simulator.requests()).toEqual([])
  })

  test('nothing configured', async () => {
    expect(await cli(['reenviar', 'FC-0001'])).toMatchObject({ code: 2, stdout: '' })
  })

  test.each(['http://example.com/app/api/v2', 'ftp://127.0.0.1/', 'no es una dirección'])('a base URL that is not safe: %s', async (url) => {
    await configure()
    env['REENCOLA_API_URL'] = url
    const refused = await cli(['reenviar', 'FC-0001'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toMatch(/REENCOLA_API_URL/u)
  })
})

describe('secrets', () => {
  test('no credential in any file of the data folder, in any output, after success, refusal and failure', async () => {
    const outputs = [
      await configure(),
      await cli(['reenviar', 'FC-0001', 'NO-ESTA', '--json']),
      // A server that echoes what it was sent.
      await (async () => {
        simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0009', status: 'error' }])
        simulator.inject({
          method: 'reenviar_encolado',
          phase: 'status',
          status: 400,
          body: JSON.stringify({ error: 'S', errores: [JSON.stringify(credentials)] }),
        })
        return cli(['reenviar', 'FC-0009', '--json'])
      })(),
      await cli(['estado', '--json']),
    ]
    expect(json(outputs[2]!)).toMatchObject([{ estado: 'held' }])
    const everything = [dataFolder(), ...outputs.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n')
    for (const secret of [credentials.apitoken, credentials.usertoken]) {
      expect(everything).not.toContain(secret)
      expect(everything).not.toContain(Buffer.from(secret).toString('base64').slice(0, -4))
    }
    expect(everything).not.toMatch(new RegExp(`\\b${credentials.apikey}\\b`, 'u'))
  })
})

describe('listar', () => {
  const other = { apikey: '50505', apitoken: 'tokdesucursal0123456789abcdef012', usertoken: 'usrdesucursal0123456789abcdef0123456789abcdef0123456789abcdef012' }
  const range = ['--desde', '20/11/2026', '--hasta', '22/11/2026']

  beforeEach(async () => {
    await configure()
    seed('FC-1', '20/11/2026', { razon_social: 'Ferretería \u0007 Norte', total: 1234.5, tipo: 'FACTURA A' })
    seed('FC-2', '22/11/2026')
    seed('FC-3', '22/11/2026')
    seed('FC-1', '21/11/2026', { status: 'issued' })
    seed('EN-COLA', '21/11/2026', { status: 'queued' })
    seed('RARO', '21/11/2026', { statusText: 'EN REVISION MANUAL' })
    seed('ANTES', '19/11/2026')
  })

  test('one JSON object a comprobante, oldest first; nothing is sent and nothing is spent', async () => {
    const listed = await cli(['listar', ...range, '--json'])
    expect(listed).toMatchObject({ code: 0, stderr: '' })
    expect(json(listed).map(({ referencia, estado, repetida }) => [referencia, estado, repetida])).toEqual([
      ['FC-1', 'ENVIADO A PROCESAR - CON ERROR', true],
      ['RARO', 'EN REVISION MANUAL', false],
      ['FC-2', 'ENVIADO A PROCESAR - CON ERROR', false],
      ['FC-3', 'ENVIADO A PROCESAR - CON ERROR', false],
    ])
    expect(json(listed)[0]).toEqual({
      referencia: 'FC-1',
      pdv: 'Local',
      fecha: '20/11/2026',
      tipo: 'FACTURA A',
      cliente: 'Ferretería Norte',
      total: 1234.5,
      moneda: 'PES',
      estado: 'ENVIADO A PROCESAR - CON ERROR',
      repetida: true,
    })
    expect(simulator.requests().map(({ method }) => method)).toEqual(['consulta_avanzada', 'consulta_avanzada', 'consulta_avanzada'])
  })

  test('a table for people, while the window is open', async () => {
    await using running = await launchProduct({ args: ['--oculto'], env, dataFolder: env['REENCOLA_DATOS']! })
    await until(() => dataFolder().includes('services ready'), 'the running program')
    const { code, stdout } = await cli(['listar', ...range])
    expect(code).toBe(0)
    const lines = stdout.trim().split('\n')
    expect(lines[0]).toMatch(/^Fecha +Tipo +Referencia +Cliente +Total +Punto de venta +Estado$/u)
    expect(lines[1]).toMatch(/^20\/11\/2026 +FACTURA A +FC-1 +Ferretería Norte +1\.234,50 +Local +.*repetida/u)
    expect(lines.at(-1)).toBe('4 comprobantes con error, de 6 revisados.')
    expect(running.stderr()).not.toContain('crash')
  })

  test('a day that cannot be read is named, the others are printed', async () => {
    // Several days are asked at once, so any of them may be the one that fails.
    const of: Record<string, string[]> = { '20/11/2026': ['FC-1'], '21/11/2026': ['RARO'], '22/11/2026': ['FC-2', 'FC-3'] }
    simulator.inject({ method: 'consulta_avanzada', phase: 'status', status: 500, skip: 1 })
    const listed = await cli(['listar', ...range, '--json'])
    expect(listed.code).toBe(3)
    const [, failed = ''] = /No se pudo leer Local, día (\S{10})/u.exec(listed.stderr) ?? []
    expect(Object.keys(of)).toContain(failed)
    expect(json(listed).map(({ referencia }) => referencia)).toEqual(Object.entries(of).flatMap(([day, references]) => (day === failed ? [] : references)))
  })

  test('of two points of sale both, or the one that was named', async () => {
    simulator.addPointOfSale({ ...other, name: 'Sucursal' })
    simulator.seed([{ apikey: other.apikey, external_reference: 'S-1', fecha: '21/11/2026' }])
    await configure(other, 'Sucursal')
    const of = async (...args: string[]) =>
      json(await cli(['listar', ...range, '--json', ...args])).map(({ pdv, referencia }) => `${String(pdv)} ${String(referencia)}`)
    expect((await of()).toSorted()).toEqual(['Local FC-1', 'Local FC-2', 'Local FC-3', 'Local RARO', 'Sucursal S-1'])
    expect(await of('--pdv', 'sucursal')).toEqual(['Sucursal S-1'])
    expect(await cli(['listar', ...range, '--pdv', 'Depósito'])).toMatchObject({ code: 2, stderr: expect.stringContaining('«Depósito»') as string })
  })

  test('refused credentials are said in words; nothing in error is said too', async () => {
    expect(await cli(['listar', '--desde', '01/10/2026', '--hasta', '02/10/2026'])).toMatchObject({
      code: 0,
      stdout: 'No hay comprobantes con error en esas fechas.\n',
    })
    await configure({ ...credentials, usertoken: `${credentials.usertoken.slice(0, -1)}x` })
    const refused = await cli(['listar', ...range, '--json'])
    expect(refused).toMatchObject({ code: 3, stdout: '' })
    expect(refused.stderr).toMatch(/No se pudo leer Local, días 22\/11\/2026, .*credenciales/u)
  })

  test('the reason that the person or a webhook told is known', async () => {
    const sent = await cli(['reenviar', 'NO-ESTA', '--json'])
    expect(sent.code).toBe(1)
    const database = new DatabaseSync(join(env['REENCOLA_DATOS']!, 'ordenes.db'))
    const [pointOfSale] = database.prepare('SELECT point_of_sale FROM orders').all()
    database
      .prepare('INSERT INTO given_reason (point_of_sale, external_reference, text, at) VALUES (?, ?, ?, ?)')
      .run(String(pointOfSale?.['point_of_sale']), 'FC-2', '10015: El campo DocNro es invalido', Date.now())
    database.close()
    const listed = json(await cli(['listar', ...range, '--json'])).find(({ referencia }) => referencia === 'FC-2')
    expect(listed).toMatchObject({ motivo: expect.stringMatching(/\S/u) as string, convieneReenviar: 'no' })
  })
})
