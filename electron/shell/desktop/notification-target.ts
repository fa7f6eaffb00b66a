import { screens, type Navigation, type Screen } from '#contract/commands/navigation.ts'
import { appScheme } from '../window/app-scheme.ts'

/** What a notification is about. Its id and its link carry this, so that a click after a restart still opens the right screen. */
export type NotificationTarget = Pick<Navigation, 'screen' | 'batchId' | 'resend'>

const prefix = 'reencola'
const pattern = new RegExp(`\\b${prefix}-(${screens.join('|')})(?:-(\\d{1,15}))?(?![\\w-])`, 'u')

/**
 * @param serial tells notifications about the same screen apart; of a batch the newest takes the place of the one before
 * @returns an id for Electron; Windows allows 64 characters, and a second notification of the same id replaces the first, as on macOS
 */
export const idOf = ({ screen, batchId }: NotificationTarget, serial: number): string =>
  batchId === undefined ? `${prefix}-${screen}.${serial}` : `${prefix}-${screen}-${batchId}`

const verb = 'ver'

/** @returns a link that opens the target, for a system that keeps notifications longer than this process lives; see targetOfLink */
export const linkToTarget = ({ screen, batchId, resend }: NotificationTarget): string =>
  `${appScheme}://${verb}?pantalla=${screen}${batchId === undefined ? '' : `&lote=${batchId}`}${resend ? `&${askToResend}` : ''}`

const askToResend = 'preguntar=reenviar'
const link = new RegExp(`^${appScheme}://${verb}/?\\?pantalla=(${screens.join('|')})(?:&lote=(\\d{1,15})(&${askToResend})?)?$`, 'iu')

/** Anybody can make one: it opens a screen, or a question on it, and does nothing else. @returns null for any other link */
export function targetOfLink(text: string): NotificationTarget | null {
  const found = link.exec(text)
  return found && targetOf(found)
}

/**
 * Reads the target out of what Windows hands back, `type=click&tag=ID`, as an argument or through the activator.
 * @returns null when there is none in it, e.g. of a notification of another version
 */
export function targetIn(activation: string): NotificationTarget | null {
  const found = pattern.exec(activation.slice(0, 512))
  if (!found) return null
  return targetOf(found)
}

const targetOf = ([, screen = '', batchId, resend]: RegExpExecArray): NotificationTarget => ({
  screen: screen.toLowerCase() as Screen,
  ...(batchId !== undefined && { batchId: Number(batchId) }),
  ...(resend !== undefined && { resend: true }),
})
