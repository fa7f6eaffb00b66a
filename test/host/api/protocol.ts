import type * as Electron from 'electron'
import { app, requireReady } from './app.ts'

type Handler = Parameters<Electron.Protocol['handle']>[1]

/** `protocol` of one session. */
export class HostProtocol implements Pick<Electron.Protocol, 'handle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged' | 'unhandle'> {
  readonly #handlers = new Map<string, Handler>()
  privilegedSchemes: Electron.CustomScheme[] = []

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    const cached = schemes.find(({ privileges }) => privileges?.codeCache && !privileges.standard)
    if (cached) throw new Error('Code cache can only be enabled when the custom scheme is registered as standard scheme.')
    this.privilegedSchemes = schemes
  }

  handle(scheme: string, handler: Handler): void {
    requireReady('protocol.handle can only be called after app is ready')
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    this.#handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme)
  }

  /**
   * For the host: asks the app's handler.
   * @throws when no handler has the scheme, or the handler fails
   */
  async request(url: string, init?: RequestInit): Promise<Response> {
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1))
    if (!handler) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${url}'`)
    return await handler(new Request(url, init))
  }

  describe() {
    return { handled: [...this.#handlers.keys()], privileged: this.privilegedSchemes }
  }
}
