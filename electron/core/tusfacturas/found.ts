/**
 * The comprobantes of a consulta_avanzada. Read by hand and not by a schema: a page holds a thousand of them, and a schema took
 * several times as long as JSON.parse itself.
 *
 * One bad field falls back alone, so that one odd comprobante in a page of a thousand loses nothing but itself.
 */
import type { Answer } from './answers.ts'
import type { Classify, Found, FoundComprobante } from './api.ts'
import { legibleLine } from './legible.ts'
import { inLowerCase, isObject, type Fields } from './reasons.ts'
import type { Reading } from './schemas.ts'
import { readStatus } from './statuses.ts'

/** Texts come with spaces around them, and sometimes as numbers. */
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '')

/** Names and words; a reference, a number and an address stay as they came. */
const words = (value: unknown): string => legibleLine(text(value))

/** Numbers come as numbers or as strings. */
function number(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return null
  const read = Number(value)
  return Number.isFinite(read) ? read : null
}

const httpsUrl = (value: unknown): string => {
  const url = text(value)
  return url !== '' && URL.parse(url)?.protocol === 'https:' ? url : ''
}

/** PHP writes a list with gaps in its keys as an object. */
const listOf = (value: unknown): unknown[] | null => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : null)

/** Names in other letters are read; two that differ in nothing else and say different things are none. */
const fieldsOf = (value: unknown): Fields | null => (isObject(value) ? inLowerCase(value) : null)
const partOf = (element: unknown, name: string): Fields | null => fieldsOf(fieldsOf(element)?.[name])
const isReadable = (element: unknown): boolean => partOf(element, 'comprobante') !== null

function readComprobante(element: unknown): FoundComprobante {
  const comprobante = partOf(element, 'comprobante') ?? {}
  const cliente = partOf(element, 'cliente') ?? {}
  const statusText = words(comprobante['status'])
  return {
    external_reference: text(comprobante['external_reference']),
    status: readStatus(statusText),
    statusText,
    tipo: words(comprobante['tipo']),
    punto_venta: number(comprobante['punto_venta']) ?? 0,
    numero: number(comprobante['numero']) ?? 0,
    fecha: text(comprobante['fecha']),
    vencimiento_pago: text(comprobante['vencimiento_pago']),
    total: number(comprobante['total']),
    moneda: text(comprobante['moneda']),
    cae: text(comprobante['cae']),
    vencimiento_cae: text(comprobante['vencimiento_cae']),
    comprobante_pdf_url: httpsUrl(comprobante['comprobante_pdf_url']),
    afip_observaciones: words(comprobante['afip_observaciones']),
    razon_social: words(cliente['razon_social']),
    documento_nro: text(cliente['documento_nro']),
  }
}

/**
 * An element without a `comprobante` object is one of which nothing is known: it is there, of a reference that nobody can read.
 * A list of nothing but such elements is unexpected, as is a missing list with a total: "nothing found" decides what happens to
 * an order, so it must have been said.
 */
export function readFound({ error, texts, fields }: Answer, classify: Classify): Reading<Found> {
  if (error !== 'N') return { is: error === 'S' ? 'refused' : 'unexpected' }
  const total = number(fields['total'])
  const elements = listOf(fields['comprobantes'] ?? (total === 0 ? [] : undefined))
  if (!elements) return { is: 'unexpected' }
  // "None" beside another reason is not "none".
  if (elements.length === 0 && texts.length > 0 && classify(texts) !== 'not-found') return { is: 'unexpected' }
  if (elements.length > 0 && !elements.some(isReadable)) return { is: 'unexpected' }
  return { is: 'done', value: { total, comprobantes: elements.map(readComprobante) } }
}
