/** The simulator's webhooks, its control API and its command line. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { control } from '../../simulator/control-client.ts'
import { Simulator } from '../../simulator/simulator.ts'

const point = { apikey: '1134', apitoken: 'aaaa', usertoken: 'uuuu', webhookToken: 'hook-token' }
const noon = Date.UTC(2022, 2, 18, 18, 58, 11)

async function call(url: string, method: string, fields: object): Promise<unknown> {
  const answer = await request(`${url}/facturacion/${method}`, { method: 'POST', body: JSON.stringify({ ...point, ...fields }) })
  return answer.body.json()
}

interface Hook {
  headers: IncomingHttpHeaders
  body: Record<string, unknown>
}

/** A receiver on a free port; answers with what `status` says. */
async function receiver(status = () => 200) {
  const hooks: Hook[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      hooks.push({ headers: incoming.headers, body: JSON.parse(Buffer.concat(chunks).toString()) })
      response.writeHead(status()).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { hooks, url: `http://127.0.0.1:${port}/aviso`, close, events: () => hooks.map(({ body }) => body['evento']) }
}

describe('webhooks', () => {
  let simulator: Simulator
  let target: Awaited<ReturnType<typeof receiver>>
  let answered = 200

  beforeEach(async () => {
    answered = 200
    target = await receiver(() => answered)
    simulator = await Simulator.start({ seed: 3, now: () => noon })
    simulator.addPointOfSale({ ...point, webhookUrl: target.url })
    simulator.seed([{ ...point, external_reference: 'mi_extref', outcome: ['fail', 'issue'], errorTexts: ['uno', 'dos'] }])
  })
  afterEach(async () => {
    await simulator.stop()
    await target.close()
  })
  const resend = () => call(simulator.url, 'reenviar_encolado', { external_reference: 'mi_extref' })

  test('as documented, after each change', async () => {
    await resend()
    await simulator.idle()
    expect(target.hooks[0]?.body).toEqual({
      creado: '18/03/2022 15:58:11',
      evento: 'encolado',
      recurso: 'facturacion',
      external_reference: 'mi_extref',
      intento: 1,
      msg: [],
      hook_id: expect.stringMatching(/^[0-9a-f]{20}$/u),
    })
    expect(target.hooks[0]?.headers).toMatchObject({
      'user-agent': 'TusFacturasAPP-webhook/1.0',
      'tf-webhooktoken': 'hook-token',
      'content-type': 'application/json',
    })
    await simulator.process()
    expect(target.hooks[1]?.body).toMatchObject({ evento: 'error', msg: ['uno', 'dos'] })
    await call(simulator.url, 'cambiar_fecha_encolado', { external_reference: 'mi_extref', fecha: '17/03/2022', vencimiento: '17/03/2022' })
    await resend()
    await simulator.process()
    await simulator.testWebhook(point.apikey)
    expect(target.events()).toEqual(['encolado', 'error', 'cambio_fecha', 'encolado', 'emitido', 'test'])
    expect(new Set(target.hooks.map(({ body }) => body['hook_id'])).size).toBe(6)
  })

  test('twice, with the same hook_id', async () => {
    simulator.webhooks.copies = 2
    await resend()
    await simulator.idle()
    expect(target.hooks).toHaveLength(2)
    expect(target.hooks[0]?.body).toEqual(target.hooks[1]?.body)
  })

  test('before the answer', async () => {
    simulator.webhooks.timing = 'before-answer'
    const pending = simulator.inject({ phase: 'end', executed: true })
    await expect(resend()).rejects.toThrow()
    expect(target.events()).toEqual(['encolado'])
    expect(pending.hits()).toBe(1)
  })

  test('late and in the wrong order', async () => {
    simulator.webhooks.timing = 'held'
    await resend()
    await simulator.process()
    expect(target.hooks).toEqual([])
    await simulator.releaseWebhooks('reversed')
    expect(target.events()).toEqual(['error', 'encolado'])
  })

  test('forged, and without a token', async () => {
    simulator.webhooks.token = 'forged'
    await resend()
    simulator.webhooks.token = 'absent'
    await simulator.process()
    const tokens = target.hooks.map(({ headers }) => headers['tf-webhooktoken'])
    expect(tokens).toEqual([expect.not.stringMatching(/^hook-token$/u), undefined])
  })

  test('again, when the receiver did not answer 200', async () => {
    answered = 503
    await resend()
    await simulator.idle()
    answered = 200
    await simulator.retryWebhooks()
    await simulator.retryWebhooks()
    expect(target.hooks.map(({ body }) => body['intento'])).toEqual([1, 2])
    expect(target.hooks[0]?.body['hook_id']).toBe(target.hooks[1]?.body['hook_id'])
    expect(simulator.webhookDeliveries().map((each) => each.status)).toEqual([503, 200])
  })

  test('executed without an answer still tells', async () => {
    simulator.inject({ phase: 'hang', executed: true })
    const hanging = expect(resend()).rejects.toThrow()
    await expect.poll(() => target.events()).toEqual(['encolado'])
    await simulator.stop()
    await hanging
  })
})

describe('control', () => {
  let simulator: Simulator
  beforeEach(async () => {
    simulator = await Simulator.start({ control: true, now: () => noon })
  })
  afterEach(() => simulator.stop())

  test('does from another process what the class does', async () => {
    const url = simulator.controlUrl
    await control(url, 'points-of-sale', [point])
    await control(url, 'seed', [{ ...point, external_reference: 'a' }])
    const { id } = await control(url, 'inject', { phase: 'pause', methodPattern: '^reenviar', times: 'always' })
    const answer = call(simulator.url, 'reenviar_encolado', { external_reference: 'a' })
    await control(url, 'reached', { id })
    expect(await control(url, 'executions', { external_reference: 'a' })).toBe(1)
    await control(url, 'remove', { id })
    expect(await answer).toEqual({ error: 'N', errores: [] })
    await control(url, 'process', {})
    expect(await control(url, 'items', {})).toMatchObject([{ status: 'issued' }])
    expect(await control(url, 'requests', { method: 'reenviar_encolado' })).toMatchObject([{ external_reference: 'a', done: 'answered' }])
    expect(await control(url, 'counted', { method: 'reenviar_encolado', apikey: point.apikey })).toBe(1)
    await control(url, 'odd-answers', { odd: { total: 4, foreign: 1, times: 1 } })
    const query = { busqueda_tipo: 'EXT_REF', pagina: 0, limite: 100, comprobante: { external_reference: 'a', operacion: 'V' } }
    expect(await call(simulator.url, 'consulta_avanzada', query)).toMatchObject({ total: 6, comprobantes: [{}, {}] })
    expect(await call(simulator.url, 'consulta_avanzada', query)).toMatchObject({ total: 1, comprobantes: [{}] })
    await control(url, 'quirks', { badCredentials: 'error-S' })
    await control(url, 'reset', {})
    expect(await control(url, 'requests', {})).toEqual([])
    expect(simulator.quirks.badCredentials).toBe('http-401')
    await expect(call(simulator.url, 'reenviar_encolado', { external_reference: 'a' })).resolves.toMatchObject({ error: 'S' })
  })

  test('answers on the API port too, and survives a link that is down', async () => {
    const here = simulator.url.replace('/app/api/v2', '/control')
    const { apikey } = await control(here, 'seed-example', {})
    expect(simulator.items(apikey).length).toBeGreaterThan(20)
    await control(simulator.controlUrl, 'link', { state: 'down' })
    await expect(control(here, 'connections', {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await control(simulator.controlUrl, 'link', { state: 'up' })
    expect(await control(here, 'maintenance', { until: noon + 1 })).toBeNull()
  })

  test('refuses what it does not know, and everything when it is off', async () => {
    await expect(control(simulator.controlUrl, 'release', { id: 9 })).rejects.toThrow('no such fault')
    const unknown = await request(`${simulator.controlUrl}/toString`, { method: 'POST' })
    expect(unknown.statusCode).toBe(404)
    await unknown.body.dump()
    const closed = await Simulator.start()
    const off = await request(closed.url.replace('/app/api/v2', '/control/reset'), { method: 'POST' })
    expect(await off.body.json()).toMatchObject({ errores: ['El recurso solicitado no existe.'] })
    expect(() => closed.controlUrl).toThrow('without control')
    await closed.stop()
  })
})

describe('npm run simulator', () => {
  const main = resolve(import.meta.dirname, '../../simulator/main.ts')
  const run = (...args: string[]) => spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

  test('prints one line with everything needed to use it', async () => {
    const child = run('--latencia', '1')
    const exited = once(child, 'exit')
    const lines: string[] = []
    const reader = createInterface(child.stdout).on('line', (line) => lines.push(line))
    await once(reader, 'line')
    const [, url = '', credentials = '', controlUrl = ''] =
      /^Simulador de TusFacturasAPP en (\S+) · credenciales (\{.*\}) · control en (\S+)$/u.exec(lines[0] ?? '') ?? []
    expect(Object.keys(JSON.parse(credentials))).toEqual(['nombre', 'apikey', 'apitoken', 'usertoken'])
    expect(await call(url, 'reenviar_encolado', { ...JSON.parse(credentials), external_reference: 'FC-1004' })).toEqual({
      error: 'N',
      errores: [],
    })
    expect(await control(controlUrl, 'executions', { external_reference: 'FC-1004' })).toBe(1)
    child.kill('SIGTERM')
    // Windows has no signals: to be told to end is to be killed.
    expect(await exited).toEqual(process.platform === 'win32' ? [null, 'SIGTERM'] : [0, null])
    expect(lines).toHaveLength(1)
  })

  test.each([
    [['--pepe'], 2, 'No conozco la opción --pepe.'],
    [['--port', 'x'], 2, '--port necesita un número entre 0 y 65535.'],
    [['--latencia=-1'], 2, '--latencia necesita un número entre 0 y 600000.'],
    [['algo'], 2, 'No esperaba "algo".'],
    [['--ayuda'], 0, ''],
  ])('%j', async (args, code, message) => {
    const child = run(...args)
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    expect(await once(child, 'close')).toEqual([code, null])
    expect(errors.split('\n')[0]).toBe(message)
  })
})
