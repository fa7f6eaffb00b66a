import { aloneStates, badStates, countIn, heldStates, movingStates, stateFacts, toDecideStates, type OrderState } from '#contract/model/order.ts'
import type { Status } from '#contract/model/snapshot.ts'
import { gateTexts, trayTexts as texts } from '#contract/texts/shell.ts'

export const trayIcons = ['calm', 'working', 'offline', 'needs-you'] as const
export type TrayIcon = (typeof trayIcons)[number]

/** What the program shows of itself where it has no window. */
export interface Attention {
  icon: TrayIcon
  tooltip: string
  /** On the program's own icon: what the person has not seen. 0: none. */
  badge: number
}

/**
 * What asks for the person, in a glance. Whatever went wrong or waits for them is said before anything else, and "al día" only when nothing is:
 * what they have seen and needs nothing more of them is not counted.
 */
export function attentionOf(status: Status): Attention {
  const badge = countUnseen(status)
  const needed = [...problemOf(status), ...countsOf(status)]
  if (needed.length > 0) return { icon: 'needs-you', tooltip: fitting(needed), badge }
  return { ...whileAllIsWell(status), badge }
}

/** Windows shows no more of a tooltip (NOTIFYICONDATA, szTip), in characters of UTF-16. */
const longestTooltip = 127

/** @param parts the most important first @returns as many of them as fit */
function fitting(parts: string[]): string {
  const whole = texts.needsYou(parts.join(', '))
  return whole.length <= longestTooltip || parts.length === 1 ? whole : fitting(parts.slice(0, -1))
}

/** How many orders and comprobantes in error the person has not had in front of them. */
function countUnseen({ unseen }: Status): number {
  return unseen ? countIn(unseen.orders, badStates) + (unseen.inError ?? 0) : 0
}

/** What stops sending until somebody does something. */
function problemOf({ banners }: Status): string[] {
  if (banners.some(({ kind }) => kind === 'storage')) return [texts.storage]
  const gate = banners.find((banner) => banner.kind === 'gate')
  return gate ? [gateTexts[gate.reason]] : []
}

const told = (kind: string): OrderState[] => badStates.filter((state) => stateFacts[state].told === kind)
const unseenKinds = ['failedAgain', 'rejected', 'notFound'] as const
const statesOf = { failedAgain: told('failedAgain'), rejected: told('rejected'), notFound: told('notFound') }

function countsOf({ banners, counts, paused, postponed = 0, unwatched = 0, unseen = { orders: {}, inError: null } }: Status): string[] {
  const known = unseenKinds.map((kind) => [kind, countIn(unseen.orders, statesOf[kind])] as const)
  // While paused, held is what the person asked for, and behind a closed gate it is the gate that says it.
  const held = paused || banners.some(({ kind }) => kind === 'gate') ? 0 : countIn(counts, heldStates) - postponed
  const all = [
    ...known,
    ['toDecide', countIn(counts, toDecideStates)] as const,
    ['held', held] as const,
    ['inError', unseen.inError ?? 0] as const,
    ['unwatched', unwatched] as const,
  ]
  return all.flatMap(([kind, count]) => (count > 0 ? [texts[kind](count)] : []))
}

function whileAllIsWell({ banners, counts, paused, online }: Status): Omit<Attention, 'badge'> {
  const moving = countIn(counts, aloneStates)
  const waiting = countIn(counts, movingStates)
  const offline = !online || banners.some(({ kind }) => kind === 'offline')
  if (offline) return { icon: 'offline', tooltip: waiting > 0 ? texts.offline(waiting) : texts.offlineIdle }
  if (paused) return { icon: 'calm', tooltip: texts.paused(waiting) }
  return moving > 0 ? { icon: 'working', tooltip: texts.working(moving) } : { icon: 'calm', tooltip: texts.calm }
}
