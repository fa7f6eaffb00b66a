/** The page's own scheme. `file://` would give it rights that it does not need. */
export const appScheme = 'reencola'
export const appHost = 'app'
export const appOrigin = `${appScheme}://${appHost}`

/** @returns true for the page's own addresses, as far as the parsed URL says */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === `${appScheme}:` && parsed.host === appHost
}
