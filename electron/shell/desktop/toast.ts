import { linkToTarget } from './notification-target.ts'
import type { DueNotification, NotificationButton } from './notifications-due.ts'

/**
 * What Windows is to show. It keeps a notification when the program has ended, and says nothing of one that was clicked unless that
 * opens an address; buttons that open one work like a click (Microsoft, toast schema: element action).
 */
export function toastXml({ title, body, target, buttons = [] }: DueNotification): string {
  const texts = [title, body].map((text) => `<text>${escaped(text)}</text>`).join('')
  const actions = buttons.length > 0 ? `<actions>${buttons.map(actionXml).join('')}</actions>` : ''
  return `<toast activationType="protocol" launch="${escaped(linkToTarget(target))}"><visual><binding template="ToastGeneric">${texts}</binding></visual>${actions}</toast>`
}

const actionXml = ({ text, target }: NotificationButton): string =>
  `<action content="${escaped(text)}" activationType="protocol" arguments="${escaped(linkToTarget(target))}"/>`

const named: Record<string, string> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '&': '&amp;' }

/** XML knows no control characters but three, and no halves of a pair. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[<>"'&]/gu, (sign) => named[sign] ?? '')
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
