/** How a code stands in a message: it says as much as the code itself. */
export type CodeForm =
  /** `#6661145.10036`: TusFacturasAPP's wrapping of what ARCA refused. */
  | 'rejection'
  /** `[ codigo: 10217 ]`: TusFacturasAPP's wrapping of what ARCA remarked. */
  | 'observation'
  /** Named as a code or an error, or in a form of its own: `Error 10015`, `TFC-8002`, `HTTP 401`. */
  | 'named'
  /** Only counts if it is a known code: `(600) Token`, `10243 - El campo`, `cms.bad`. */
  | 'placed'
  /** A number that stands alone somewhere. */
  | 'loose'

export interface FoundCode {
  /** As the catalogue writes it, in lower case. */
  id: string
  form: CodeForm
  /** The words around it, up to its neighbours. */
  near: string
}

/** In order of confidence; every repetition is bounded or cannot fail once begun, so that time is linear. */
const forms: { form: CodeForm; pattern: string; idOf: (matched: string) => string }[] = [
  { form: 'rejection', pattern: String.raw`(?:#\d{5,8}|\b666\d{4}) ?\. ?(?:s\d{3,5}|\d{1,5})(?!\d)`, idOf: wrappedId },
  { form: 'observation', pattern: String.raw`\[ ?c[o?]{0,2}digo ?:? ?\d{3,5}(?!\d)`, idOf: lastNumber },
  { form: 'named', pattern: String.raw`\btfc[ -]?\d{4}(?!\d)`, idOf: (matched) => `tfc-${lastNumber(matched)}` },
  { form: 'placed', pattern: String.raw`\b(?:coe|cms|xml|wsn|wsaa)(?:\.[a-z0-9]+)+`, idOf: (matched) => matched },
  {
    form: 'named',
    pattern: String.raw`\bhttp(?:/\d(?:\.\d)?)?[ :=-]{0,3}(?:status|code|error|estado)?[ :=-]{0,3}[345]\d\d(?!\d)`,
    idOf: (matched) => `http-${lastNumber(matched)}`,
  },
  {
    form: 'named',
    pattern: String.raw`\b[345]\d\d (?:bad request|unauthorized|forbidden|not found|method not|too many|internal server|bad gateway|service |gateway time)`,
    idOf: (matched) => `http-${matched.slice(0, 3)}`,
  },
  {
    form: 'named',
    pattern: String.raw`\b(?:c[o?]{1,2}d(?:igo)?|code|error|err)(?:[ .:]{1,2}(?:de )?error)?[ .:#(="?>-]{0,4}\d{3,5}(?![\d/]|[.,]\d)`,
    idOf: lastNumber,
  },
  { form: 'placed', pattern: String.raw`\(\d{3,5}\)`, idOf: lastNumber },
  { form: 'placed', pattern: String.raw`^ \d{3,5} ?(?:[:-]|$)`, idOf: lastNumber },
  { form: 'loose', pattern: String.raw`(?<![\w.,/$-])1[012]\d{3}(?![\w/]|-\d|[.,]\d)`, idOf: lastNumber },
]

const anyForm = new RegExp(forms.map(({ pattern }) => `(${pattern})`).join('|'), 'gu')

/**
 * Finds what looks like a code, each way of writing one once.
 * @param folded a text as fold.ts leaves it
 */
export function findCodes(folded: string): FoundCode[] {
  const found = new Map<string, FoundCode>()
  let last: FoundCode | null = null
  let begin = 0
  let end = 0
  for (const match of folded.matchAll(anyForm)) {
    const [matched] = match
    if (last) last.near = folded.slice(begin, match.index)
    last = found.has(matched) ? null : read(match)
    if (last) found.set(matched, last)
    begin = end
    end = match.index + matched.length
  }
  if (last) last.near = folded.slice(begin)
  return [...found.values()]
}

function read(match: RegExpExecArray): FoundCode | null {
  const which = forms[match.findIndex((group, i) => i > 0 && group !== undefined) - 1]
  return which ? { id: which.idOf(match[0]), form: which.form, near: '' } : null
}

/** `#6661145.10036` is ARCA's 10036; `#6661145.0` and `#6661141.S1254` are TusFacturasAPP's own. */
function wrappedId(wrapped: string): string {
  const [own = '', code = ''] = wrapped.replace(/[# ]/gu, '').split('.')
  return code === '0' || code.startsWith('s') ? `${own}.${code}` : code
}

function lastNumber(matched: string): string {
  return /\d+(?=\D*$)/u.exec(matched)?.[0] ?? ''
}
