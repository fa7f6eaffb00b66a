import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReceiverProblem } from '#contract/commands/webhooks.ts'
import type { Result } from '#contract/result.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { listenPause, senderPatience } from '../lib/waits.ts'
import { keepRoom } from './connection-room.ts'
import { Doors } from './doors.ts'
import { GroupCommit } from './group-commit.ts'
import type { ReceivedEvent, Taken } from './event.ts'
import { handleWebhook, type Refusal } from './request.ts'

export type ReceiverState =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'listening'; port: number }
  /** `retryAt`: when it tries again by itself, milliseconds since the epoch. */
  | { kind: 'trouble'; problem: ReceiverProblem; retryAt: number }

export interface ListenAddress {
  /** An address of this computer; `127.0.0.1` is reached from nowhere else. */
  host: string
  /** 0: any free one. */
  port: number
}

export interface ReceiverOptions {
  /** Stores events in one commit, or none of them when the disk refuses. */
  take: (events: readonly ReceivedEvent[]) => Result<Taken[]>
  clock: Clock
  logger: Logger
  onState: (state: ReceiverState) => void
  onTaken: () => void
  onRefused: (refusal: Refusal, pointOfSale: string | null) => void
  /** How long a sender may take, milliseconds; for tests. */
  patience?: { headers: number; request: number; look: number }
}

/** More at once are not refused: the one that has kept us waiting longest makes room. */
const mostConnections = 1_000

const problems: Record<string, ReceiverProblem> = {
  EADDRINUSE: 'port-taken',
  EADDRNOTAVAIL: 'address-gone',
  ENOTFOUND: 'address-gone',
  EAI_AGAIN: 'address-gone',
  EACCES: 'not-allowed',
}

/** Listens for TusFacturasAPP's webhooks and answers 200 only for what is on disk. Knows nothing of what they mean. */
export class Receiver {
  readonly #options: ReceiverOptions
  readonly #group: GroupCommit<ReceivedEvent, Taken>
  #doors = new Doors([])
  #server: Server | null = null
  #place: ListenAddress | null = null
  #state: ReceiverState = { kind: 'off' }
  #attempts = 0
  #cancelRetry = () => {}
  /** One change of place at a time: a port is free only once the server before is gone. */
  #turn: Promise<void> = Promise.resolve()

  constructor(options: ReceiverOptions) {
    this.#options = options
    this.#group = new GroupCommit((events) => {
      const taken = options.take(events)
      if (taken.ok) return taken.value
      options.logger.error('webhooks could not be stored', { count: events.length, error: taken.error.code })
      throw new Error(taken.error.code)
    })
  }

  get state(): ReceiverState {
    return this.#state
  }

  /** The addresses and tokens that count from the next request on. */
  use(doors: Doors): void {
    this.#doors = doors
  }

  /** Listens there and nowhere else, or not at all; keeps trying while it cannot. Settles after the first attempt. */
  listen(place: ListenAddress | null): Promise<void> {
    this.#attempts = 0
    this.#place = place
    return this.#try()
  }

  /** Something changed that may help: a network is back, the computer woke up. */
  hint(): void {
    if (this.#state.kind !== 'trouble') return
    this.#attempts = 0
    void this.#try()
  }

  dispose(): void {
    this.#place = null
    this.#cancelRetry()
    void this.#end(this.#server)
    this.#server = null
  }

  #try(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#replace())
    return this.#turn
  }

  async #replace(): Promise<void> {
    const place = this.#place
    this.#cancelRetry()
    await this.#end(this.#server)
    this.#server = null
    if (!place) {
      this.#set({ kind: 'off' })
      return
    }
    this.#set({ kind: 'starting' })
    const server = this.#build()
    const problem = await listening(server, place)
    if (this.#place !== place) {
      await this.#end(server)
      return
    }
    if (problem) this.#trouble(problem)
    else {
      this.#attempts = 0
      this.#server = server
      server.on('error', (error) => this.#options.logger.error('the webhook receiver failed', { error: error.message }))
      this.#set({ kind: 'listening', port: (server.address() as AddressInfo).port })
    }
  }

  #trouble(problem: ReceiverProblem): void {
    const { clock } = this.#options
    const wait = listenPause(this.#attempts++)
    this.#cancelRetry = clock.after(wait, () => void this.#try())
    this.#set({ kind: 'trouble', problem, retryAt: clock.now() + wait })
  }

  #set(state: ReceiverState): void {
    this.#state = state
    const { logger, onState } = this.#options
    if (state.kind === 'trouble') logger.warn('the webhook receiver does not listen', { problem: state.problem })
    if (state.kind === 'listening') logger.info('the webhook receiver listens', { host: this.#place?.host, port: state.port })
    onState(state)
  }

  #build(): Server {
    const { onTaken, onRefused, patience: { headers, request, look } = senderPatience } = this.#options
    const server = createServer(
      { headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval: look, keepAliveTimeout: headers, maxHeaderSize: 8 * 1024 },
      (incoming, response) => {
        const context = { doors: this.#doors, store: (received: ReceivedEvent) => this.#group.add(received), onTaken, onRefused }
        handleWebhook(incoming, response, context).catch((error: unknown) => {
          this.#options.logger.error('a webhook failed', { error: (error as Error).stack ?? String(error) })
          response.destroy()
        })
      },
    )
    keepRoom(server, mostConnections)
    return server
  }

  #end(server: Server | null): Promise<void> {
    return new Promise((resolve) => {
      if (!server) return resolve()
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }
}

/** @returns why not, or null once it listens */
function listening(server: Server, { host, port }: ListenAddress): Promise<ReceiverProblem | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(problems[error.code ?? ''] ?? 'failed')
    server.once('error', failed)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed)
      resolve(null)
    })
  })
}
