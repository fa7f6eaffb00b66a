import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { protocol } from 'electron'
import { appScheme, isOwnUrl } from './app-scheme.ts'
import { pageHeaders as headers } from './protocol-headers.ts'

/** Anything else is not served. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** To be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** @param root folder of the built page */
export function serveScheme(root: string): void {
  protocol.handle(appScheme, (request) => servePage(root, request))
}

/**
 * Answers a request of the page from one fixed folder.
 * @returns 404 for whatever is not a file of a known type inside `root`
 */
export async function servePage(root: string, request: Pick<Request, 'method' | 'url'>): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  const file = fileOf(root, request.url)
  const type = file && contentTypes[extname(file)]
  if (!file || !type) return refuse(404)
  try {
    // A link inside the folder must not lead out of it.
    if (!(await realpath(file)).startsWith((await realpath(root)) + sep)) return refuse(404)
    return new Response(await readFile(file), { headers: { ...headers, 'Content-Type': type } })
  } catch {
    return refuse(404)
  }
}

const refuse = (status: number): Response => new Response(null, { status, headers })

/** @returns null when the address leads out of `root` or is not the page's */
function fileOf(root: string, url: string): string | null {
  if (!isOwnUrl(url)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  // Neither drives nor the second streams of NTFS: no file of the page has a colon.
  if (/[\0\\:]|(?:^|\/)\.\.(?:\/|$)/u.test(path)) return null
  const file = join(root, path.endsWith('/') ? `${path}index.html` : path)
  return file.startsWith(root + sep) ? file : null
}
