/** How a code stands in a message: it says as much as the code itself. */
export type CodeForm =
  /** `#6661145.10036`: TusFacturasAPP's wrapping of what ARCA refused. */
  | 'rejection'
  /** `[ codigo: 10217 ]`: TusFacturasAPP's wrapping of what ARCA remarked. */
  | 'observation'
  /** Named as a code or an error, or in a form of its own: `Error 10015`, `TFC-8002`, `HTTP 401`. */
  | 'named'
  /** Only counts if it is a known code: `(600) Token`, `10243 - El campo`, `501_ Error`, `cms.bad`. */
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

/** The names of HTTP's statuses from 400 on, as servers and .NET write them. */
const statusNames =
  'bad request|unauthorized|forbidden|not found|method not|too many|internal server|bad gateway|service |server |gateway time|web server|' +
  'origin|no autorizado|prohibido|no se encontr|no encontrado|error interno del serv|servidor no|solicitud incorrecta|puerta de enlace|tiempo de espera de'

/** In order of confidence; every repetition is bounded or cannot fail once begun, so that time is linear. */
const forms: { form: CodeForm; pattern: string; idOf: (matched: string) => string }[] = [
  { form: 'rejection', pattern: String.raw`(?:#\d{5,8}|\b666\d{4}) ?\. ?(?:s\d{3,5}|\d{1,5})(?!\d)`, idOf: wrappedId },
  { form: 'observation', pattern: String.raw`\[ ?c[o?]{0,2}digo ?:? ?\d{3,5}(?!\d)`, idOf: lastNumber },
  { form: 'named', pattern: String.raw`\btfc[ -]?\d{4}(?!\d)`, idOf: (matched) => `tfc-${lastNumber(matched)}` },
  { form: 'placed', pattern: String.raw`\b(?:coe|cms|xml|wsn|wsaa)(?:\.[a-z0-9]+)+`, idOf: (matched) => matched },
  {
    form: 'named',
    pattern: String.raw`\b(?:http(?:/\d(?:\.\d)?)?[ :=_-]{0,3}(?:status|code|error|estado)?|(?:status|response) ?code|status(?="?[:=])|estado http)[ :="-]{0,4}[345]\d\d(?!\d)`,
    idOf: (matched) => `http-${lastNumber(matched)}`,
  },
  {
    form: 'named',
    pattern: String.raw`(?:\(|\b)[345]\d\d\)? (?:${statusNames})`,
    idOf: (matched) => `http-${lastNumber(matched)}`,
  },
  {
    form: 'named',
    pattern: String.raw`(?:\b|(?<=_)|(?<=err))(?:c[o?]{1,2}d(?:igo)?|code|error|err)(?:[ .:]{1,2}(?:de )?error| (?:nro|numero|n)\b)?[ .:#(="?\]>-]{0,6}\d{3,5}(?![\d/]|[.,]\d|\)? (?:${statusNames}))`,
    idOf: lastNumber,
  },
  { form: 'placed', pattern: String.raw`\(\d{3,5}\)`, idOf: lastNumber },
  { form: 'placed', pattern: String.raw`^ \d{3,5} ?(?:[:-]|$)`, idOf: lastNumber },
  { form: 'placed', pattern: String.raw`\b(?:50[012]|60[012])[ _:.-]{1,3}(?=error|transacc|database|validaci|cuit)`, idOf: lastNumber },
  { form: 'loose', pattern: String.raw`(?<![\w.,/$-])1[012]\d{3}(?![\w/]|-\d|[.,]\d)`, idOf: lastNumber },
]

const anyForm = new RegExp(forms.map(({ pattern }) => `(${pattern})`).join('|'), 'gu')

/** What stands before or after a number of sockets, of a line or a port, of an order, or an amount of time. */
const otherBefore =
  /(?:socket|winsock|winerror|errno|wsa|\bos|\bcurl|winhttp|wininet|getaddrinfo|\btns)(?: error)?[^a-z0-9]{0,5}$|\b(?:port|puerto|lines?|linea|position|posicion|column|columna|pid|renglon|fila)[ :=#(]{1,3}$/u
const labelBefore =
  /\b(?:reserva|pedido|orden|order|venta|ticket|cliente|usuario|operacion|referencia|ref|turno|mesa|id)(?: (?:id|nro|numero|n|num))?[ .:#=-]{0,3}$|\b(?:comprobante|factura|remito|recibo|nota)(?: (?:id|nro|numero|n|num))?[ .#-]{0,3}$/u
const otherAfter = /^ ?(?:ms\b|mili|milli|seg|sec|bytes|kb\b|pesos|'?getaddrinfo|unidades|items)/u

/** A text may hold thousands of numbers; beyond this many that are none, the rest is taken as they stand. */
const mostChecked = 400

/**
 * Finds what looks like a code, each way of writing one once.
 * @param folded a text as fold.ts leaves it
 */
export function findCodes(folded: string): FoundCode[] {
  const found = new Map<string, FoundCode>()
  let last: FoundCode | null = null
  let begin = 0
  let end = 0
  let checked = 0
  for (const match of folded.matchAll(anyForm)) {
    const [matched] = match
    const code: FoundCode | null = found.has(matched) ? null : read(match)
    if (code && checked < mostChecked && isOther(folded, match.index, matched, code.form)) {
      checked++
      continue
    }
    if (last) last.near = folded.slice(begin, match.index)
    last = code
    if (last) found.set(matched, last)
    begin = end
    end = match.index + matched.length
  }
  if (last) last.near = folded.slice(begin)
  return [...found.values()]
}

/** Whether a number where a code might stand is one of something else. */
function isOther(folded: string, index: number, matched: string, form: CodeForm): boolean {
  if (form === 'rejection' || form === 'observation') return false
  const before = folded.slice(Math.max(0, index - 24), index)
  if (otherBefore.test(before) || otherAfter.test(folded.slice(index + matched.length, index + matched.length + 16))) return true
  return form === 'loose' && labelBefore.test(before)
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
