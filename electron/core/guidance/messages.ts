/** Fields of TusFacturasAPP's answers, requests and webhooks that hold a person's own data: their numbers are no codes. */
const ownData = new Set([
  'external_reference',
  'hook_id',
  'apikey',
  'apitoken',
  'usertoken',
  'razon_social',
  'domicilio',
  'email',
  'documento_nro',
  'numero',
  'detalle',
  'rubro',
  'leyenda_gral',
])

const codeKeys = new Set(['code', 'codigo', 'cod', 'error_code', 'error_cod'])

const deepest = 100

/**
 * Takes the messages out of an answer or webhook pasted whole, so that references and amounts in it are not read as codes.
 * Several may stand there, one a line, also below the headers they came with.
 * @returns the messages in it; the text itself when it holds no JSON, damaged JSON, or none with a message
 */
export function messagesIn(text: string): string[] {
  const whole = messagesInJson(text)
  if (whole) return whole
  const lines = text.split(/[\r\n]+/u)
  if (lines.length === 1) return [text]
  const around: string[] = []
  const messages = lines.flatMap((line) => {
    const found = /^\s*[{[].*[}\]]\s*$/u.test(line) ? messagesInJson(line) : null
    if (!found) around.push(line)
    return found ?? []
  })
  return messages.length > 0 ? [...messages, around.join('\n')] : [text]
}

/** @returns null when it is no JSON or has no message */
function messagesInJson(text: string): string[] | null {
  if (!/^[\s\uFEFF]*["[{]/u.test(text)) return null
  try {
    const messages: string[] = []
    collect(JSON.parse(text.replace(/^\uFEFF/u, '')), 0, messages)
    return messages.length > 0 ? messages : null
  } catch {
    return null
  }
}

/** @param acceptedIn what is collected belongs to a result that ARCA accepted */
function collect(value: unknown, depth: number, into: string[], acceptedIn = false): void {
  if (depth > deepest) throw new RangeError('nested too deep')
  if (typeof value === 'string') {
    if (value.trim() !== '') into.push(...(depth === 0 ? messagesIn(value) : [value]))
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, depth + 1, into, acceptedIn)
  } else if (typeof value === 'object' && value !== null) {
    if (isAccepted(value) && !acceptedIn) {
      const remarks: string[] = []
      collect(value, depth, remarks, true)
      into.push(...(remarks.length > 0 ? remarks.map((remark) => `Resultado: A. ${remark}`) : ['"status":"emitido"']))
      return
    }
    into.push(...saidByFields(value))
    const told = Object.entries(value).filter(([key]) => !ownData.has(key.toLowerCase()))
    const code = told.find(([key, inner]) => codeKeys.has(key.toLowerCase()) && isText(inner))
    // A code and the words next to it make one message, as in `{"code":"TFC-8002","text":"..."}`.
    const rest = told.filter((field) => field !== code)
    if (code) into.push(['Codigo', code[1], ...rest.map(([, inner]) => inner).filter((inner) => typeof inner === 'string')].join(' '))
    for (const [, inner] of rest) if (!code || typeof inner !== 'string') collect(inner, depth + 1, into, acceptedIn)
  }
}

/** ARCA's own answer for one comprobante: accepted, with its CAE or an observation. */
const isAccepted = (fields: object): boolean => {
  const named = new Map(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value as unknown]))
  return /^\s*a\s*$/iu.test(String(named.get('resultado'))) && ['cae', 'observaciones', 'obs'].some((name) => !isBlank(named.get(name)))
}

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number'

type Fields = Partial<Record<string, unknown>>

const misspelt: Record<string, string> = { emido: 'emitido' }

/**
 * What an answer or a webhook says by a field and not in words, written so that catalogue/rules.ts hears it.
 * @param fields one object of a pasted JSON
 */
function saidByFields(fields: Fields): string[] {
  const said: string[] = []
  const { evento, error, mantenimiento, cae, comprobantes } = fields
  const event = typeof evento === 'string' ? evento.trim().toLowerCase() : ''
  if (event !== '' && event !== 'error') said.push(`"evento":"${misspelt[event] ?? event}"`)
  if (event === 'error' && isBlank(fields['msg'])) said.push('"evento":"error","msg":[]')
  if (mantenimiento === 1 || mantenimiento === '1') said.push('"mantenimiento":1')
  if (isText(cae) && /^\d{10,}$/u.test(String(cae).trim())) said.push('"status":"emitido"')
  if (typeof fields['status'] === 'string' && /^\s*emitido\s*$/iu.test(fields['status'])) said.push('"status":"emitido"')
  if (typeof error !== 'string') return said
  const answer = error.trim().toUpperCase()
  if (answer === 'PARCIAL') said.push('"error":"parcial"')
  if (answer !== 'N') return said
  if (Array.isArray(comprobantes) && comprobantes.length === 0) said.push('No se han encontrado comprobantes')
  else if (said.length === 0 && isBlank(fields['errores']) && !otherAnswers.some((name) => name in fields)) said.push('"error":"n"')
  return said
}

/** Answers that are about something else than taking a comprobante. */
const otherAnswers = ['comprobantes', 'comprobante', 'facturacion', 'comprobantes_cupo', 'procesados']

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' ? value.trim() === '' : typeof value === 'object' && Object.values(value).every(isBlank))
