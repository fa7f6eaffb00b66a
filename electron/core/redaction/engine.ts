/** Finds texts in any spelling and puts something else in their place. What is looked for besides known secrets: rules.ts. */
import { hidden } from './masks.ts'
import { pieceOf, searchFor } from './pieces.ts'

export type Redaction = (text: string) => string

export const inOrder =
  (...redactions: Redaction[]): Redaction =>
  (text) =>
    redactions.reduce((redacted, redaction) => redaction(redacted), text)

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

/** A number of few digits is a secret only as the value of a field that says so. */
const namedSecret = String.raw`(?<=(?:api[ _-]?(?:key|token)|user[ _-]?token|contraseña|\bclave|password|passwd|token)(?:[\s"'\\:=>([]|%(?:22|27|3a|3d|20|5c|5b)|&(?:quot|apos|#34|#39|#58);){1,12})`

interface Pattern {
  pattern: RegExp
  by: string
  /** Characters that are taken too where they stand before this match. */
  before: (matched: string) => string
}

/** What is looked for; only where the cheap search finds its piece, if it has one. */
interface Wanted {
  piece: string | null
  /** Made when it is first needed: that is what takes time. */
  pattern: () => Pattern
}

function wantedOf({ text, by, alone = false }: Replacement, secret: boolean): Wanted[] {
  const whole = secret && text.length >= keyLength && looksWhole.test(text)
  // A slash may be written as a run of them.
  const wanted = { piece: whole && !text.includes('/') ? pieceOf(text) : null, pattern: once(() => patternOf({ text, by, alone }, secret, whole)) }
  if (!whole) return [wanted]
  const encoded = inBase64(text).map((one) => ({
    piece: pieceOf(one),
    pattern: once(() => ({ pattern: new RegExp(anyAlphabet(one), 'gu'), by, before: () => '' })),
  }))
  return [wanted, ...encoded]
}

function once<T>(make: () => T): () => T {
  let made: { it: T } | null = null
  return () => (made ??= { it: make() }).it
}

function patternOf({ text, by, alone }: Replacement, secret: boolean, whole: boolean): Pattern {
  const [first = '', ...rest] = Array.from(text)
  const spelled = [firstSpelling(first), ...rest.map(anySpelling)].join(whole ? gap : '')
  const named = secret && shortNumber.test(text)
  const standsAlone = named || alone || text.length < shortText
  const start = named ? namedSecret : standsAlone ? String.raw`(?<![\p{L}\p{N}])` : ''
  const end = standsAlone ? String.raw`(?![\p{L}\p{N}])` : ''
  return { pattern: new RegExp(start + spelled + end, 'giu'), by, before: beforeOf(text) }
}

interface Range {
  from: number
  to: number
  by: string
}

/** Also matches that overlap: of two secrets with a piece in common nothing may stay. */
function rangesOf(text: string, wanted: readonly Wanted[]): Range[] {
  const ranges: Range[] = []
  for (const { pattern, by, before } of wanted.map((one) => one.pattern())) {
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
export function replacer(replacements: Iterable<Replacement>): Redaction {
  return replaceAll([...replacements].filter(({ text }) => text !== '').flatMap((one) => wantedOf(one, false)))
}

/** @param wanted see secretsWanted() @returns a function that puts in the place of each what stands for it */
export function replaceAll(wanted: readonly Wanted[]): Redaction {
  const search = searchFor(wanted)
  return (text) => {
    let redacted = ''
    let done = 0
    for (const { from, to, by } of rangesOf(text, search(text))) {
      if (from >= done) redacted += text.slice(done, from) + by
      done = Math.max(done, to)
    }
    return redacted + text.slice(done)
  }
}

/** @returns what redactor() looks for */
export const secretsWanted = (secrets: Iterable<string>): Wanted[] =>
  [...new Set(secrets)].filter((text) => text !== '').flatMap((text) => wantedOf({ text, by: hidden }, true))

/**
 * Prepares the masking of several secrets: in any case, however they are escaped, broken into pieces or in base64. A number of
 * few digits is masked only as the value of a field that names a secret.
 * @param secrets those that must not be seen; empty ones are ignored
 * @returns a function that masks every spelling of every secret in a text
 */
export const redactor = (secrets: Iterable<string>): Redaction => replaceAll(secretsWanted(secrets))
