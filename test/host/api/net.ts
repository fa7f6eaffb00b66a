import { readFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as Electron from 'electron'
import { defaultSession } from './session.ts'

/** Whether the computer has a connection, set by the control API. */
export const connection = { online: true }

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

async function fetchFile(url: URL): Promise<Response> {
  const path = fileURLToPath(url)
  try {
    const headers = { 'content-type': types[extname(path)] ?? 'application/octet-stream' }
    return new Response(await readFile(path), { headers })
  } catch (cause) {
    throw new Error('net::ERR_FILE_NOT_FOUND', { cause })
  }
}

/**
 * `net`: connectivity, `fetch` for files and the app's own schemes, and `request`, through which the updater loads; the app's
 * calls go through its own client.
 */
export const net = {
  isOnline: () => connection.online,
  get online() {
    return connection.online
  },
  fetch: (input, init) => {
    const url = new URL(typeof input === 'string' ? input : input.url)
    if (url.protocol === 'file:') return fetchFile(url)
    if (/^https?:$/u.test(url.protocol)) throw new Error(`the stand-in host does not fetch ${url.protocol}`)
    return defaultSession.protocol.request(url.href, init)
  },
  /** Node's own request has the events and methods that the updater uses; a redirect is left to whoever asked. */
  request: (options) => {
    const { session: _session, ...rest } = options as Electron.ClientRequestConstructorOptions
    const request = rest.protocol === 'https:' ? httpsRequest(rest as object) : httpRequest(rest as object)
    return request as unknown as Electron.ClientRequest
  },
} satisfies Pick<Electron.Net, 'fetch' | 'isOnline' | 'online' | 'request'>
