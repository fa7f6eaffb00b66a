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
  item.click(
    {},
    openWindows.all().find((window) => window.isFocused()),
  )
  return null
}
