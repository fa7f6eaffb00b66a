/** The port: takes connections, hands them on, can be pulled out and plugged in again. */
import { createServer, type Server, type Socket } from 'node:net'

export interface Connection {
  /** 1 for the first. */
  id: number
  /** The TCP connection, below TLS. */
  raw: Socket
}

export class Listener {
  readonly #server: Server
  readonly #host: string
  readonly #open = new Map<number, Connection>()
  #accepted = 0
  #port = 0

  /** @param onConnection given every connection before a byte of it is read */
  constructor(host: string, onConnection: (connection: Connection) => void) {
    this.#host = host
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (raw) => {
      const connection = { id: ++this.#accepted, raw }
      const port = raw.remotePort ?? 0
      this.#open.set(port, connection)
      raw.once('close', () => {
        if (this.#open.get(port) === connection) this.#open.delete(port)
      })
      raw.on('error', () => {})
      onConnection(connection)
    })
  }

  get port(): number {
    return this.#port
  }

  get accepted(): number {
    return this.#accepted
  }

  get open(): number {
    return this.#open.size
  }

  /** The connection that a plain or TLS socket belongs to; null when it is already gone. */
  connectionOf(socket: Socket): Connection | null {
    return this.#open.get(socket.remotePort ?? 0) ?? null
  }

  /** @param port 0 for a free one; without it, the one before */
  listen(port = this.#port): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#server.listening) return resolve()
      this.#server.once('error', reject)
      this.#server.listen(port, this.#host, () => {
        this.#server.off('error', reject)
        const address = this.#server.address()
        if (typeof address === 'object' && address) this.#port = address.port
        resolve()
      })
    })
  }

  /** Refuses new connections and resets the open ones. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#server.listening) return resolve()
      this.#server.close(() => resolve())
      for (const { raw } of this.#open.values()) raw.resetAndDestroy()
    })
  }
}
