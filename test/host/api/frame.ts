import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

export type OfferedFrame = Pick<
  Electron.WebFrameMain,
  'detached' | 'frames' | 'isDestroyed' | 'name' | 'origin' | 'parent' | 'processId' | 'routingId' | 'send' | 'top' | 'url'
>

/** The origin of a URL as Chromium sees it: `scheme://host` also for the app's own standard schemes. */
export function originOf(url: string): string {
  const { origin, protocol, host } = new URL(url)
  return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin
}

/** The main frame of a page; one object for as long as the page's contents live. */
export class HostFrame extends EventEmitter implements OfferedFrame {
  readonly detached = false
  readonly frames: Electron.WebFrameMain[] = []
  readonly name = ''
  readonly parent = null
  readonly processId = process.pid
  readonly routingId: number
  readonly #url: () => string
  readonly #send: (channel: string, ...args: unknown[]) => void
  readonly #destroyed: () => boolean

  constructor(contents: { id: number; getURL(): string; send: HostFrame['send']; isDestroyed(): boolean }) {
    super()
    this.routingId = contents.id
    this.#url = () => contents.getURL()
    this.#send = (channel, ...args) => contents.send(channel, ...args)
    this.#destroyed = () => contents.isDestroyed()
  }

  get url(): string {
    return this.#url()
  }

  get origin(): string {
    return this.url === '' ? 'null' : originOf(this.url)
  }

  get top(): Electron.WebFrameMain {
    return this as unknown as Electron.WebFrameMain
  }

  isDestroyed(): boolean {
    return this.#destroyed()
  }

  send(channel: string, ...args: unknown[]): void {
    this.#send(channel, ...args)
  }
}
