/** Addresses that nearly are what they must be. */
import { expect, test } from 'vitest'
import { parseBaseUrl } from '../../../../electron/core/tusfacturas/base-url.ts'
import { parseProxyList, parseProxyUrl } from '../../../../electron/core/tusfacturas/proxy.ts'

test.each(['http://127.10.20.30/x', 'http://127.100.200.255/x'])('this machine by any of its addresses: %s', (text) => {
  expect(parseBaseUrl(text)).toMatchObject({ ok: true })
})

test.each(['http://xlocalhost/', 'http://10.127.0.0.1.example/', 'https://:secreto@www.tusfacturas.app/'])('no base URL: %s', (text) => {
  expect(parseBaseUrl(text)).toEqual({ ok: false })
})

test.each(['http://ana@proxy:3128', 'http://:secreto@proxy:3128', 'http://proxy:3128/?x', 'http://proxy:3128/?x=1', 'http://proxy:3128/#x'])(
  'no proxy: %s',
  (text) => {
    expect(parseProxyUrl(text)).toBeNull()
  },
)

test.each([
  ['PROXY   a:1', 'http://a:1'],
  ['HTTP a:1; PROXY b:2', 'http://a:1'],
  ['PROXY; PROXY b:2', 'http://b:2'],
])('PAC answer %j', (text, url) => {
  expect(parseProxyList(text)[0]).toEqual({ url })
})
