import { isDeepStrictEqual } from 'node:util'
import type { Logger } from '../../core/lib/logger.ts'
import { keychainDeadline } from '../../core/lib/waits.ts'
import type { NetworkRoute, Way } from '../../core/tusfacturas/routes.ts'
import { parseProxyList, parseProxyUrl } from '../../core/tusfacturas/proxy.ts'
import type { StoredSettings } from '../files/settings.ts'

export interface OfficeNetworkOptions {
  apiUrl: URL
  settings: () => StoredSettings['proxy']
  proxyPassword: () => Promise<string | null>
  /** Electron's session.resolveProxy: PAC scripts included. */
  resolveProxy: (url: string) => Promise<string>
  /** PEM; slow, so it is left to the first call. */
  certificates: () => string[] | null
  use: (route: NetworkRoute) => void
  logger: Logger
}

/** A PAC script that hangs must not keep orders back for ever. Milliseconds. */
const pacPatience = 10_000

/** Keeps the way to TusFacturasAPP as the office's network asks for it. */
export class OfficeNetwork {
  readonly #options: OfficeNetworkOptions
  #inUse: readonly Way[] | undefined
  #refreshing: Promise<boolean> | null = null

  constructor(options: OfficeNetworkOptions) {
    this.#options = options
  }

  /** Asks again and uses the answer. @returns whether the way has changed; never rejects */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async #refresh(): Promise<boolean> {
    const { use, certificates, logger } = this.#options
    const ways = await this.#ways()
    const [proxy, ...fallbacks] = ways
    use({ proxy, certificates, ...(fallbacks.length > 0 && { fallbacks }) })
    const changed = !isDeepStrictEqual(ways, this.#inUse)
    this.#inUse = ways
    if (changed) logger.info('way to the API', { ways: ways.map((way) => way?.url ?? 'direct'), withUser: ways.some((way) => way?.user !== undefined) })
    return changed
  }

  async #ways(): Promise<Ways> {
    const { settings } = this.#options
    const { mode, url, user } = settings()
    switch (mode) {
      case 'none':
        return [null]
      case 'system':
        return this.#systemWays()
      case 'manual': {
        const parsed = parseProxyUrl(url)
        if (!parsed) return [null]
        if (user === '') return [{ url: parsed.origin }]
        return [{ url: parsed.origin, user, password: await this.#password() }]
      }
    }
  }

  /** The system says where the proxy is, never who the person is; those come from the settings when given. */
  async #systemWays(): Promise<Ways> {
    const { apiUrl, resolveProxy, settings, logger } = this.#options
    try {
      const [first, ...rest] = parseProxyList(await Promise.race([resolveProxy(apiUrl.href), gaveUp(pacPatience)]))
      const { user } = settings()
      const listed = [first, ...rest]
      if (user === '' || listed.every((way) => way === null)) return [first, ...rest]
      const password = await this.#password()
      const as = (way: Way): Way => way && { ...way, user, password }
      return [as(first), ...rest.map(as)]
    } catch (error) {
      logger.warn('the system did not say which proxy to use', { reason: (error as Error).message })
      return [null]
    }
  }

  /** Without it the proxy asks for it, which holds the orders and says so. */
  async #password(): Promise<string> {
    const { proxyPassword, logger } = this.#options
    try {
      return (await Promise.race([proxyPassword(), gaveUp(keychainDeadline)])) ?? ''
    } catch (error) {
      logger.warn('the keychain did not give the password of the proxy', { reason: (error as Error).message })
      return ''
    }
  }
}

/** In the order in which they are tried. */
type Ways = [Way, ...Way[]]

const gaveUp = (patience: number): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), patience).unref()
  })
