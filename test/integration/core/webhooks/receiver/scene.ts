/** The receiver on real sockets over a real file of orders, and senders that behave or do not. */
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest, type Agent } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { adoptJournal } from '../../../../../electron/core/outbox/adoption/reconcile.ts'
import { systemClock, type Clock } from '../../../../../electron/core/lib/clock.ts'
import { Doors, newPath, type DoorSecrets } from '../../../../../electron/core/webhooks/doors.ts'
import { Receiver, type ReceiverOptions, type ReceiverState } from '../../../../../electron/core/webhooks/receiver.ts'
import { Outbox } from '../../../../../electron/core/outbox/outbox.ts'
import { openStorage } from '../../../../../electron/core/storage/storage.ts'
import { VirtualApi } from '../../../../unit/core/outbox/model/virtual-api.ts'
import { fastTemporary } from '../../outbox/world/temporary.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
export const token = 'ficha-de-prueba-0123456789'

export interface SceneOptions extends Partial<Pick<ReceiverOptions, 'patience' | 'clock'>> {
  secrets?: Partial<DoorSecrets>
  take?: (take: ReceiverOptions['take']) => ReceiverOptions['take']
}

/** @returns a receiver that listens, closed with the test */
export async function openReceiver({ secrets, take = (real) => real, patience, clock = systemClock }: SceneOptions = {}) {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-receiver-'))
  const storage = openStorage(folder, systemClock, silent, adoptJournal)
  const outbox = new Outbox({
    ...storage,
    api: new VirtualApi(),
    pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve(null) },
    rules: () => ({ automaticResends: 1, spacing: 0 }),
    clock: systemClock,
    logger: silent,
  })
  const logged: string[] = []
  const log = (message: string, details?: Record<string, unknown>) => void logged.push(JSON.stringify([message, details]))
  const refused: string[] = []
  const states: ReceiverState[] = []
  let commits = 0
  const receiver = new Receiver({
    take: take((deliveries) => (commits++, outbox.webhooks(deliveries))),
    clock,
    logger: { info: log, warn: log, error: log },
    onState: (state) => states.push(state),
    onTaken: () => {},
    onRefused: (refusal) => refused.push(refusal),
    ...(patience && { patience }),
  })
  const path = newPath()
  receiver.use(new Doors([{ pointOfSale: 'uno', path, token: { kind: 'known', text: token }, ...secrets }]))
  await receiver.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => {
    receiver.dispose()
    outbox.dispose()
    storage.dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    receiver,
    path,
    logged,
    refused,
    states,
    database: storage.database,
    port: receiver.state.kind === 'listening' ? receiver.state.port : 0,
    commits: () => commits,
    stored: (): Record<string, unknown>[] => storage.database.prepare('SELECT * FROM webhook_event ORDER BY rowid').all(),
    count: () => Number(storage.database.prepare('SELECT count(*) AS n FROM webhook_event').get()?.['n']),
  }
}

export type Scene = Awaited<ReturnType<typeof openReceiver>>

export interface Post {
  path?: string
  method?: string
  headers?: Record<string, string | number>
  body?: string | Buffer
  agent?: Agent
}

/** @returns the status, or `cut` when the connection ended without an answer */
export function post(
  { port, path: known }: Pick<Scene, 'port' | 'path'>,
  { path = known, method = 'POST', headers = {}, body = '', agent }: Post = {},
): Promise<number | 'cut'> {
  return new Promise((resolve) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, agent: agent ?? false, headers: { 'content-type': 'application/json', 'TF-WebhookToken': token, ...headers } },
      (response) => {
        response.resume()
        response.once('close', () => resolve(response.statusCode ?? 'cut'))
      },
    )
    request.once('error', () => resolve('cut'))
    request.end(body)
  })
}

export const event = (hook_id: string, change: object = {}): string =>
  JSON.stringify({
    creado: '25/11/2026 10:00:00',
    evento: 'encolado',
    recurso: 'facturacion',
    external_reference: 'FC-1',
    intento: 1,
    msg: [],
    hook_id,
    ...change,
  })

/** A connection on which anything may be written. */
export async function rawConnection(port: number, write: string): Promise<{ socket: Socket; closed: Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk))
  socket.on('error', () => {})
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(answer))
  })
  await new Promise((resolve) => {
    socket.once('connect', resolve)
    socket.once('close', resolve)
  })
  socket.write(write)
  onTestFinished(() => {
    socket.destroy()
  })
  return { socket, closed }
}

/** A clock whose timers fire when told. */
export function handClock(): Clock & { fire(): void; waits: number[] } {
  let pending: (() => void) | null = null
  const waits: number[] = []
  return {
    now: () => Date.now(),
    after: (delay, callback) => {
      waits.push(delay)
      pending = callback
      return () => {
        pending = null
      }
    },
    fire: () => {
      const fired = pending
      pending = null
      fired?.()
    },
    waits,
  }
}
