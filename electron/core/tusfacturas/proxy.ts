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

/**
 * Picks the first entry of a PAC answer that can be used. SOCKS entries are passed over: undici's support for them is
 * experimental. What comes after the first usable entry is not tried.
 * @param text as Electron's session.resolveProxy gives it, e.g. `PROXY proxy.oficina:3128; DIRECT`
 * @returns null for a direct connection, also when no entry can be used
 */
export function parseProxyList(text: string): { url: string } | null {
  for (const entry of text.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/u)
    if (kind.toUpperCase() === 'DIRECT') return null
    const scheme = schemes[kind.toUpperCase()]
    const url = scheme && parseProxyUrl(`${scheme}://${address}`)
    if (url) return { url: url.origin }
  }
  return null
}
