import type * as Electron from 'electron'

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

  clear(): void {
    this.text = ''
  }

  has(mimetype: string): Promise<boolean> {
    return Promise.resolve(mimetype === 'text/plain' && this.text !== '')
  }

  readText(): Promise<string> {
    return Promise.resolve(this.text)
  }

  writeText(text: string): Promise<void> {
    this.text = text
    return Promise.resolve()
  }

  read(): Promise<Electron.ClipboardItem[]> {
    const item = new HostClipboardItem(this.text === '' ? {} : { 'text/plain': this.text })
    return Promise.resolve([item as Electron.ClipboardItem])
  }

  async write(items: Electron.ClipboardItem[]): Promise<void> {
    for (const item of items) {
      const data = await item.getType('text/plain')
      if (data instanceof Blob) this.text = await data.text()
    }
  }
}

export const clipboard = new HostClipboard() satisfies Omit<Electron.Clipboard, 'selection'>
