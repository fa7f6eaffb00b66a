import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { app } from './app.ts'
import { HostEvent } from './event.ts'
import { openWindows } from './open-windows.ts'

type Template = Electron.MenuItemConstructorOptions
type OfferedItem = Pick<
  Electron.MenuItem,
  'accelerator' | 'checked' | 'click' | 'enabled' | 'id' | 'label' | 'sublabel' | 'submenu' | 'toolTip' | 'type' | 'visible'
>

/** What the host can do for a role without a page of its own; other roles belong to the browser. */
const roles: Partial<Record<NonNullable<Template['role']>, () => void>> = {
  quit: () => app.quit(),
  close: () => openWindows.front()?.close(),
  minimize: () => openWindows.front()?.minimize(),
  reload: () => openWindows.front()?.webContents.reload(),
  toggleDevTools: () => openWindows.front()?.webContents.openDevTools(),
}

export class HostMenuItem implements OfferedItem {
  accelerator: string | null
  checked: boolean
  enabled: boolean
  visible: boolean
  readonly id: string
  label: string
  sublabel: string
  toolTip: string
  readonly role: Template['role']
  readonly type: NonNullable<Template['type']>
  readonly submenu?: Electron.Menu
  /** As in Electron: calls the template's function with the item, the focused window and the event. */
  readonly click: (event?: object, window?: unknown) => void
  /** The menu that holds it; radio items look for their group here. */
  owner: HostMenu | null = null

  constructor(template: Template) {
    const { role, submenu } = template
    if (submenu) this.submenu = Array.isArray(submenu) ? asMenu(HostMenu.buildFromTemplate(submenu)) : submenu
    this.type = template.type ?? (submenu ? 'submenu' : 'normal')
    if (this.type === 'submenu' && !submenu && !role) throw new Error('Invalid submenu')
    this.role = role
    this.label = template.label ?? role ?? ''
    this.id = template.id ?? ''
    this.accelerator = template.accelerator ?? null
    this.checked = template.checked ?? false
    this.enabled = template.enabled ?? true
    this.visible = template.visible ?? true
    this.sublabel = template.sublabel ?? ''
    this.toolTip = template.toolTip ?? ''
    this.click = (event = {}, window) => {
      if (this.type === 'checkbox') this.checked = !this.checked
      if (this.type === 'radio') this.#choose()
      if (template.click) template.click(this as unknown as Electron.MenuItem, window as Electron.BaseWindow, event)
      else if (role) roles[role]?.()
    }
  }

  /** A radio item turns off its neighbours up to the next separator. */
  #choose(): void {
    const items = this.owner?.items ?? []
    const here = items.indexOf(this)
    const group = (item: HostMenuItem) => {
      const between = items.slice(Math.min(here, items.indexOf(item)), Math.max(here, items.indexOf(item)) + 1)
      return between.every(({ type }) => type === 'radio')
    }
    for (const item of items) if (group(item)) item.checked = item === this
  }

  describe(): MenuItemDescription {
    const { id, label, type, enabled, visible, checked, accelerator } = this
    const submenu = this.submenu ? (this.submenu as unknown as HostMenu).describe() : null
    return { id, label, type, enabled, visible, checked, accelerator, role: this.role ?? null, submenu }
  }
}

export interface MenuItemDescription {
  id: string
  label: string
  type: string
  enabled: boolean
  visible: boolean
  checked: boolean
  accelerator: string | null
  role: string | null
  submenu: MenuItemDescription[] | null
}

type OfferedMenu = Pick<Electron.Menu, 'append' | 'closePopup' | 'getMenuItemById' | 'insert' | 'popup'>

export class HostMenu extends EventEmitter implements OfferedMenu {
  static #application: HostMenu | null = null
  /** The context menu that was opened last, for the control API. */
  static lastPopup: HostMenu | null = null
  readonly items: HostMenuItem[] = []

  static buildFromTemplate(template: Array<Template | Electron.MenuItem>): HostMenu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array')
    const menu = new HostMenu()
    for (const item of template) {
      const usable = item && (item.label !== undefined || item.role !== undefined || item.type !== undefined)
      if (!usable) throw new TypeError('Invalid template for MenuItem: must have label, role or type')
      menu.append((item instanceof HostMenuItem ? item : new HostMenuItem(item as Template)) as unknown as Electron.MenuItem)
    }
    return menu
  }

  static setApplicationMenu(menu: Electron.Menu | null): void {
    HostMenu.#application = menu as unknown as HostMenu | null
  }

  static getApplicationMenu(): Electron.Menu | null {
    return HostMenu.#application && asMenu(HostMenu.#application)
  }

  append(item: Electron.MenuItem): void {
    this.insert(this.items.length, item)
  }

  insert(position: number, item: Electron.MenuItem): void {
    const added = item as unknown as HostMenuItem
    added.owner = this
    this.items.splice(position, 0, added)
  }

  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item as unknown as Electron.MenuItem
      const below = item.submenu?.getMenuItemById(id)
      if (below) return below
    }
    return null
  }

  popup(options?: Electron.PopupOptions): void {
    HostMenu.lastPopup = this
    this.emit('menu-will-show', new HostEvent())
    this.once('menu-will-close', () => options?.callback?.())
  }

  closePopup(): void {
    if (HostMenu.lastPopup !== this) return
    HostMenu.lastPopup = null
    this.emit('menu-will-close', new HostEvent())
  }

  describe(): MenuItemDescription[] {
    return this.items.map((item) => item.describe())
  }
}

const asMenu = (menu: HostMenu) => menu as unknown as Electron.Menu
