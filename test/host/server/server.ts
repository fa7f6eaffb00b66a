import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { openWindows } from '../api/open-windows.ts'
import { BlockedByClient } from '../api/web-contents.ts'
import { serveControl } from '../control/serve.ts'
import { ownPrefix, serveDocument, serveScript, socketPath } from './document.ts'
import { Gate } from './gate.ts'
import { joinTab } from './socket.ts'

/** What a test needs to reach a host: written to the file named by REENCOLA_ANFITRION_CONTROL. */
export interface ControlFile {
  port: number
  key: string
  pid: number
}

let running: Promise<Gate> | null = null

/** Starts the server, once; pages, socket and control are all behind the same gate. */
export function startServer(): Promise<Gate> {
  running ??= start()
  return running
}

async function start(): Promise<Gate> {
  const server = createServer()
  server.listen(Number(process.env['REENCOLA_PUERTO'] ?? 0), '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const gate = new Gate(port, process.env['REENCOLA_ANFITRION_CLAVE'])
  const sockets = new WebSocketServer({ noServer: true })
  server.on('request', (request, response) => {
    serve(gate, request, response).catch((error: unknown) => fail(response, error))
  })
  server.on('upgrade', (request, socket, head) => {
    // Whoever asked may be gone before it is answered.
    socket.on('error', () => socket.destroy())
    const url = gate.admitSocket(request) ? gate.urlOf(request) : null
    const window = url?.pathname === socketPath ? windowOf(url) : undefined
    if (!window) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (connected) => joinTab(connected, window))
  })
  const file = process.env['REENCOLA_ANFITRION_CONTROL']
  if (file) {
    const content: ControlFile = { port, key: gate.key, pid: process.pid }
    writeFileSync(file, JSON.stringify(content), { mode: 0o600 })
  }
  return gate
}

/** The window named by `?ventana=`, else the one in front. */
function windowOf(url: URL) {
  const id = url.searchParams.get('ventana')
  return openWindows.front(id === null ? undefined : Number(id))
}

async function serve(gate: Gate, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const admitted = gate.admit(request)
  const url = gate.urlOf(request)
  if (!admitted || !url) {
    response.writeHead(403).end()
    return
  }
  const { pathname } = url
  if (pathname.startsWith('/control/')) {
    await serveControl(pathname.slice('/control/'.length), request, response)
    return
  }
  const window = windowOf(url)
  if (!window) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No hay ninguna ventana abierta.\n')
    return
  }
  if (admitted === 'key') response.setHeader('set-cookie', gate.cookie)
  if (pathname.startsWith(ownPrefix)) await serveScript(window, response)
  else await serveDocument(window, request, response, gate.host)
}

function fail(response: ServerResponse, error: unknown): void {
  process.stderr.write(`anfitrión: ${String(error)}\n`)
  // To the page such a request fails; it has no answer.
  if (response.headersSent || error instanceof BlockedByClient) response.destroy()
  else response.writeHead(502).end()
}
