import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ok } from '#contract/result.ts'
import { systemClock } from '../../../../electron/core/lib/clock.ts'
import { Receiver } from '../../../../electron/core/webhooks/receiver.ts'
import type { ReceivedEvent } from '../../../../electron/core/webhooks/event.ts'
import { SecretsInMemory } from '../../../../electron/core/redaction/secrets-in-memory.ts'
import { Sealer } from '../../../../electron/shell/files/sealer.ts'
import { SettingsStore, settingsSchema } from '../../../../electron/shell/files/settings.ts'
import { Signal } from '../../../../electron/core/lib/signal.ts'
import { WebhookDesk } from '../../../../electron/shell/webhooks/desk.ts'
import { importWebhookFile } from '../../../../electron/shell/webhooks/import.ts'
import { WebhookSecrets, webhookSecretsSchema } from '../../../../electron/shell/webhooks/secrets.ts'
import { FakeKeychain, MemoryFile, silent } from '../files/vault-setup.ts'

const token = 'ficha-de-prueba-0123456789'

/** A desk over a fake keychain, with real sockets. `again()` is the next start of the program on the same files. */
function openDesk(keychain = new FakeKeychain()) {
  const files = {
    settings: new MemoryFile((value) => settingsSchema.parse(value)),
    secrets: new MemoryFile((value) => webhookSecretsSchema.parse(value)),
  }
  const points = new Map([
    ['a', 'Casa'],
    ['b', 'Feria'],
  ])
  const deleted: string[] = []
  const taken: ReceivedEvent[] = []
  const again = () => {
    const changed = new Signal<void>()
    const desk = new WebhookDesk({
      settings: new SettingsStore(files.settings, silent),
      vault: {
        ids: () => [...points.keys()],
        deletedIds: () => deleted,
        nameOf: (id) => points.get(id) ?? null,
        changed,
      },
      secrets: new WebhookSecrets(files.secrets, new Sealer(keychain, 'linux', silent, () => Promise.resolve(true)), silent, new SecretsInMemory()),
      outbox: {
        webhooks: (deliveries) => ok(deliveries.map((delivery) => (taken.push(delivery), { fresh: true, orderId: null }))),
        recentWebhooks: () => [],
        forgetOldWebhooks: () => ok(0),
      },
      load: () => Promise.resolve(Receiver),
      clock: systemClock,
      logger: silent,
    })
    onTestFinished(() => desk.dispose())
    return { desk, changed }
  }
  return { ...again(), again, files, points, deleted, taken, keychain }
}

const urlOf = async (desk: WebhookDesk, id = 'a') => {
  const urls = await desk.urls(id)
  return urls.ok ? urls.value.local : urls.error.code
}

const post = (url: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((resolve) => {
    request(url, { method: 'POST', agent: false, headers }, (response) => resolve(response.resume().statusCode))
      .once('error', () => resolve(undefined))
      .end('{"evento":"encolado","recurso":"facturacion","external_reference":"A","msg":[],"hook_id":"h"}')
  })

/** A free port: the settings take no 0. */
async function place() {
  const probe = new Receiver({ take: () => ok([]), clock: systemClock, logger: silent, onState: () => {}, onTaken: () => {}, onRefused: () => {} })
  await probe.listen({ host: '127.0.0.1', port: 0 })
  const port = probe.state.kind === 'listening' ? probe.state.port : 0
  await probe.listen(null)
  return { on: true, host: '127.0.0.1', port, publicUrl: 'https://avisos.ejemplo.com.ar/' }
}

test('off until it is switched on, then open at a secret address of each point of sale, also after the next start', async () => {
  const { desk, again, taken, points, deleted } = openDesk()
  await desk.start()
  expect(await desk.status()).toMatchObject({ on: false, state: 'off' })
  const where = await place()
  expect(await desk.setPlace(where)).toEqual(ok(null))
  expect(await desk.status()).toMatchObject({ on: true, state: 'listening', doors: [{ pointOfSaleName: 'Casa', address: 'kept', token: 'none' }, {}] })
  const [a, b] = [await urlOf(desk), await urlOf(desk, 'b')]
  expect(a).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/avisos\/[\w-]{32}$/u)
  expect(a).not.toBe(b)
  expect(await desk.urls('a')).toMatchObject({ value: { published: `https://avisos.ejemplo.com.ar${new URL(a).pathname}` } })
  expect(await post(b)).toBe(200)
  expect(taken).toMatchObject([{ pointOfSale: 'b', proven: false }])
  desk.dispose()

  const next = again()
  await next.desk.start()
  expect(await urlOf(next.desk)).toBe(a)
  expect(await post(a)).toBe(200)
  points.delete('a')
  deleted.push('a')
  next.changed.emit()
  // The next change waits for the one before.
  await next.desk.setToken('b', token)
  expect(await post(a)).toBe(404)
  points.set('a', 'Casa')
  deleted.length = 0
  next.changed.emit()
  await next.desk.setToken('b', token)
  expect(await urlOf(next.desk)).not.toBe(a)
})

