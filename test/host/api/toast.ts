/** What Windows makes of the XML of a toast. */

/** The text of an attribute of XML. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')

/** Windows shows no more of them (Microsoft, toast schema: actions). */
const mostButtons = 5

export interface ToastButton {
  text: string
  /** The address that it opens; null: it tells the program. */
  opens: string | null
}

const attribute = (element: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(element)
  return found ? unescaped(found[1] ?? '') : null
}

/** @throws with the message of Electron when Windows refuses the XML, of which only what we can write wrongly is looked for */
export function buttonsOfToast(xml: string): ToastButton[] {
  if (xml === '') return []
  if (/&(?!(?:lt|gt|quot|apos|amp);)/u.test(xml)) throw new Error('XML: Invalid XML')
  const elements = xml.match(/<action [^>]*>/gu) ?? []
  if (elements.length > mostButtons) throw new Error('XML: Invalid XML')
  return elements.map((element) => ({
    text: attribute(element, 'content') ?? '',
    opens: attribute(element, 'activationType') === 'protocol' ? attribute(element, 'arguments') : null,
  }))
}
