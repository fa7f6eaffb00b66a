/** Addresses that a person or a PAC script gives: which are taken, which are refused. */
import { expect, test } from 'vitest'
import { defaultBaseUrl, parseBaseUrl } from '../../../../electron/core/tusfacturas/base-url.ts'
import { parseProxyList, parseProxyUrl } from '../../../../electron/core/tusfacturas/proxy.ts'

test.each([
  ['https://www.tusfacturas.app/app/api/v2', 'https://www.tusfacturas.app/app/api/v2'],
  [' https://otro.example:8443/base/ ', 'https://otro.example:8443/base/'],
  ['http://127.0.0.1:4010/app/api/v2', 'http://127.0.0.1:4010/app/api/v2'],
  ['http://127.9.8.7', 'http://127.9.8.7/'],
  ['http://0x7f.1:80/x', 'http://127.0.0.1/x'],
  ['http://localhost:4010', 'http://localhost:4010/'],
  ['http://LOCALHOST', 'http://localhost/'],
  ['http://[::1]:4010/', 'http://[::1]:4010/'],
])('base URL %s', (text, href) => {
  const parsed = parseBaseUrl(text)
  expect(parsed.ok && parsed.url.href).toBe(href)
})

test.each([
  'http://www.tusfacturas.app/app/api/v2',
  'http://192.168.0.10/',
  'http://127.0.0.1.example/',
  'http://localhost.example/',
  'http://128.0.0.1',
  'http://0.0.0.0',
  'http://[::ffff:127.0.0.1]/',
  'http://user:secret@127.0.0.1/',
  'https://user@www.tusfacturas.app/',
  'https://www.tusfacturas.app/?x=1',
  'https://www.tusfacturas.app/#x',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'www.tusfacturas.app',
  'https://',
  '',
])('no base URL: %s', (text) => {
  expect(parseBaseUrl(text)).toEqual({ ok: false })
})

test('the documented one', () => {
  expect(defaultBaseUrl.href).toBe('https://www.tusfacturas.app/app/api/v2')
})

test.each([
  ['http://proxy.oficina:3128', 'http://proxy.oficina:3128'],
  ['proxy.oficina:3128', 'http://proxy.oficina:3128'],
  [' 10.0.0.1:8080 ', 'http://10.0.0.1:8080'],
  ['https://proxy.oficina', 'https://proxy.oficina'],
  ['HTTP://PROXY:80/', 'http://proxy'],
])('proxy %s', (text, origin) => {
  expect(parseProxyUrl(text)?.origin).toBe(origin)
})

test.each(['', 'http://', 'socks5://proxy:1080', 'ftp://proxy', 'http://ana:secreto@proxy:3128', 'http://proxy:3128/pac', 'proxy oficina', 'proxy:99999'])(
  'no proxy: %s',
  (text) => {
    expect(parseProxyUrl(text)).toBeNull()
  },
)

const [a, b] = [{ url: 'http://a:1' }, { url: 'http://b:2' }]
test.each([
  ['DIRECT', [null]],
  ['', [null]],
  ['PROXY proxy.oficina:3128', [{ url: 'http://proxy.oficina:3128' }]],
  ['proxy a:1; DIRECT', [a, null]],
  ['PROXY a:1;PROXY b:2', [a, b]],
  ['PROXY a:1; PROXY b:2; PROXY a:1; DIRECT; DIRECT', [a, b, null]],
  ['HTTPS seguro:443; PROXY b:2', [{ url: 'https://seguro' }, b]],
  ['SOCKS5 s:1080; PROXY b:2; DIRECT', [b, null]],
  ['SOCKS s:1080; DIRECT; PROXY b:2', [null, b]],
  ['PROXY ; PROXY b:2', [b]],
  ['PROXY a:1; PROXY b:2; PROXY c:3; PROXY d:4; PROXY e:5; PROXY f:6', [a, b, { url: 'http://c:3' }, { url: 'http://d:4' }, { url: 'http://e:5' }]],
  ['nonsense', [null]],
])('PAC answer %o', (text, ways) => {
  expect(parseProxyList(text)).toEqual(ways)
})
