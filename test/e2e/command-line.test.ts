import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import type { Finished } from './harness/app.ts'
import { until } from './harness/control.ts'
import { launchProduct, runProduct } from './harness/product.ts'

const credentials = { apikey: '40404', apitoken: 'tokdelinea0123456789abcdef012345', usertoken: 'usrdelinea0123456789abcdef0123456789abcdef0123456789abcdef012345' }

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
const posts = () => simulator.requests().filter((request) => request.method === 'reenviar_encolado')
const json = (finished: Finished) => finished.stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

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
    simulator.inject({ method: 'consulta_avanzada', phase: 'status', status: 404, body: '', times: Infinity })
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

  test('while the app runs: handed over, exit code 4, and the app works it off', async () => {
    await configure()
    await using app = await launchProduct({ env, dataFolder: env['REENCOLA_DATOS']!, args: ['--oculto'] })
    const handed = await cli(['reenviar', 'FC-0001', '--json'])
    expect(handed).toMatchObject({ code: 4, stdout: '' })
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
        simulator.inject({ method: 'reenviar_encolado', phase: 'status', status: 400, body: JSON.stringify({ eco: credentials }) })
        return cli(['reenviar', 'FC-0009', '--json'])
      })(),
      await cli(['estado', '--json']),
    ]
    expect(json(outputs[2]!)).toMatchObject([{ estado: 'rejected' }])
    const everything = [dataFolder(), ...outputs.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n')
    for (const secret of [credentials.apitoken, credentials.usertoken]) {
      expect(everything).not.toContain(secret)
      expect(everything).not.toContain(Buffer.from(secret).toString('base64').slice(0, -4))
    }
    expect(everything).not.toMatch(new RegExp(`\\b${credentials.apikey}\\b`, 'u'))
  })
})
