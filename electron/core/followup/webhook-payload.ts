/** A webhook's payload, read as tolerantly as the documentation is loose: numbers as strings, typing errors, missing fields. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { maxReferenceLength } from '../../contract/references.ts'
import { parseLoosely, readMoment, reasons } from '../tusfacturas/answers.ts'
import type { WebhookEvent } from './webhook-events.ts'

const word = z.union([z.string(), z.number()]).transform((value) => String(value).toWellFormed().trim()).catch('')

const payload = z.object({
  evento: word.transform((evento) => evento.toLowerCase()),
  recurso: word,
  external_reference: word,
  hook_id: word,
  creado: word,
  msg: z.unknown().optional(),
})

const documented = new Set(['encolado', 'emitido', 'error', 'eliminado', 'cambio_fecha', 'test'])
/** As one page of the documentation writes it. */
const misspelt: Record<string, string> = { emido: 'emitido' }

const longestName = 64
const longestId = 255
/** Payloads inside payloads: services that keep requests hand them out as `{"body":"{...}"}` or `{"data":[...]}`. */
const deepest = 4

/**
 * Finds the events in one piece of JSON.
 * @param text JSON, also with a byte order mark or the small defects of TusFacturasAPP's examples
 * @returns none when it is no JSON or holds nothing that calls itself an event
 */
export const readWebhooks = (text: string): WebhookEvent[] => eventsIn(parseLoosely(text.trim()))

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
  if ('evento' in value) return [eventOf(value)]
  return Object.values(value).flatMap((one) => search(one, depth + 1))
}

function eventOf(value: object): WebhookEvent {
  const { evento, recurso, external_reference, hook_id, creado, msg } = payload.parse(value)
  const name = (misspelt[evento] ?? evento).slice(0, longestName)
  const original = JSON.stringify(value).toWellFormed()
  const asDocumented = documented.has(name) && hook_id !== '' && hook_id.length <= longestId && (recurso === 'test' || recurso === 'facturacion')
  return {
    // Without an id of its own the content is what tells it from others.
    hook_id: hook_id !== '' && hook_id.length <= longestId ? hook_id : `sin-id-${createHash('sha256').update(original).digest('hex').slice(0, 32)}`,
    evento: name,
    external_reference: external_reference === '' || external_reference.length > maxReferenceLength ? null : external_reference,
    creado: readMoment(creado),
    msg: reasons.parse(msg).map((text) => text.toWellFormed()),
    ...(!asDocumented && { original }),
  }
}
