/** Takes what must not be seen out of a text before it is kept, logged or shown. */

export const hidden = '••••'

/** Shorter texts are replaced only where they stand alone: they would take half of any text with them. */
const shortText = 4

/** A number of fewer digits says nothing by itself: an API key of five is as well a code of ARCA's or an amount. */
const shortNumber = /^\d{1,7}$/u

/** From this length on a text without spaces is a key: it is looked for in pieces and in base64 too. */
const keyLength = 16
const looksWhole = /^[\w.~+/=-]+$/u

export interface Replacement {
  text: string
  by: string
  /** Only where no letter or digit touches it. */
  alone?: boolean
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)

const entities: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }
const jsonEscapes: Record<string, string> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' }

/** Backslashes double with each escaping. Bounded, so that a long run of them does not take for ever. */
const escapes = String.raw`\\{0,16}`
const escaped = String.raw`\\{1,16}`

/** A backslash and a slash stand for one another: paths are written with both. */
const encodedSeparator = String.raw`%5c|%2f|&#x?(?:92|47|5c|2f);`
const separator = String.raw`(?:\\|\/|${encodedSeparator}){1,16}`

/** What a mail or a terminal puts between two pieces of a key that it breaks. */
const gap = String.raw`(?:[\s\p{Cf}]|\\{1,4}[nrt]|%0[ad9]|%20|&nbsp;|<br ?/?>){0,8}`

/** One character as it may be echoed: as it is, in JSON of any depth, in a URL or form, in HTML. */
function anySpelling(character: string): string {
  if (character === '\\' || character === '/') return separator
  const escape = jsonEscapes[character]
  return `(?:${[
    /["'&<>]/u.test(character) ? escapes + literal(character) : literal(character),
    unitsOf(character)
      .map((unit) => escaped + unit)
      .join(''),
    ...withoutBackslash(character),
    ...(escape ? [escaped + escape] : []),
  ].join('|')})`
}

/**
 * The same of the character with which a text begins, without the backslashes before it: beginning with them, a pattern would
 * go through a long run again at each. Those that belong to it are added to what was found.
 */
function firstSpelling(character: string): string {
  if (character === '\\' || character === '/') return String.raw`(?:[\\/]|(?:${encodedSeparator}){1,16})`
  const [unit = '', ...more] = unitsOf(character)
  const escape = jsonEscapes[character]
  return `(?:${[
    literal(character),
    String.raw`u(?<=\\u)${unit.slice(1)}${more.map((one) => escaped + one).join('')}`,
    ...withoutBackslash(character),
    ...(escape ? [String.raw`${escape}(?<=\\${escape})`] : []),
  ].join('|')})`
}

const unitsOf = (character: string): string[] =>
  Array.from({ length: character.length }, (_, index) => `u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)

function withoutBackslash(character: string): string[] {
  const bytes = [...new TextEncoder().encode(character.toWellFormed())].map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
  const point = character.codePointAt(0) ?? 0
  const named = entities[character]
  return [
    bytes.join(''),
    `&#0{0,16}${point};`,
    `&#x0{0,16}${point.toString(16)};`,
    ...(character === ' ' ? [String.raw`\+`] : []),
    ...(named ? [`&${named};`] : []),
  ]
}

/** What may stand before a match and belong to it: a path's separators, the backslashes of an escape. */
function beforeOf(text: string): (matched: string) => string {
  if (/^[\\/]/u.test(text)) return () => '\\/'
  return /^["'&<>\p{Cc}]/u.test(text) ? () => '\\' : (matched) => (/^u[\da-f]{4}/iu.test(matched) && !/^u/iu.test(text) ? '\\' : '')
}

/**
 * A text in base64, wherever it stands in what was encoded: what lies before it shifts it by none, one or two bytes. The
 * characters at either end, which its neighbours share, are left out.
 */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].map((before) => {
    const first = Math.ceil((before * 8) / 6)
    const end = Math.floor(((before + bytes.length) * 8) / 6)
    return Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(first, end)
  })
}

/** Both alphabets of base64, and the escapes that a URL or JSON makes of the two characters in which they differ. */
const anyAlphabet = (encoded: string): string =>
  Array.from(encoded, (one) => (one === '+' ? '(?:[+-]|%2b)' : one === '/' ? String.raw`(?:\\{0,4}/|_|%2f)` : one)).join('')

/** Where a number of few digits is a secret: as the value of a field that says so. */
const namedSecret = String.raw`(?<=(?:api[ _-]?(?:key|token)|user[ _-]?token|contraseña|\bclave|password|passwd|token)(?:[\s"'\\:=>([]|%(?:22|27|3a|3d|20|5c|5b)|&(?:quot|apos|#34|#39|#58);){1,12})`

interface Pattern {
  pattern: RegExp
  by: string
  /** Characters that are taken too where they stand before this match. */
  before: (matched: string) => string
}

