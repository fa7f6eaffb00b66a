import { EventEmitter } from 'node:events'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type * as Electron from 'electron'
import { app } from './app.ts'
import { destroyedObject } from './destroyed.ts'
import { prevented } from './event.ts'
import type { HostSession } from './session.ts'

type Offered = Pick<Electron.DownloadItem, 'cancel' | 'getFilename' | 'getSavePath' | 'getState' | 'getURL' | 'setSavePath'>

/** One download. What the app prevents is never written, not even in part, and the item is gone (electron_api_session.cc, OnDownloadCreated). */
export class HostDownload extends EventEmitter implements Offered {
  readonly #url: string
  readonly #filename: string
  #path = ''
  #state: 'progressing' | 'completed' | 'cancelled' = 'progressing'

  constructor(url: string, filename = basename(new URL(url).pathname)) {
    super()
    this.#url = url
    this.#filename = filename
  }

  /** @returns whether the app prevents it */
  offerTo(session: HostSession, contents: Electron.WebContents | undefined): boolean {
    const refused = prevented(session, 'will-download', {}, this, contents, contents?.mainFrame)
    if (refused) destroyedObject(this, HostDownload.prototype, [])
    return refused
  }

  /** A person who is asked where takes the suggested place. */
  save(bytes: Uint8Array): void {
    if (this.#state !== 'progressing') return
    this.#path ||= join(app.getPath('downloads'), this.#filename)
    writeFileSync(this.#path, bytes)
    this.#state = 'completed'
    this.emit('done', {}, this.#state)
  }

  cancel(): void {
    this.#state = 'cancelled'
    this.emit('done', {}, this.#state)
  }

  getURL(): string {
    return this.#url
  }

  getFilename(): string {
    return this.#filename
  }

  getState(): 'progressing' | 'completed' | 'cancelled' {
    return this.#state
  }

  getSavePath(): string {
    return this.#path
  }

  setSavePath(path: string): void {
    this.#path = path
  }
}
