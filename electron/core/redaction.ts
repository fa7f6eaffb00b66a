/** Takes secrets out of a text before it is kept, logged or shown. */

const mask = '••••'

/** Shorter secrets are masked only where they stand alone: they would take half of any text with them. */
const shortSecret = 4

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)

const htmlEntities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' }

const escapeUnits = (text: string) =>
  text.replace(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The secret as it may be echoed: as it is, in JSON (JavaScript's and PHP's), in a URL, in HTML. */
function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const url = encodeURIComponent(secret.toWellFormed())
  return [
    secret,
    json,
    json.replaceAll('/', String.raw`\/`),
    escapeUnits(json),
    escapeUnits(json.replaceAll('/', String.raw`\/`)),
    url,
    url.replaceAll('%20', '+'),
    secret.replace(/[&<>"']/gu, (character) => htmlEntities[character] ?? character),
  ]
}

/**
 * Prepares the masking of several secrets; worth keeping when many texts are to be masked.
 * @param secrets those that must not be seen; empty ones are ignored
 * @returns a function that masks every spelling of every secret in a text, whatever its case
 */
export function redactor(secrets: Iterable<string>): (text: string) => string {
  const all = new Set([...secrets].filter((secret) => secret !== '').flatMap(spellings))
  if (all.size === 0) return (text) => text
  const longestFirst = [...all].toSorted((a, b) => b.length - a.length)
  const patterns = longestFirst.map((spelling) =>
    spelling.length < shortSecret ? String.raw`(?<![\p{L}\p{N}])${literal(spelling)}(?![\p{L}\p{N}])` : literal(spelling),
  )
  const pattern = new RegExp(patterns.join('|'), 'giu')
  return (text) => text.replace(pattern, mask)
}
