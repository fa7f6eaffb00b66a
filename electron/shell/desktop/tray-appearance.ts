import type { Status } from '#contract/model/snapshot.ts'
import type { Order } from '#contract/model/order.ts'
import { trayTexts as texts } from '#contract/texts/shell.ts'
import { attentionOf, type Attention, type TrayIcon } from './attention.ts'

export type TrayAction = 'open' | 'paste' | 'pause' | 'resume' | 'update' | 'quit' | 'activity'

export type TrayEntry = { kind: 'action'; label: string; action: TrayAction } | { kind: 'text'; label: string } | { kind: 'separator' }

export interface TrayAppearance extends Pick<Attention, 'icon' | 'tooltip'> {
  menu: TrayEntry[]
}

const longestReference = 40

/**
 * What the tray shows.
 * @param recent the newest orders that have a result, newest first
 * @param updateReady a newer version waits for the restart
 */
export function trayAppearance(status: Status, recent: Order[], updateReady: boolean): TrayAppearance {
  const { icon, tooltip } = attentionOf(status)
  return { icon, tooltip, menu: menuOf(status, recent, updateReady) }
}

/**
 * The file of an icon, below the folder of tray icons. Windows wants all sizes in one and has bars of either colour; macOS
 * colours a template itself; Linux does not say what colour its bar has.
 * @param darkBar whether the system's own surfaces are dark
 */
export function trayIconFile(icon: TrayIcon, platform: NodeJS.Platform, darkBar: boolean): string {
  if (platform === 'win32') return `${icon}-${darkBar ? 'dark' : 'light'}.ico`
  return platform === 'darwin' ? `${icon}-Template.png` : `${icon}.png`
}

function menuOf(status: Status, recent: Order[], updateReady: boolean): TrayEntry[] {
  const results: TrayEntry[] = recent.map((order) => ({
    kind: 'action',
    label: `${shorten(order.external_reference)}: ${order.stateLabel}`,
    action: 'activity',
  }))
  return [
    { kind: 'action', label: texts.open, action: 'open' },
    { kind: 'action', label: texts.paste, action: 'paste' },
    { kind: 'separator' },
    ...(results.length > 0 ? results : [{ kind: 'text', label: texts.noResults } as const]),
    { kind: 'separator' },
    status.paused ? { kind: 'action', label: texts.resume, action: 'resume' } : { kind: 'action', label: texts.pause, action: 'pause' },
    ...(updateReady ? [{ kind: 'action', label: texts.update, action: 'update' } as const] : []),
    { kind: 'action', label: texts.quit, action: 'quit' },
  ]
}

const shorten = (reference: string): string => (reference.length > longestReference ? `${reference.slice(0, longestReference - 1)}…` : reference)
