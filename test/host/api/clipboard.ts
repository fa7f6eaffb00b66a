import type * as Electron from 'electron'
import { computer } from './computer.ts'
import { openWindows } from './open-windows.ts'

type Data = string | Electron.ClipboardBookmark | Blob | Promise<Blob | string>

export class HostClipboardItem implements Pick<Electron.ClipboardItem, 'types'> {
  readonly types: string[]
  readonly #items: Record<string, Data>

  constructor(items: Record<string, Data>) {
    this.#items = items
    this.types = Object.keys(items)
  }

  async getType(type: string): Promise<Blob | Electron.ClipboardBookmark> {
    const data = await this.#items[type]
    if (data === undefined) throw new Error(`The type '${type}' was not found`)
    return typeof data === 'string' ? new Blob([data], { type }) : data
  }
}

/** The clipboard of the host, apart from the real one. */
class HostClipboard {
  text = ''
  /** What of it is a table or a page; empty: it is plain. */
  html = ''

  clear(): void {
    this.text = ''
    this.html = ''
  }

  /** What the app sees of it: on Wayland nothing, unless one of its windows has the focus. */
  get #offered(): string {
    return computer.display === 'wayland' && !openWindows.all().some((window) => window.isFocused()) ? '' : this.text
  }

  has(mimetype: string): Promise<boolean> {
    return Promise.resolve(mimetype === 'text/plain' && this.#offered !== '')
  }

  readText(): Promise<string> {
    return Promise.resolve(this.#offered)
  }

  writeText(text: string): Promise<void> {
    this.text = text
    this.html = ''
    return Promise.resolve()
  }

  read(): Promise<Electron.ClipboardItem[]> {
    const text = this.#offered
    const item = new HostClipboardItem(text === '' ? {} : { 'text/plain': text })
    return Promise.resolve([item as Electron.ClipboardItem])
  }

  async write(items: Electron.ClipboardItem[]): Promise<void> {
    for (const item of items) {
      const data = await item.getType('text/plain')
      if (data instanceof Blob) this.text = await data.text()
      const page = item.types.includes('text/html') ? await item.getType('text/html') : null
      this.html = page instanceof Blob ? await page.text() : ''
    }
  }
}

export const clipboard = new HostClipboard() satisfies Omit<Electron.Clipboard, 'selection'>
