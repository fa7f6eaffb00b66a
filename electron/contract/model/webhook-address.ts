/** What page and main both know of the addresses of webhooks. */

/** TusFacturasAPP takes no longer address. */
export const longestWebhookUrl = 255

/** @returns whether only this computer reaches it */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host)

/** @returns true for `https://` and a name, without a user, a query or a part behind `#` */
export function isPublicUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}
