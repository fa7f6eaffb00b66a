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
 * @returns the messages in it; the text itself when it is not JSON, is damaged, or holds none
 */
export function messagesIn(text: string): string[] {
  if (!/^[\s\uFEFF]*["[{]/u.test(text)) return [text]
  try {
    const messages: string[] = []
    collect(JSON.parse(text.replace(/^\uFEFF/u, '')), 0, messages)
    return messages.length > 0 ? messages : [text]
  } catch {
    return [text]
  }
}

function collect(value: unknown, depth: number, into: string[]): void {
  if (depth > deepest) throw new RangeError('nested too deep')
  if (typeof value === 'string') {
    if (value.trim() !== '') into.push(...(depth === 0 ? messagesIn(value) : [value]))
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, depth + 1, into)
  } else if (typeof value === 'object' && value !== null) {
    const told = Object.entries(value).filter(([key]) => !ownData.has(key.toLowerCase()))
    const code = told.find(([key, inner]) => codeKeys.has(key.toLowerCase()) && isText(inner))
    // A code and the words next to it make one message, as in `{"code":"TFC-8002","text":"..."}`.
    const rest = told.filter((field) => field !== code)
    if (code) into.push(['Codigo', code[1], ...rest.map(([, inner]) => inner).filter((inner) => typeof inner === 'string')].join(' '))
    for (const [, inner] of rest) if (!code || typeof inner !== 'string') collect(inner, depth + 1, into)
  }
}

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number'
