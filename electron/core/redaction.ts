/** Takes what must not be seen out of a text before it is kept, logged or shown. */

export const hidden = '••••'

/** Shorter texts are replaced only where they stand alone: they would take half of any text with them. */
const shortText = 4

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
const separator = String.raw`(?:\\|\/|%5c|%2f|&#x?(?:92|47|5c|2f);){1,16}`

/** One character as it may be echoed: as it is, in JSON of any depth, in a URL or form, in HTML. */
function anySpelling(character: string): string {
  if (character === '\\' || character === '/') return separator
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index).toString(16).padStart(4, '0'))
  const bytes = [...new TextEncoder().encode(character.toWellFormed())].map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
  const point = character.codePointAt(0) ?? 0
  const named = entities[character]
  const escape = jsonEscapes[character]
  return `(?:${[
    /["'&<>]/u.test(character) ? escapes + literal(character) : literal(character),
    units.map((unit) => `${escaped}u${unit}`).join(''),
    bytes.join(''),
    `&#0*${point};`,
    `&#x0*${point.toString(16)};`,
    ...(character === ' ' ? [String.raw`\+`] : []),
    ...(named ? [`&${named};`] : []),
    ...(escape ? [escaped + escape] : []),
  ].join('|')})`
}

function patternOf({ text, alone = false }: Replacement): RegExp {
  const spelled = Array.from(text, anySpelling).join('')
  const standsAlone = alone || text.length < shortText
  return new RegExp(standsAlone ? String.raw`(?<![\p{L}\p{N}])${spelled}(?![\p{L}\p{N}])` : spelled, 'giu')
}

interface Range {
  from: number
  to: number
  by: string
}

/** Also matches that overlap: of two secrets with a piece in common nothing may stay. */
function rangesOf(text: string, patterns: readonly { pattern: RegExp; by: string }[]): Range[] {
  const ranges: Range[] = []
  for (const { pattern, by } of patterns) {
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      ranges.push({ from: match.index, to: match.index + match[0].length, by })
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
  const patterns = [...replacements].filter(({ text }) => text !== '').map((one) => ({ pattern: patternOf(one), by: one.by }))
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
 * Prepares the masking of several secrets.
 * @param secrets those that must not be seen; empty ones are ignored
 * @returns a function that masks every spelling of every secret in a text, whatever its case
 */
export const redactor = (secrets: Iterable<string>): ((text: string) => string) =>
  replacer([...new Set(secrets)].map((text) => ({ text, by: hidden })))

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
