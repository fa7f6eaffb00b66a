import type { HostMenu, HostMenuItem } from '../api/menu.ts'
import { openWindows } from '../api/open-windows.ts'

const submenuOf = (item: HostMenuItem) => item.submenu as unknown as HostMenu | undefined

/** Depth first, so that a label alone finds an item of a submenu too. */
function find(menu: HostMenu, [name, ...rest]: string[]): HostMenuItem | null {
  for (const item of menu.items) {
    const below = submenuOf(item)
    const named = item.label === name || (item.id !== '' && item.id === name)
    if (named && rest.length === 0) return item
    const inside = below ? find(below, named ? rest : [name ?? '', ...rest]) : null
    if (inside) return inside
  }
  return null
}

/**
 * Clicks the item that `path` names: a label or id, or the labels from the menu down to it.
 * @returns why a person could not click it, or null when it was clicked
 */
export function clickItem(menu: HostMenu, path: string[]): string | null {
  const item = find(menu, path)
  if (!item) return `there is no item ${path.join(' › ')}`
  if (!item.visible || !item.enabled) return `the item ${path.join(' › ')} cannot be clicked`
  item.click({}, focused())
  return null
}

const focused = () => openWindows.all().find((window) => window.isFocused())

/**
 * Keys reach an item that is hidden too, and none that cannot be chosen (accelerator_util.cc asks for `IsEnabledAt` alone; on macOS
 * `acceleratorWorksWhenHidden` is true unless the app says otherwise).
 * @returns whether an item took them
 */
export function pressKeys(menu: HostMenu, accelerator: string): boolean {
  const window = focused()
  const taken = window && findKeys(menu, accelerator.toLowerCase())
  taken?.click({}, window)
  return Boolean(taken)
}

function findKeys(menu: HostMenu, keys: string): HostMenuItem | undefined {
  return menu.items.flatMap((item) => itemsBelow(item)).find(({ accelerator, enabled }) => enabled && accelerator?.toLowerCase() === keys)
}

function itemsBelow(item: HostMenuItem): HostMenuItem[] {
  const below = submenuOf(item)
  return below ? below.items.flatMap((one) => itemsBelow(one)) : [item]
}
