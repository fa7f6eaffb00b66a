/**
 * Serves the built page with the real CSP and a fake main process. To look at it in a browser:
 * `node test/e2e/page-preview/serve.ts`, then open the printed address with `?escena=` and a name of scenes.ts.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { build } from 'vite'
import { ensureBuilt } from '../../../build/ensure-built.ts'

const root = resolve(import.meta.dirname, '../../..')
export const builtPage = join(root, 'out/renderer')

/** The policy of electron/shell/window/protocol.ts, which cannot be imported without Electron. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
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
  const scene = await sceneScript()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    void answer(pathname, scene).then(
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
    return page.replace('<script', '<script type="module" src="./escena.js"></script><script')
  }
  if (pathname === '/escena.js') return scene
  return readFile(inside(builtPage, pathname))
}

/** What the page finds in place of the preload's bridge: the scene that its address names. */
const sceneSource = `
import { createFakeApi } from './fake-api.ts'
import { scenes } from './scenes.ts'
window.reencola = createFakeApi(scenes[new URLSearchParams(location.search).get('escena') ?? 'vacia']())
`

/** In one piece: as sixty, each fetched when another one names it, it would take as long as the page itself. */
async function sceneScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'escena.js')
  const made = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [{ name: 'escena', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? sceneSource : null) }],
    build: { write: false, minify: false, rolldownOptions: { input: entry } },
  })
  const [script] = 'output' in made ? made.output : []
  if (script?.type !== 'chunk') throw new Error('nothing was made of the scenes')
  return script.code
}

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
