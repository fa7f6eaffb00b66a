/** Where TusFacturasAPP's answers and webhooks put what people should read. */
const keys = new Set(['errores', 'msg', 'error_details', 'code', 'text', 'observaciones', 'afip_observaciones', 'rta', 'facturacion', 'texto', 'mensaje', 'message'])

const deepest = 8

/**
 * Takes the messages out of an answer or webhook pasted whole, so that references and amounts in it are not read as codes.
 * @returns the messages in it; the text itself when it is not JSON, is damaged, or holds none
 */
export function messagesIn(text: string): string[] {
  if (!/^[\s\uFEFF]*["[{]/u.test(text)) return [text]
  try {
    const messages: string[] = []
    collect(JSON.parse(text.replace(/^\uFEFF/u, '')), true, 0, messages)
    return messages.length > 0 ? messages : [text]
  } catch {
    return [text]
  }
}

function collect(value: unknown, wanted: boolean, depth: number, into: string[]): void {
  if (depth > deepest) return
  if (typeof value === 'string') {
    if (wanted && value.trim() !== '') into.push(...(depth === 0 ? messagesIn(value) : [value]))
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, wanted, depth + 1, into)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(inner, keys.has(key), depth + 1, into)
  }
}
