/** @returns true for `http://host:port` or https, without a user or password, which have fields of their own */
export function isProxyUrl(text: string): boolean {
  const url = URL.parse(text.trim())
  return url !== null && /^https?:$/u.test(url.protocol) && url.hostname !== '' && url.username === '' && url.password === ''
}
