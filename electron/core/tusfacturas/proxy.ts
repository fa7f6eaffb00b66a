/** Addresses of proxies, as a person types them and as a PAC script answers them. */

const schemes: Record<string, string> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }

/**
 * Reads the address of an HTTP proxy; without a scheme it is http.
 * @param text `http://proxy.oficina:3128`, `https://...` or `proxy.oficina:3128`
 * @returns null for anything else, an address with user and password or with a path included
 */
export function parseProxyUrl(text: string): URL | null {
  const trimmed = text.trim()
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//iu.test(trimmed) ? trimmed : `http://${trimmed}`)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  return url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === '' ? url : null
}

/** No call goes over more ways than these. */
const mostWays = 5

/**
 * Reads the entries of a PAC answer that can be used, in its order. SOCKS entries are passed over: undici's support for them is
 * experimental, and says so on the error output of the command line.
 * @param text as Electron's session.resolveProxy gives it, e.g. `PROXY proxy.oficina:3128; PROXY otro:3128; DIRECT`
 * @returns null stands for a direct connection, which is also the only way when no entry can be used
 */
export function parseProxyList(text: string): [Listed, ...Listed[]] {
  const urls = new Set<string | null>()
  for (const entry of text.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/u)
    if (kind.toUpperCase() === 'DIRECT') urls.add(null)
    const scheme = schemes[kind.toUpperCase()]
    const url = scheme && parseProxyUrl(`${scheme}://${address}`)
    if (url) urls.add(url.origin)
  }
  const [first = null, ...rest] = [...urls].slice(0, mostWays).map((url) => (url === null ? null : { url }))
  return [first, ...rest]
}

type Listed = { url: string } | null
