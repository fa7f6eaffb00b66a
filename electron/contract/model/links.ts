/** Hosts whose pages may be opened in the person's browser: where TusFacturasAPP keeps comprobantes and its own site. */
const openable = /(?:^|\.)tusfacturas\.app$/u

/** @returns true when a link of the page may leave for the person's browser */
export function mayOpenOutside(url: string): boolean {
  const parsed = URL.parse(url)
  if (!parsed || parsed.username !== '' || parsed.password !== '' || parsed.port !== '') return false
  return parsed.protocol === 'https:' && openable.test(parsed.hostname)
}
