import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares without telling by its duration how much was right. */
const same = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected))

/**
 * Who may talk to the host: whoever has the key, which a browser exchanges for a cookie. The address must be the one that was
 * printed, which keeps out pages that point their own name here (DNS rebinding), and requests started by other pages.
 */
export class Gate {
  readonly key: string
  readonly #token: string
  readonly #port: number

  /** @param key the same one after a restart, so that an open page finds its way back; a new one by default */
  constructor(port: number, key = randomBytes(24).toString('base64url')) {
    this.#port = port
    this.key = key
    this.#token = digest(`cookie ${key}`).toString('base64url')
  }

  get host(): string {
    return `127.0.0.1:${this.#port}`
  }

  get origin(): string {
    return `http://${this.host}`
  }

  /** Cookies do not tell ports apart, so the name does. */
  get cookie(): string {
    return `${this.#cookieName}=${this.#token}; HttpOnly; SameSite=Strict; Path=/`
  }

  get #cookieName(): string {
    return `reencola-${this.#port}`
  }

  /** @returns what a request is for; null when that is no address, as `//` */
  urlOf(request: IncomingMessage): URL | null {
    return URL.parse(request.url ?? '/', this.origin)
  }

  /** @returns how a request is let in, or null when it is not */
  admit(request: IncomingMessage): 'key' | 'cookie' | null {
    if (request.headers.host !== this.host) return null
    const url = this.urlOf(request)
    if (!url) return null
    const { origin } = request.headers
    if (origin !== undefined && origin !== this.origin) return null
    const given = request.headers['x-clave'] ?? url.searchParams.get('clave')
    if (typeof given === 'string' && same(given, this.key)) return 'key'
    // Another page on 127.0.0.1 counts as the same site, so SameSite alone would let it in.
    const site = request.headers['sec-fetch-site'] ?? 'none'
    if (site !== 'none' && site !== 'same-origin') return null
    return this.#hasCookie(request) ? 'cookie' : null
  }

  /** A socket comes from the page: own origin, and the cookie. */
  admitSocket(request: IncomingMessage): boolean {
    return request.headers.host === this.host && request.headers.origin === this.origin && this.#hasCookie(request)
  }

  #hasCookie(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(/;\s*/u)
    return cookies.some((cookie) => {
      const [name, value = ''] = cookie.split('=')
      return name === this.#cookieName && same(value, this.#token)
    })
  }
}
