/** Where TusFacturasAPP is, and which other addresses may stand in for it. */

export const defaultBaseUrl = new URL('https://www.tusfacturas.app/app/api/v2')

/** URL has already written every form of 127.0.0.0/8 with four decimal numbers. */
const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/u

/**
 * Reads a base URL given by a person. Credentials travel in the body of every call, so plain http is for this machine
 * only, and an address that carries a user, a query or a fragment is no base.
 * @param text e.g. the environment variable REENCOLA_API_URL
 */
export function parseBaseUrl(text: string): { ok: true; url: URL } | { ok: false } {
  const url = URL.parse(text.trim())
  if (!url || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return { ok: false }
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))
  return safe ? { ok: true, url } : { ok: false }
}
