import { screens, type Navigation, type Screen } from '#contract/commands/navigation.ts'
import { appScheme } from '../window/app-scheme.ts'

/** What a notification is about. Its id and its link carry this, so that a click after a restart still opens the right screen. */
export type NotificationTarget = Pick<Navigation, 'screen' | 'batchId'>

const prefix = 'reencola'
const pattern = new RegExp(`\\b${prefix}-(${screens.join('|')})(?:-(\\d{1,15}))?(?![\\w-])`, 'u')

/**
 * @param serial tells notifications about the same thing apart
 * @returns an id for Electron; Windows allows 64 characters, and a second notification of the same id replaces the first
 */
export const idOf = ({ screen, batchId }: NotificationTarget, serial: number): string =>
  `${prefix}-${screen}${batchId === undefined ? '' : `-${batchId}`}.${serial}`

const verb = 'ver'

/** @returns a link that opens the target, for a system that keeps notifications longer than this process lives; see targetOfLink */
export const linkToTarget = ({ screen, batchId }: NotificationTarget): string =>
  `${appScheme}://${verb}?pantalla=${screen}${batchId === undefined ? '' : `&lote=${batchId}`}`

const link = new RegExp(`^${appScheme}://${verb}/?\\?pantalla=(${screens.join('|')})(?:&lote=(\\d{1,15}))?$`, 'iu')

/** Anybody can make one: it opens a screen and does nothing else. @returns null for any other link */
export function targetOfLink(text: string): NotificationTarget | null {
  const found = link.exec(text)
  return found && targetOf(found)
}

/**
 * What Windows is to show. It keeps a notification when the program has ended, and says nothing of one that was clicked unless that
 * opens an address.
 */
export const toastXml = (title: string, body: string, target: NotificationTarget): string =>
  `<toast activationType="protocol" launch="${escaped(linkToTarget(target))}"><visual><binding template="ToastGeneric"><text>${escaped(title)}</text><text>${escaped(body)}</text></binding></visual></toast>`

const named: Record<string, string> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '&': '&amp;' }

/** XML knows no control characters but three, and no halves of a pair. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[<>"'&]/gu, (sign) => named[sign] ?? '')
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')

/**
 * Reads the target out of what Windows hands back, `type=click&tag=ID`, as an argument or through the activator.
 * @returns null when there is none in it, e.g. of a notification of another version
 */
export function targetIn(activation: string): NotificationTarget | null {
  const found = pattern.exec(activation.slice(0, 512))
  if (!found) return null
  return targetOf(found)
}

const targetOf = ([, screen = '', batchId]: RegExpExecArray): NotificationTarget => ({
  screen: screen.toLowerCase() as Screen,
  ...(batchId !== undefined && { batchId: Number(batchId) }),
})