test('points of sale that are not there, and that nobody deleted, keep their addresses and tokens', async () => {
  const { desk, again, files, points } = openDesk()
  await desk.start()
  await desk.setPlace(await place())
  await desk.setToken('a', token)
  const a = await urlOf(desk)
  desk.dispose()
  const before = files.secrets.text
  const all = [...points]
  points.clear()
  const lost = again()
  await lost.desk.start()
  lost.changed.emit()
  await lost.desk.setPlace(await place())
  expect(files.secrets.text).toBe(before)
  lost.desk.dispose()
  for (const [id, name] of all) points.set(id, name)
  const found = again()
  await found.desk.start()
  expect(new URL(await urlOf(found.desk)).pathname).toBe(new URL(a).pathname)
  expect(await found.desk.status()).toMatchObject({ doors: [{ token: 'kept' }, {}] })
})

test('the token decides who is believed, in any spelling of the header; another one is turned away and counted', async () => {
  const { desk, files, taken } = openDesk()
  await desk.start()
  await desk.setPlace(await place())
  expect(await desk.setToken('a', token)).toEqual(ok(null))
  expect(await desk.status()).toMatchObject({ doors: [{ token: 'kept', tokenMask: '••••6789' }, { token: 'none' }] })
  const url = await urlOf(desk)
  expect([await post(url, { 'tf-webhooktoken': token }), await post(url, { 'TF-WEBHOOKTOKEN': 'otra' }), await post(url)]).toEqual([200, 403, 403])
  expect(taken).toMatchObject([{ proven: true }])
  expect(await desk.status()).toMatchObject({ doors: [{ wrongTokens: 2 }, { wrongTokens: 0 }] })
  // Neither on disk nor in what the page is told.
  const path = new URL(url).pathname
  const said = files.secrets.text + files.settings.text + JSON.stringify(await desk.status())
  for (const secret of [token, path]) expect(said).not.toContain(secret)
  await desk.setToken('a', '')
  expect(await desk.status()).toMatchObject({ doors: [{ token: 'none', tokenMask: '', wrongTokens: 0 }, {}] })
})

test('renewing closes the old address at once', async () => {
  const { desk } = openDesk()
  await desk.start()
  await desk.setPlace(await place())
  const old = await urlOf(desk)
  const renewed = await desk.renew('a')
  const fresh = renewed.ok ? renewed.value.local : ''
  expect(fresh).not.toBe(old)
  expect([await post(old), await post(fresh)]).toEqual([404, 200])
})

test('what the system cannot protect is kept for the session, and what it cannot open is said', async () => {
  const weak = openDesk(Object.assign(new FakeKeychain(), { prefix: 'v10' }))
  await weak.desk.start()
  await weak.desk.setPlace(await place())
  await weak.desk.setToken('a', token)
  expect(await weak.desk.status()).toMatchObject({ doors: [{ address: 'session', token: 'session' }, {}] })
  expect(await post(await urlOf(weak.desk), { 'tf-webhooktoken': token })).toBe(200)
  expect(webhookSecretsSchema.parse(JSON.parse(weak.files.secrets.text)).doors.every(({ path, token: sealed }) => path === null && sealed === null)).toBe(true)

  const strong = openDesk()
  await strong.desk.start()
  await strong.desk.setPlace(await place())
  await strong.desk.setToken('a', token)
  strong.desk.dispose()
  strong.keychain.failures.push(...Array.from({ length: 20 }, () => 'Error while decrypting the ciphertext'))
  const lost = strong.again().desk
  await lost.start()
  expect(await lost.status()).toMatchObject({ state: 'listening', doors: [{ address: 'lost', token: 'lost', tokenMask: '' }, { address: 'lost' }] })
  expect(await urlOf(lost)).toBe('credentials-undecryptable')
})