function patternsOf({ text, by, alone = false }: Replacement, secret: boolean): Pattern[] {
  const whole = secret && text.length >= keyLength && looksWhole.test(text)
  const [first = '', ...rest] = Array.from(text)
  const spelled = [firstSpelling(first), ...rest.map(anySpelling)].join(whole ? gap : '')
  const before = beforeOf(text)
  const named = secret && shortNumber.test(text)
  const standsAlone = named || alone || text.length < shortText
  const start = named ? namedSecret : standsAlone ? String.raw`(?<![\p{L}\p{N}])` : ''
  const end = standsAlone ? String.raw`(?![\p{L}\p{N}])` : ''
  const pattern = { pattern: new RegExp(start + spelled + end, 'giu'), by, before }
  if (!whole) return [pattern]
  return [pattern, ...inBase64(text).map((encoded) => ({ pattern: new RegExp(anyAlphabet(encoded), 'gu'), by, before: () => '' }))]
}

interface Range {
  from: number
  to: number
  by: string
}

/** Also matches that overlap: of two secrets with a piece in common nothing may stay. */
function rangesOf(text: string, patterns: readonly Pattern[]): Range[] {
  const ranges: Range[] = []
  for (const { pattern, by, before } of patterns) {
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const belongs = before(match[0])
      let from = match.index
      while (from > 0 && belongs.includes(text.charAt(from - 1))) from--
      ranges.push({ from, to: match.index + match[0].length, by })
      pattern.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1)
    }
  }
  return ranges.toSorted((a, b) => a.from - b.from || b.to - a.to)
}

/**
 * Prepares the replacement of several texts, whatever their case and however they are escaped; worth keeping when many texts
 * are to be looked through.
 * @param replacements empty texts are ignored; where two overlap, the one that begins first says what stands there
 */
export function replacer(replacements: Iterable<Replacement>): (text: string) => string {
  return replaceAll([...replacements].filter(({ text }) => text !== '').flatMap((one) => patternsOf(one, false)))
}

function replaceAll(patterns: readonly Pattern[]): (text: string) => string {
  if (patterns.length === 0) return (text) => text
  return (text) => {
    let redacted = ''
    let done = 0
    for (const { from, to, by } of rangesOf(text, patterns)) {
      if (from >= done) redacted += text.slice(done, from) + by
      done = Math.max(done, to)
    }
    return redacted + text.slice(done)
  }
}

/**
 * Prepares the masking of several secrets: in any case, however they are escaped, broken into pieces or in base64. A number of
 * few digits is masked only as the value of a field that names a secret.
 * @param secrets those that must not be seen; empty ones are ignored
 * @returns a function that masks every spelling of every secret in a text
 */
export const redactor = (secrets: Iterable<string>): ((text: string) => string) =>
  replaceAll([...new Set(secrets)].filter((text) => text !== '').flatMap((text) => patternsOf({ text, by: hidden }, true)))

/** What one spelling of a secret takes at most; one that the end of a text cuts in two is in the part that is thrown away. */
const longestSpelling = 8_192

/** @returns the beginning of a text, masked, and no piece of a secret at its end; at most so many characters */
export function maskedStart(text: string, mask: (text: string) => string, most: number): string {
  const looked = most + longestSpelling
  return text.length <= looked ? mask(text).slice(0, most) : mask(text.slice(0, looked)).slice(0, -longestSpelling).slice(0, most)
}

/** @returns the same value, its texts masked at any depth and cut to so many characters */
export function maskedDeep<T>(value: T, mask: (text: string) => string, longest: number): T {
  const kept = everyText(value, (text) => (text.length > longest ? maskedStart(text, mask, longest) : text))
  const whole = JSON.stringify(kept) ?? ''
  return (mask(whole) === whole ? kept : everyText(kept, mask)) as T
}

function everyText(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return value.map((one) => everyText(one, mask))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everyText(one, mask)]))
}

/** From this length on a secret is told from what else people type. */
const tellingLength = 12

/**
 * Finds a key that was pasted in the place of something else, in any spelling that masking knows.
 * @param secrets all that are known; short ones are left out, as a reference may well look like them
 * @returns whether one of the texts, or two neighbours together, hold one
 */
export function holdsKey(texts: readonly string[], secrets: Iterable<string>): boolean {
  const all = texts.join('\n')
  return redactor([...secrets].filter((secret) => secret.length >= tellingLength))(all) !== all
}

/**
 * The secrets that are in memory now, for masking them. None is kept alive by being here: each is known as long as the object
 * that carries it.
 */
export class SecretsInMemory {
  readonly #carriers = new Set<() => string[] | undefined>()

  /** @param secretsOf reads the secrets of a carrier; must not itself hold on to it @returns the carrier */
  note<T extends object>(carrier: T, secretsOf: (carrier: T) => string[]): T {
    const known = new WeakRef(carrier)
    this.values()
    this.#carriers.add(() => {
      const alive = known.deref()
      return alive && secretsOf(alive)
    })
    return carrier
  }

  values(): Set<string> {
    const secrets = new Set<string>()
    for (const read of this.#carriers) {
      const now = read()
      if (!now) this.#carriers.delete(read)
      for (const secret of now ?? []) secrets.add(secret)
    }
    return secrets
  }
}
