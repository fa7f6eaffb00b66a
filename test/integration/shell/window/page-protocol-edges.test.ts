/** The page's protocol: its registration, the kinds of files that it knows, and names that no file of the page has. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const electron = vi.hoisted(() => ({ schemes: [] as unknown[], handlers: new Map<string, (request: Request) => Promise<Response>>() }))
vi.mock('electron', () => ({
  protocol: {
    registerSchemesAsPrivileged: (schemes: unknown) => electron.schemes.push(schemes),
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => electron.handlers.set(scheme, handler),
  },
}))
const { declareScheme, servePage, serveScheme } = await import('../../../../electron/shell/window/protocol.ts')

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'reencola-protocol-'))
})
afterAll(() => rm(root, { recursive: true }))

async function get(name: string) {
  await writeFile(join(root, decodeURIComponent(name)), 'content')
  const answer = await servePage(root, { method: 'GET', url: `reencola://app/${name}` })
  return [answer.status, answer.headers.get('content-type')]
}

test.each([
  ['a.html', 'text/html; charset=utf-8'],
  ['a.js', 'text/javascript; charset=utf-8'],
  ['a.css', 'text/css; charset=utf-8'],
  ['a.svg', 'image/svg+xml'],
  ['a.png', 'image/png'],
  ['a.woff2', 'font/woff2'],
])('%s is served as %s', async (name, type) => {
  expect(await get(name)).toEqual([200, type])
})

test.each(['a.txt', 'a.map', 'a', 'js', '.js', 'a.JS', 'a.html.bak'])('%s is there and not served', async (name) => {
  expect(await get(name)).toEqual([404, null])
})

test.skipIf(process.platform === 'win32').each(['a%3Ab.js', 'a%5Cb.js'])('%s is there, and no file of the page has such a name', async (name) => {
  expect(await get(name)).toEqual([404, null])
})

test('the scheme is a secure origin of its own, and no more than that', async () => {
  declareScheme()
  expect(electron.schemes).toEqual([[{ scheme: 'reencola', privileges: { standard: true, secure: true, codeCache: true } }]])
  serveScheme(root)
  await writeFile(join(root, 'index.html'), '<html>')
  const answer = await electron.handlers.get('reencola')?.(new Request('reencola://app/index.html'))
  expect(await answer?.text()).toBe('<html>')
})
