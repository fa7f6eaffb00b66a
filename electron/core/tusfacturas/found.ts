/**
 * The comprobantes of a consulta_avanzada. Read by hand and not by a schema: a page holds a thousand of them, and a schema took
 * several times as long as JSON.parse itself.
 *
 * One bad field falls back alone, so that one odd comprobante in a page of a thousand loses nothing but itself.
 */
import type { Answer } from './answers.ts'
import type { Found, FoundComprobante } from './api.ts'
import type { Reading } from './schemas.ts'
import { readStatus } from './statuses.ts'

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Texts come with spaces around them, and sometimes as numbers. */
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '')

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

const isReadable = (element: unknown): boolean => isObject(element) && isObject(element['comprobante'])
const partOf = (element: unknown, name: string): Fields => (isObject(element) && isObject(element[name]) ? element[name] : {})

function readComprobante(element: unknown): FoundComprobante {
  const comprobante = partOf(element, 'comprobante')
  const cliente = partOf(element, 'cliente')
  const statusText = text(comprobante['status'])
  return {
    external_reference: text(comprobante['external_reference']),
    status: readStatus(statusText),
    statusText,
    tipo: text(comprobante['tipo']),
    punto_venta: number(comprobante['punto_venta']) ?? 0,
    numero: number(comprobante['numero']) ?? 0,
    fecha: text(comprobante['fecha']),
    vencimiento_pago: text(comprobante['vencimiento_pago']),
    total: number(comprobante['total']),
    moneda: text(comprobante['moneda']),
    cae: text(comprobante['cae']),
    vencimiento_cae: text(comprobante['vencimiento_cae']),
    comprobante_pdf_url: httpsUrl(comprobante['comprobante_pdf_url']),
    afip_observaciones: text(comprobante['afip_observaciones']),
    razon_social: text(cliente['razon_social']),
    documento_nro: text(cliente['documento_nro']),
  }
}

/**
 * An element without a `comprobante` object is one of which nothing is known: it is there, of a reference that nobody can read.
 * A list of nothing but such elements is unexpected, as is a missing list with a total: "nothing found" decides what happens to
 * an order, so it must have been said.
 */
export function readFound({ error, fields }: Answer): Reading<Found> {
  if (error !== 'N') return { is: error === 'S' ? 'refused' : 'unexpected' }
  const total = number(fields['total'])
  const elements = listOf(fields['comprobantes'] ?? (total === 0 ? [] : undefined))
  if (!elements) return { is: 'unexpected' }
  if (elements.length > 0 && !elements.some(isReadable)) return { is: 'unexpected' }
  return { is: 'done', value: { total, comprobantes: elements.map(readComprobante) } }
}
