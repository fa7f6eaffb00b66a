/** The way to TusFacturasAPP, as the test wants it: a relay, an office proxy, a port that never takes a connection. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { TLSSocket, type SecureContextOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { listening, portOf } from '../../tusfacturas/client-setup.ts'

/** What becomes of a connection. */
export type Passage = (socket: Socket, port: number) => void

export const through: Passage = (socket, port) => {
  const upstream = connect(port, '127.0.0.1')
  upstream.on('error', () => socket.destroy())
  socket.pipe(upstream).pipe(socket)
  socket.on('close', () => upstream.destroy())
  upstream.on('close', () => socket.destroy())
}

/** Taken, and never spoken to. */
export const hung: Passage = () => {}

/** Cut by a reset once the client has said something. */
export const resetOnHello: Passage = (socket) => void socket.once('data', () => socket.resetAndDestroy())

/** Answers the handshake as somebody else. */
export const asSomebody =
  (secret: SecureContextOptions): Passage =>
  (socket) =>
    void new TLSSocket(socket, { isServer: true, ...secret }).on('error', () => {})

abstract class Way {
  /** What becomes of new connections; the first `spared` of them go through. */
  passage: Passage = through
  spared = 0
  taken = 0
  readonly server: Server
  readonly #open = new Set<Socket>()

  constructor(server: Server) {
    this.server = server
    server.on('connection', (socket: Socket) => {
      socket.on('error', () => {})
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket))
    })
    onTestFinished(() => this.down())
  }

  get port(): number {
    return portOf(this.server)
  }

  /** Refuses connections and cuts those that stand. */
  async down(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    if (!this.server.listening) return
    await new Promise((resolve) => this.server.close(resolve))
  }

  protected choose(): Passage {
    return ++this.taken <= this.spared ? through : this.passage
  }
}

/** Stands before the simulator, below TLS. */
export class Relay extends Way {
  static async start(target: number): Promise<Relay> {
    const relay = new Relay(createServer((socket) => relay.choose()(socket, target)))
    await listening(relay.server)
    return relay
  }
}

/** A CONNECT proxy. `refusal`: what it says instead of letting a connection through. */
export class Proxy extends Way {
  refusal: string | null = null

  static async start(port = 0): Promise<Proxy> {
    const server = createHttpServer()
    const proxy = new Proxy(server)
    server.on('connect', (request: IncomingMessage, socket: Socket) => {
      const passage = proxy.choose()
      if (passage !== through && proxy.refusal) return void socket.end(proxy.refusal)
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      passage(socket, Number((request.url ?? '').split(':')[1]))
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    return proxy
  }
}

/** Listens and never accepts: as soon as its queue is full, the system drops every further attempt to connect. */
const neverAccepts = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`

/**
 * A port that swallows connection attempts without a word, as a firewall does.
 * @returns its number
 */
export async function startBlackHole(): Promise<number> {
  const child = spawn(process.execPath, ['-e', neverAccepts], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(text.toString())
  const fillers: Socket[] = []
  onTestFinished(() => {
    child.kill('SIGKILL')
    for (const filler of fillers) filler.destroy()
  })
  // Those that the queue has room for connect at once on this machine; the first that does not shows that it is full.
  for (;;) {
    const filler = connect(port, '127.0.0.1')
    filler.on('error', () => {})
    fillers.push(filler)
    const connected = once(filler, 'connect').then(() => true)
    if (!(await Promise.race([connected, new Promise<false>((resolve) => setTimeout(resolve, 100, false))]))) return port
  }
}
