/** How an answer looks on the wire, and the switches for what the documentation leaves open. */

export interface Quirks {
  /** An empty consulta_avanzada: error "N" with an empty list, or error "S" with a text. */
  emptyResult: 'N' | 'S'
  /** Refuse the search EXT_REF_LIST, which only the newest page of the documentation knows. */
  refuseReferenceList: boolean
  /** reenviar_encolado of a comprobante that is in the queue without error. */
  resendOfNonError: 'not-found' | 'accept'
  /** Which of several comprobantes in error with one reference is "the first". */
  firstMatch: 'oldest' | 'newest'
  /** Where a resent comprobante goes: `EN COLA, ESPERANDO APROBACION` or `APROBADO Y EN COLA`. */
  requeuedAs: 'queued' | 'scheduled'
  /** A development account issues with number and PDF and without a CAE. */
  cae: 'real' | 'absent' | 'simulated'
  /** Before the day and the number in the link to a PDF. */
  pdfBase: string
  /** cambiar_fecha_encolado also takes a comprobante out of its error. */
  redateRequeues: boolean
  badCredentials: 'http-401' | 'http-403' | 'error-S'
  credentialsText: string
  quotaText: string
  contentType: string
  bom: boolean
  phpNotice: boolean
  /** `error` as "N"/"S" or "n"/"s". */
  errorCase: 'upper' | 'lower'
  /** `errores`: as documented for the method, one string, left out, or with its texts in `error_details`. `[""]` is what some methods document for success. */
  errores: 'documented' | 'empty-string' | 'string' | 'absent' | 'in-details'
  numbersAsStrings: boolean
  /** A reference of digits comes back as a number, as one documented example shows. */
  referencesAsNumbers: boolean
  /** How references are compared: as documented, without regard to case, or by what they begin with. */
  matching: 'exact' | 'any-case' | 'prefix'
}

export const documentedQuirks: Readonly<Quirks> = {
  emptyResult: 'N',
  refuseReferenceList: false,
  resendOfNonError: 'not-found',
  firstMatch: 'oldest',
  requeuedAs: 'queued',
  cae: 'real',
  pdfBase: 'https://www.dominio.example',
  redateRequeues: false,
  badCredentials: 'http-401',
  credentialsText: 'Las credenciales de acceso no son correctas.',
  quotaText: 'No tenes requests disponibles para este metodo en tu suscripcion.',
  contentType: 'application/json; charset=utf-8',
  bom: false,
  phpNotice: false,
  errorCase: 'upper',
  errores: 'documented',
  numbersAsStrings: false,
  referencesAsNumbers: false,
  matching: 'exact',
}

export interface Answer {
  status: number
  body: Record<string, unknown>
}

export interface EncodedAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

const phpNotice = '<br />\n<b>Notice</b>:  Undefined index: external_reference in <b>/var/www/app/api/v2/facturacion.php</b> on line <b>214</b><br />\n'

const unicodeEscape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** json_encode's defaults: slashes and every UTF-16 unit beyond ASCII are escaped. */
const phpJson = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll('/', String.raw`\/`)
    .replace(/[\u0080-\uFFFF]/g, unicodeEscape)

function stringNumbers(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(stringNumbers)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stringNumbers(inner)]))
}

function bend(given: Record<string, unknown>, quirks: Quirks): unknown {
  const body = { ...given }
  const { error, errores } = given
  if (quirks.errorCase === 'lower' && typeof error === 'string') body['error'] = error.toLowerCase()
  if (quirks.errores === 'empty-string' && Array.isArray(errores) && errores.length === 0) body['errores'] = ['']
  if (quirks.errores === 'string' && Array.isArray(errores)) body['errores'] = errores.join(' ')
  if (quirks.errores === 'absent') delete body['errores']
  if (quirks.errores === 'in-details' && Array.isArray(errores) && errores.length > 0) Object.assign(body, { errores: [], error_details: errores })
  return quirks.numbersAsStrings ? stringNumbers(body) : body
}

/** @returns the bytes of an answer, bent by the quirks */
export function encodeAnswer(answer: Answer, quirks: Quirks): EncodedAnswer {
  const text = (quirks.bom ? '\uFEFF' : '') + (quirks.phpNotice ? phpNotice : '') + phpJson(bend(answer.body, quirks))
  return { status: answer.status, headers: { 'content-type': quirks.contentType }, body: Buffer.from(text) }
}
