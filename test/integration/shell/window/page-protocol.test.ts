import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))
const { servePage } = await import('../../../../electron/shell/window/protocol.ts')
const { contentSecurityPolicy } = await import('../../../../electron/shell/window/protocol-headers.ts')

let folder: string
let root: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-protocol-'))
  root = join(folder, 'page')
  await mkdir(join(root, 'assets'), { recursive: true })
  await mkdir(join(folder, 'page-other'))
  await writeFile(join(root, 'index.html'), '<html>')
  await writeFile(join(root, 'assets', 'a.js'), 'a')
  for (const secret of ['secret.js', 'page-other/secret.js']) await writeFile(join(folder, secret), 'secret')
  await symlink(join(folder, 'secret.js'), join(root, 'link.js'))
  await symlink(folder, join(root, 'out'), 'junction')
})
afterAll(() => rm(folder, { recursive: true }))

const get = (path: string, host = 'app') => servePage(root, { method: 'GET', url: `reencola://${host}/${path}` })

test('its own files are served, with the policy word by word', async () => {
  expect(await (await get('index.html')).text()).toBe('<html>')
  expect(await (await get('assets/a.js?x=../secret.js#y')).text()).toBe('a')
  expect((await get('')).status).toBe(200)
  expect(contentSecurityPolicy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  for (const path of ['index.html', 'missing.js']) expect((await get(path)).headers.get('content-security-policy')).toBe(contentSecurityPolicy)
})

test.each([
  '../secret.js',
  '%2e%2e/secret.js',
  '..%2fsecret.js',
  '%2e%2e%2fsecret.js',
  '%252e%252e%252fsecret.js',
  '..%252fsecret.js',
  'assets/..%2f..%2fsecret.js',
  'assets/../../secret.js',
  '..\\secret.js',
  '..%5csecret.js',
  '%c0%ae%c0%ae/secret.js',
  '../page-other/secret.js',
  '..%2fpage-other%2fsecret.js',
  '/etc/passwd.js',
  '%2fetc%2fpasswd.js',
  'C:/secret.js',
  'C:%5csecret.js',
  'file:///secret.js',
  'assets/a.js::$DATA.js',
  'assets/a.js%00.png',
  'link.js',
  'out/secret.js',
  'assets',
  'assets/',
  '%',
])('%s leads nowhere', async (path) => {
  const answer = await get(path)
  expect([answer.status, await answer.text()]).toEqual([404, ''])
})

test('nobody else’s addresses and nothing but reading', async () => {
  for (const host of ['other', 'app.evil.example', 'app:81', 'evil@other']) expect((await get('index.html', host)).status).toBe(404)
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
    expect((await servePage(root, { method, url: 'reencola://app/index.html' })).status).toBe(405)
})
