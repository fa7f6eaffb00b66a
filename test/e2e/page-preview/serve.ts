/**
 * Serves the built page with the real CSP and a fake main process. To look at it in a browser:
 * `node test/e2e/page-preview/serve.ts`, then open the printed address with `?escena=` and a name of scenes.ts.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve, sep } from 'node:path'
import { stripTypeScriptTypes } from 'node:module'
import { build } from 'vite'
import config from '../../../electron.vite.config.ts'

const root = resolve(import.meta.dirname, '../../..')

/** The policy of the app's own protocol, to the letter. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'"

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Builds the page as the app does. @returns the folder, to be removed by the caller */
export async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reencola-page-'))
  const page = 'renderer' in config ? config.renderer : undefined
  await build({
    ...page,
    root: join(root, 'renderer'),
    configFile: false,
    logLevel: 'error',
    base: './',
    build: { ...page?.build, outDir: folder, emptyOutDir: true },
  })
  return folder
}

export interface Preview {
  /** `http://127.0.0.1:PORT/` */
  url: string
  close(): Promise<void>
}

/** @param folder of a built page */
export async function servePage(folder: string): Promise<Preview> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    void answer(folder, pathname, searchParams.get('escena') ?? 'vacia').then(
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

async function answer(folder: string, pathname: string, scene: string): Promise<string | Buffer> {
  if (pathname === '/') {
    const page = await readFile(join(folder, 'index.html'), 'utf8')
    // Modules run in the order of the document: the fake is there before the page asks for it.
    return page.replace('<script', `<script type="module" src="./escena/${encodeURIComponent(scene)}.js"></script><script`)
  }
  if (pathname.startsWith('/escena/')) return sceneModule(pathname.slice('/escena/'.length, -'.js'.length))
  if (pathname.endsWith('.ts')) return stripTypeScriptTypes(await readFile(inside(root, pathname), 'utf8'))
  return readFile(inside(folder, pathname))
}

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
  const folder = await buildPage()
  const preview = await servePage(folder)
  console.log(preview.url)
  process.once('SIGINT', () => void Promise.all([preview.close(), rm(folder, { recursive: true })]))
}