test('while the keychain is locked nobody is believed and everybody is asked to come again', async () => {
  const { desk, again, keychain } = openDesk()
  await desk.start()
  await desk.setPlace(await place())
  await desk.setToken('a', token)
  const url = await urlOf(desk)
  desk.dispose()
  // Of a's two secrets the path opens, the token does not; then b's.
  const next = again().desk
  const opens = keychain.decryptStringAsync.bind(keychain)
  let locked = true
  keychain.decryptStringAsync = async (bytes) => {
    const opened = await opens(bytes)
    if (locked && opened.result === token) throw new Error('temporarily unavailable')
    return opened
  }
  await next.start()
  expect(await post(url, { 'tf-webhooktoken': token })).toBe(503)
  locked = false
  await next.setToken('b', 'x'.repeat(20))
  expect(await post(url, { 'tf-webhooktoken': token })).toBe(200)
})

test.each([
  [{ host: 'ejemplo.com' }],
  [{ host: '127.0.0.1; rm' }],
  [{ publicUrl: 'http://ejemplo.com' }],
  [{ publicUrl: 'https://yo:clave@ejemplo.com' }],
  [{ publicUrl: 'https://ejemplo.com/?a=1' }],
])('%j is refused and changes nothing', async (wrong) => {
  const { desk } = openDesk()
  await desk.start()
  expect(await desk.setPlace({ on: true, host: '127.0.0.1', port: 27_480, publicUrl: '', ...wrong })).toMatchObject({
    ok: false,
    error: { code: 'bad-arguments' },
  })
  expect(await desk.status()).toMatchObject({ on: false, state: 'off' })
})

const savedFile = (content: string | Buffer) => {
  const folder = mkdtempSync(join(tmpdir(), 'reencola-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'avisos.jsonl')
  writeFileSync(path, content)
  return path
}
const savedLine = (hook: string) => JSON.stringify({ evento: 'error', recurso: 'facturacion', external_reference: 'A', msg: ['x'], hook_id: hook })

describe('a file', () => {
  test('is read in portions, as not proven, and what was there or is not understood is said', async () => {
    const seen = new Set(['h1'])
    const portions: number[] = []
    const outbox = {
      webhooks: (deliveries: readonly ReceivedEvent[]) => {
        if (deliveries.length > 0) portions.push(deliveries.length)
        expect(deliveries.every(({ proven, source, pointOfSale }) => !proven && source === 'file' && pointOfSale === 'a')).toBe(true)
        return ok(deliveries.map(({ event: { hook_id } }) => ({ fresh: !seen.has(hook_id) && Boolean(seen.add(hook_id)), orderId: null })))
      },
    }
    const lines = Array.from({ length: 1_200 }, (_, i) => savedLine(`h${i}`))
    const path = savedFile([...lines, 'no es un aviso', savedLine('h7')].join('\n'))
    expect(await importWebhookFile(path, 'a', outbox, silent)).toEqual(
      ok({
        kind: 'read',
        fileName: 'avisos.jsonl',
        stored: 1_199,
        repeated: 2,
        notUnderstood: 1,
        examples: [{ place: 'line', number: 1_201, text: 'no es un aviso' }],
      }),
    )
    expect(portions).toEqual([500, 500, 201])
  })

  test('that is too large or not there is not read', async () => {
    const outbox = { webhooks: () => expect.fail('nothing is to be stored') }
    expect(await importWebhookFile(savedFile(Buffer.alloc(20 * 1024 * 1024 + 1, ' ')), 'a', outbox, silent)).toEqual(ok({ kind: 'too-large' }))
    expect(await importWebhookFile('/no/hay', 'a', outbox, silent)).toEqual(ok({ kind: 'unreadable' }))
  })
})
