import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { requireReady } from './app.ts'
import { computer } from './computer.ts'
import type { HostMenu } from './menu.ts'
import { imageOf, type HostImage } from './native-image.ts'

type Offered = Pick<
  Electron.Tray,
  | 'closeContextMenu'
  | 'destroy'
  | 'getBounds'
  | 'getIgnoreDoubleClickEvents'
  | 'getTitle'
  | 'isDestroyed'
  | 'popUpContextMenu'
  | 'setContextMenu'
  | 'setIgnoreDoubleClickEvents'
  | 'setImage'
  | 'setPressedImage'
  | 'setTitle'
  | 'setToolTip'
>

/** The icons that exist, oldest first. */
export const trays = new Set<HostTray>()
/**
 * Whether the desktop has a place for icons, and whether it takes those that are made now, set by the control API. On Linux it may refuse one
 * (electron/electron#53213), or be there in name before it shows any (IsStatusNotifierHostRegistered).
 */
export const trayArea = { present: true, takes: true }
/** Tells that a first icon, or another one, is there. */
export const trayEvents = new EventEmitter<{ created: [] }>()

export class HostTray extends EventEmitter implements Offered {
  #image: HostImage
  #toolTip = ''
  #title = ''
  #menu: HostMenu | null = null
  /** The menu opened over the icon, if any. */
  #popup: HostMenu | null = null
  #ignoresDoubleClick = false
  readonly #guid: string | null
  /**
   * The place for icons has taken it. On Linux it is asked once: an icon for which there was no place stays out of it whatever comes later, and one
   * that was taken is taken again by the next (Chromium, status_icon_linux_dbus.cc, OnImplInitializationFailed and OnNameOwnerChangedReceived).
   */
  readonly #taken = trayArea.present && trayArea.takes

  constructor(image: Electron.NativeImage | string, guid?: string) {
    super()
    requireReady('Cannot create Tray before app is ready')
    // On Linux nobody is asked whether there is a place for it; elsewhere there always is.
    if (!trayArea.present && computer.platform !== 'linux') throw new Error('Failed to create tray')
    this.#image = imageOf(image)
    this.#guid = guid ?? null
    trays.add(this)
    trayEvents.emit('created')
  }

  /** The menu that a person sees on this icon. */
  get menu(): HostMenu | null {
    return this.#popup ?? this.#menu
  }

  /** A person sees it. */
  get inBar(): boolean {
    return trayArea.present && this.#taken
  }

  destroy(): void {
    trays.delete(this)
  }

  isDestroyed(): boolean {
    return !trays.has(this)
  }

  setImage(image: Electron.NativeImage | string): void {
    this.#mustExist()
    this.#image = imageOf(image)
  }

  setPressedImage(image: Electron.NativeImage | string): void {
    this.#mustExist()
    imageOf(image)
  }

  setToolTip(toolTip: string): void {
    this.#mustExist()
    this.#toolTip = toolTip
  }

  setTitle(title: string): void {
    this.#mustExist()
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.#mustExist()
    this.#menu = menu as unknown as HostMenu | null
  }

  popUpContextMenu(menu?: Electron.Menu): void {
    this.#mustExist()
    this.#popup = (menu as unknown as HostMenu | undefined) ?? this.#menu
  }

  closeContextMenu(): void {
    this.#popup = null
  }

  setIgnoreDoubleClickEvents(ignore: boolean): void {
    this.#ignoresDoubleClick = ignore
  }

  getIgnoreDoubleClickEvents(): boolean {
    return this.#ignoresDoubleClick
  }

  getBounds(): Electron.Rectangle {
    return { x: 1800, y: 1040, width: 24, height: 24 }
  }

  describe() {
    return {
      image: this.#image.describe(),
      toolTip: this.#toolTip,
      title: this.#title,
      guid: this.#guid,
      inBar: this.inBar,
      menu: this.menu?.describe() ?? null,
    }
  }

  #mustExist(): void {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
  }
}
