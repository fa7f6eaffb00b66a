/**
 * Serves the built page with the real CSP and a fake main process. To look at it in a browser:
 * `node test/e2e/page-preview/serve.ts`, then open the printed address with `?escena=` and a name of scenes.ts.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import { extname, join, resolve, sep } from 'node:path'
import { ensureBuilt } from '../../../build/ensure-built.ts'

const root = resolve(import.meta.dirname, '../../..')
export const builtPage = join(root, 'out/renderer')

/** The policy of electron/shell/window/protocol.ts, which cannot be imported without Electron. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

export interface Preview {
  /** `http://127.0.0.1:PORT/` */
  url: string
  close(): Promise<void>
}

/** Serves what `npm run build` made of renderer/, building it if a source is newer. */
export async function servePage(): Promise<Preview> {
  ensureBuilt()
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    void answer(pathname, searchParams.get('escena') ?? 'vacia').then(
      (body) => {
        response.writeHead(200, {
          'content-type': types[extname(pathname)] ?? types['.html'],
          'content-security-policy': policy,
          'cache-control': 'no-store',
        })
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

async function answer(pathname: string, scene: string): Promise<string | Buffer> {
  if (pathname === '/') {
    const page = await readFile(join(builtPage, 'index.html'), 'utf8')
    // Modules run in the order of the document: the fake is there before the page asks for it.
    return page.replace('<script', `<script type="module" src="./escena/${encodeURIComponent(scene)}.js"></script><script`)
  }
  if (pathname.startsWith('/escena/')) return sceneModule(pathname.slice('/escena/'.length, -'.js'.length))
  if (pathname.endsWith('.ts')) return forBrowser(await readFile(inside(root, pathname), 'utf8'))
  return readFile(inside(builtPage, pathname))
}

/** A browser takes no types, and the short paths of package.json mean nothing to it. */
const forBrowser = (source: string) => stripTypeScriptTypes(source).replaceAll(/(from\s+')#contract\//gu, '$1/electron/contract/')

const sceneModule = (scene: string) => `
import { createFakeApi } from '/test/e2e/page-preview/fake-api.ts'
import { scenes } from '/test/e2e/page-preview/scenes.ts'
window.reencola = createFakeApi(scenes[${JSON.stringify(decodeURIComponent(scene))}]())
`

function inside(folder: string, pathname: string): string {
  const path = resolve(folder, `.${decodeURIComponent(pathname)}`)
  if (!path.startsWith(folder + sep)) throw new Error(`outside ${folder}: ${pathname}`)
  return path
}

if (import.meta.main) {
  const preview = await servePage()
  console.log(preview.url)
  process.once('SIGINT', () => void preview.close())
}
