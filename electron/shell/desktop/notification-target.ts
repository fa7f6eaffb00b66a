import { screens, type Navigation, type Screen } from '#contract/commands/navigation.ts'

/** What a notification is about. Its id carries this, so that a click after a restart still opens the right screen. */
export type NoticeTarget = Pick<Navigation, 'screen' | 'batchId'>

const prefix = 'reencola'
const pattern = new RegExp(`\\b${prefix}-(${screens.join('|')})(?:-(\\d{1,15}))?(?![\\w-])`, 'u')

/**
 * @param serial tells notifications about the same thing apart
 * @returns an id for Electron; Windows allows 64 characters, and a second notification of the same id replaces the first
 */
export const idOf = ({ screen, batchId }: NoticeTarget, serial: number): string => `${prefix}-${screen}${batchId === undefined ? '' : `-${batchId}`}.${serial}`

/**
 * Reads the target out of what Windows hands back, `type=click&tag=ID`, as an argument or through the activator.
 * @returns null when there is none in it, e.g. of a notification of another version
 */
export function targetIn(activation: string): NoticeTarget | null {
  const found = pattern.exec(activation.slice(0, 512))
  if (!found) return null
  const [, screen, batchId] = found
  return { screen: screen as Screen, ...(batchId !== undefined && { batchId: Number(batchId) }) }
}
