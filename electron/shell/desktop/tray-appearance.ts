import type { Banner, Status } from '#contract/model/snapshot.ts'
import { aloneStates, countIn, heldStates, movingStates, toDecideStates, type Order } from '#contract/model/order.ts'
import { gateTexts, trayTexts as texts } from '#contract/texts/shell.ts'

export const trayIcons = ['calm', 'working', 'offline', 'needs-you'] as const
export type TrayIcon = (typeof trayIcons)[number]

export type TrayAction = 'open' | 'paste' | 'pause' | 'resume' | 'update' | 'quit' | 'activity'

export type TrayEntry = { kind: 'action'; label: string; action: TrayAction } | { kind: 'text'; label: string } | { kind: 'separator' }

export interface TrayAppearance {
  icon: TrayIcon
  tooltip: string
  menu: TrayEntry[]
}

const longestReference = 40

/**
 * What the tray shows.
 * @param recent the newest orders that have a result, newest first
 * @param updateReady a newer version waits for the restart
 */
export function trayAppearance(status: Status, recent: Order[], updateReady: boolean): TrayAppearance {
  return { ...iconOf(status), menu: menuOf(status, recent, updateReady) }
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

function iconOf(status: Status): Pick<TrayAppearance, 'icon' | 'tooltip'> {
  const needed = whatIsNeeded(status)
  if (needed !== null) return { icon: 'needs-you', tooltip: texts.needsYou(needed) }
  const moving = countIn(status.counts, aloneStates)
  const waiting = countIn(status.counts, movingStates)
  if (!status.online || has(status, 'offline')) return { icon: 'offline', tooltip: waiting > 0 ? texts.offline(waiting) : texts.offlineIdle }
  if (status.paused) return { icon: 'calm', tooltip: texts.paused(waiting) }
  return moving > 0 ? { icon: 'working', tooltip: texts.working(moving) } : { icon: 'calm', tooltip: texts.calm }
}

/** @returns null when nothing waits for the person */
function whatIsNeeded({ banners, counts, paused, postponed = 0 }: Status): string | null {
  if (banners.some((banner) => banner.kind === 'storage')) return texts.storage
  const gate = banners.find((banner) => banner.kind === 'gate')
  if (gate) return gateTexts[gate.reason]
  const toDecide = countIn(counts, toDecideStates)
  if (toDecide > 0) return texts.decide(toDecide)
  // While paused, held is what the person asked for.
  const held = countIn(counts, heldStates) - postponed
  return held > 0 && !paused ? texts.held(held) : null
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

const has = ({ banners }: Status, kind: Banner['kind']): boolean => banners.some((banner) => banner.kind === kind)

const shorten = (reference: string): string => (reference.length > longestReference ? `${reference.slice(0, longestReference - 1)}…` : reference)
