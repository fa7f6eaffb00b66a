/** What the tests of the API client share: a client that is cleaned up, and servers that do as they are told. */
import { createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { createTusFacturas, type TusFacturasOptions } from '../../../../electron/core/tusfacturas/client.ts'
import { Routes, type NetworkRoute } from '../../../../electron/core/tusfacturas/routes.ts'
import type { Clock } from '../../../../electron/core/lib/clock.ts'
import { Simulator, type SimulatorOptions } from '../../../simulator/simulator.ts'

export const credentials = {
  apikey: '41134',
  apitoken: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  usertoken: 'ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100',
}

export interface ClientOptions extends Partial<Pick<TusFacturasOptions, 'answerTimeout' | 'clock'>> {
  route?: Partial<NetworkRoute>
  connectTimeout?: number
}

/** A client that is disposed of after the test, with what it logged. */
export function startClient(url: string, { route, connectTimeout, clock, answerTimeout }: ClientOptions = {}) {
  const timing: { connectTimeout?: number; clock?: Clock } = { ...(connectTimeout ? { connectTimeout } : {}), ...(clock ? { clock } : {}) }
  const routes = new Routes({ proxy: null, certificates: null, ...route }, timing)
  const logged: string[] = []
  const log = (message: string, details?: Record<string, unknown>) => logged.push(JSON.stringify([message, details]))
  const api = createTusFacturas({
    baseUrl: new URL(url),
    version: '9.8.7',
    routes,
    classify: classifyRefusal,
    logger: { info: log, warn: log, error: log },
    ...(clock ? { clock } : {}),
    ...(answerTimeout ? { answerTimeout } : {}),
  })
  onTestFinished(() => api.dispose())
  let markers = 0
  const paid = (signal?: AbortSignal) => ({ onMarker: () => void markers++, ...(signal ? { signal } : {}) })
  return { api, routes, logged, paid, markers: () => markers }
}

/** A simulator with one point of sale and one comprobante in error, `FC-1`. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await Simulator.start(options)
  onTestFinished(() => simulator.stop())
  simulator.addPointOfSale(credentials)
  simulator.seed([{ ...credentials, external_reference: 'FC-1' }])
  return simulator
}

export interface RawServer {
  port: number
  /** Bytes that have reached it. */
  received(): Buffer
  /** Settles with the n-th connection, 1 for the first. */
  connection(n: number): Promise<Socket>
  connections(): number
}

/** A TCP server that does what it is told with each connection. */
export async function startRaw(onConnection: (socket: Socket, number: number) => void): Promise<RawServer> {
  const chunks: Buffer[] = []
  const sockets: Socket[] = []
  let waiting: Array<() => void> = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk) => chunks.push(chunk))
    onConnection(socket, sockets.length)
    for (const wake of waiting.splice(0)) wake()
  })
  await listening(server)
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    port: portOf(server),
    received: () => Buffer.concat(chunks),
    connections: () => sockets.length,
    async connection(n) {
      while (sockets.length < n) await new Promise<void>((resolve) => waiting.push(resolve))
      return sockets[n - 1] as Socket
    },
  }
}

export const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

export function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('not listening')
  return address.port
}

/** A port of this machine where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await listening(server)
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Answers every request, once its body is complete, with these bytes; the connection stays open unless `end`. */
export const answering =
  (answer: string | Buffer, end = false) =>
  (socket: Socket): void => {
    let seen = ''
    socket.on('data', (chunk) => {
      seen += chunk.toString('latin1')
      const headersEnd = seen.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/iu.exec(seen)?.[1] ?? Infinity)
      if (headersEnd < 0 || seen.length < headersEnd + 4 + length) return
      seen = ''
      socket.write(answer)
      if (end) socket.end()
    })
  }

/** A whole HTTP answer. */
export const httpAnswer = (body: string | Buffer, { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {}) => {
  const bytes = Buffer.from(body)
  const lines = Object.entries({ 'content-type': 'text/html', ...headers, 'content-length': String(bytes.length) })
  const head = `HTTP/1.1 ${status} X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}

/** Base URL of a raw server. */
export const baseOf = (port: number, scheme: 'http' | 'https' = 'http') => `${scheme}://127.0.0.1:${port}/app/api/v2`

/** A marker that cannot be written. */
export function diskFull(): never {
  throw new Error('database or disk is full')
}
