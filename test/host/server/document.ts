import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { HostWindow } from '../api/browser-window.ts'
import { HostEvent } from '../api/event.ts'
import { connection } from '../api/net.ts'
import { bridge } from '../page/bridge.ts'
import { makeCloner } from '../page/clone.ts'
import type { PageSetup } from '../page/wire.ts'

/** Addresses of the host itself; the app's own pages have none that start like this. */
export const ownPrefix = '/.anfitrion/'
const scriptPath = `${ownPrefix}preload.js`
export const socketPath = `${ownPrefix}socket`

/** Describe the connection, not the content; or no longer true once the script is in. */
const ownHeaders = new Set(['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding'])

/** The app's policy, with the host's socket among what the page may connect to. */
export function withSocket(policy: string, socket: string): string {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/u))
  const sources = (name: string) => directives.find(([given]) => given?.toLowerCase() === name)?.slice(1)
  const allowed = sources('connect-src') ?? sources('default-src')
  if (!allowed) return policy
  const extended = ['connect-src', ...allowed.filter((source) => source !== "'none'"), socket]
  const others = directives.filter(([name]) => name && name.toLowerCase() !== 'connect-src')
  return [...others, extended].map((directive) => directive.join(' ')).join('; ')
}

/** Puts the host's script before every other one of the page. */
export function withScript(html: string, windowId: number): string {
  const tag = `<script src="${scriptPath}?ventana=${windowId}"></script>`
  const place = /<head(?:\s[^>]*)?>/iu.exec(html) ?? /<!doctype[^>]*>/iu.exec(html)
  const at = place ? place.index + place[0].length : 0
  return html.slice(0, at) + tag + html.slice(at)
}

const resourceTypes = {
  document: 'mainFrame',
  font: 'font',
  image: 'image',
  script: 'script',
  style: 'stylesheet',
} as const

/** Relays a request of the page to the app's own protocol handler. */
export async function serveDocument(window: HostWindow, request: IncomingMessage, response: ServerResponse, host: string): Promise<void> {
  const path = request.url ?? '/'
  const root = path === '/' || path.startsWith('/?')
  const windowUrl = window.webContents.getURL()
  const url = root ? windowUrl.replace(/#.*$/u, '') : new URL(path, windowUrl).href
  const { method = 'GET' } = request
  const headers = Object.entries(request.headersDistinct)
    .filter(([name]) => !['cookie', 'host', 'connection', 'x-clave'].includes(name))
    .flatMap(([name, values = []]) => values.map((value): [string, string] => [name, value]))
  const body = ['GET', 'HEAD'].includes(method) ? {} : { body: Readable.toWeb(request), duplex: 'half' as const }
  const destination = request.headers['sec-fetch-dest'] as keyof typeof resourceTypes
  const answer = await window.webContents.requestDocument(url, { method, headers, ...body }, resourceTypes[destination] ?? 'xhr')
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) if (!ownHeaders.has(name)) response.appendHeader(name, value)
  const policy = answer.headers.get('content-security-policy')
  if (policy !== null) response.setHeader('content-security-policy', withSocket(policy, `ws://${host}`))
  if (!answer.headers.has('referrer-policy')) response.setHeader('referrer-policy', 'no-referrer')
  if (answer.headers.get('content-type')?.startsWith('text/html')) {
    response.setHeader('cache-control', 'no-store')
    response.end(withScript(await answer.text(), window.id))
  } else if (answer.body) await pipeline(Readable.fromWeb(answer.body), response)
  else response.end()
}

/** The script that runs the app's preload in the page. */
export async function serveScript(window: HostWindow, response: ServerResponse): Promise<void> {
  const { pathname, search, hash } = new URL(window.webContents.getURL())
  const setup: PageSetup = {
    socketPath: `${socketPath}?ventana=${window.id}`,
    anySocketPath: socketPath,
    location: pathname + search + hash,
    online: connection.online,
  }
  response.setHeader('content-type', 'text/javascript; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.end(`(${bridge.toString()})(window, ${JSON.stringify(setup)}, ${await preloadFunction(window)}, (${makeCloner.toString()})())`)
}

async function preloadFunction(window: HostWindow): Promise<string> {
  if (window.preload === undefined) return 'null'
  try {
    return `(require, module, exports, process) => {\n${await readFile(window.preload, 'utf8')}\n}`
  } catch (error) {
    process.stderr.write(`anfitrión: no se pudo leer el preload: ${String(error)}\n`)
    window.webContents.emit('preload-error', new HostEvent(), window.preload, error)
    return 'null'
  }
}
