/** A webhook's payload, read as tolerantly as the documentation is loose: numbers as strings, typing errors, missing fields. */
import { createHash } from 'node:crypto'
import { maxReferenceLength } from '#contract/model/references.ts'
import { readWhen } from '../tusfacturas/answers.ts'
import { legible } from '../tusfacturas/legible.ts'
import { parseLoosely } from '../tusfacturas/loose-json.ts'
import { inLowerCase, reasonsOf, textsIn, type Fields } from '../tusfacturas/reasons.ts'
import { readForm } from './form.ts'
import type { WebhookEvent } from './event.ts'

/** Read by hand: a schema takes several times as long, and a file may hold sixty thousand. */
const wordIn = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).toWellFormed().trim() : '')

const documented = new Set(['encolado', 'emitido', 'error', 'eliminado', 'cambio_fecha', 'test'])
/** As one page of the documentation writes it, and as people do. Never by likeness: `omitido` is not `emitido`. */
const misspelt: Readonly<Record<string, string>> = {
  emido: 'emitido',
  emitida: 'emitido',
  encolada: 'encolado',
  errores: 'error',
  eror: 'error',
  eliminada: 'eliminado',
  cambiofecha: 'cambio_fecha',
  cambio_de_fecha: 'cambio_fecha',
  fecha_cambiada: 'cambio_fecha',
}

const longestName = 64
const longestId = 255
/** Payloads inside payloads: services that keep requests hand them out as `{"body":"{...}"}` or `{"data":[...]}`. */
const deepest = 4

/**
 * Finds the events in one piece of JSON.
 * @param text JSON, or a form that holds it or the same fields, also with a byte order mark or the small defects of TusFacturasAPP's examples
 * @returns none when it is no JSON or holds nothing that calls itself an event
 */
export function readWebhooks(text: string): WebhookEvent[] {
  const trimmed = text.trim()
  const value = parseLoosely(trimmed)
  return eventsIn(value === undefined ? readForm(trimmed) : value)
}

/** @param value what JSON.parse gave */
export function eventsIn(value: unknown): WebhookEvent[] {
  try {
    return search(value, 0)
  } catch (error) {
    // Nested so deep that it cannot be written down again: nothing that TusFacturasAPP sends.
    if (error instanceof RangeError) return []
    throw error
  }
}

function search(value: unknown, depth: number): WebhookEvent[] {
  if (depth > deepest) return []
  if (typeof value === 'string') return /^\s*[{[]/u.test(value) ? search(parseLoosely(value.trim()), depth + 1) : []
  if (Array.isArray(value)) return value.flatMap((one) => search(one, depth + 1))
  if (typeof value !== 'object' || value === null) return []
  const fields = inLowerCase(value as Fields) ?? (value as Fields)
  if ('evento' in fields) return [eventOf(fields)]
  return Object.values(value).flatMap((one) => search(one, depth + 1))
}

function eventOf(fields: Fields): WebhookEvent {
  const evento = wordIn(fields['evento'])
    .toLowerCase()
    .replace(/[\s-]+/gu, '_')
  const [recurso, external_reference, hook_id] = [wordIn(fields['recurso']), wordIn(fields['external_reference']), wordIn(fields['hook_id'])]
  const name = (misspelt[evento] ?? evento).slice(0, longestName)
  const asDocumented = documented.has(name) && hook_id !== '' && hook_id.length <= longestId && (recurso === 'test' || recurso === 'facturacion')
  const original = asDocumented ? '' : JSON.stringify(fields).toWellFormed()
  return {
    // Without an id of its own the content is what tells it from others.
    hook_id: hook_id !== '' && hook_id.length <= longestId ? hook_id : `sin-id-${createHash('sha256').update(original).digest('hex').slice(0, 32)}`,
    evento: name,
    external_reference: external_reference === '' || external_reference.length > maxReferenceLength ? null : external_reference,
    creado: readWhen(wordIn(fields['creado'])),
    msg: reasonsIn(name, fields),
    ...(!asDocumented && { original }),
  }
}

/** The documented form quickly; whatever else may stand there, and elsewhere where the `msg` of a failure says nothing, as answers are read. */
function reasonsIn(name: string, fields: Fields): string[] {
  const { msg } = fields
  const documentedForm = Array.isArray(msg) && msg.length > 0 && msg.every((text) => typeof text === 'string' && text !== '' && !/^\s*[[{]/u.test(text))
  const texts = documentedForm ? (msg as string[]).map(legible).filter((text) => text !== '') : name === 'error' ? reasonsOf(fields, 'msg') : textsIn(msg)
  return texts.map((text) => text.toWellFormed())
}
