/** The three credentials of a point of sale, and how a pasted block is taken apart. */

export interface Credentials {
  apikey: string
  apitoken: string
  usertoken: string
}

export const credentialFields = ['apikey', 'apitoken', 'usertoken'] as const
export type CredentialField = (typeof credentialFields)[number]

/** Longest credential accepted; the API documents no length, observed ones are 5, 32 and 64 characters. */
export const maxCredentialLength = 512

/** Longest text in which they are looked for; a page or a mail that names them has some hundred characters. */
const longestBlock = 20_000

const labels: Record<CredentialField, string> = {
  apikey: 'api[ _-]?key',
  apitoken: 'api[ _-]?token',
  usertoken: 'user[ _-]?token',
}

// A value has a digit: that is what tells `API key: 1134` from the prose `API key y API token`.
const value = String.raw`(?=[^\s"'\x60,;{}|<>]{0,${maxCredentialLength}}\d)[^\s"'\x60,;{}|<>]{1,${maxCredentialLength}}(?![^\s"'\x60,;{}|<>])`

const labelled = (field: CredentialField) =>
  new RegExp(String.raw`(?<![a-z])${labels[field]}(?:\s*\([^)]{0,80}\))?["'\x60]?[\s:=|>→–-]+["'\x60]?(?![:=])(${value})`, 'iu')

const anyLabel = new RegExp(credentialFields.map((field) => `(?<${field}>${labels[field]})`).join('|'), 'giu')
const word = /[^\s"'`,;{}|<>]+/gu

/** Whole words with a digit; of one that is too long, what begins behind a colon or an equals sign. */
function valuesIn(text: string): { text: string; index: number }[] {
  return [...text.matchAll(word)].flatMap(({ 0: whole, index }) => {
    let from = 0
    if (whole.length > maxCredentialLength) {
      const end = whole.slice(-maxCredentialLength - 1)
      const at = end.search(/[:=]/u)
      if (at < 0) return []
      from = whole.length - end.length + at + 1
    }
    const found = whole.slice(from)
    return /\d/u.test(found) ? [{ text: found, index: index + from }] : []
  })
}

/**
 * Finds the three credentials in a block copied from the web page, an e-mail, a spreadsheet or a JSON example: each value
 * after its label; or exactly three values under a row of the three labels; or three bare values, which are taken in the
 * order in which TusFacturasAPP lists them.
 * @param pasted anything; the beginning of a long text is looked at
 * @returns those that were found
 */
export function findCredentials(pasted: string): Partial<Credentials> {
  const text = pasted.slice(0, longestBlock)
  const headed = valuesUnderLabels(text)
  if (headed) return headed
  const found: Partial<Credentials> = {}
  for (const field of credentialFields) {
    const match = labelled(field).exec(text)?.[1]
    if (match) found[field] = match
  }
  return found
}

function valuesUnderLabels(text: string): Credentials | null {
  const values = valuesIn(text)
  const labelsSeen = [...text.matchAll(anyLabel)]
  const order = labelsSeen.length === 0 ? credentialFields : fieldsInOrder(labelsSeen)
  const interleaved = (labelsSeen.at(-1)?.index ?? -1) > (values[0]?.index ?? 0)
  if (values.length !== credentialFields.length || order.length !== credentialFields.length || interleaved) return null
  const valueOf = (field: CredentialField) => values[order.indexOf(field)]?.text ?? ''
  return { apikey: valueOf('apikey'), apitoken: valueOf('apitoken'), usertoken: valueOf('usertoken') }
}

const fieldsInOrder = (labelsSeen: RegExpExecArray[]): CredentialField[] => [
  ...new Set(labelsSeen.flatMap(({ groups }) => credentialFields.filter((field) => groups?.[field]))),
]
