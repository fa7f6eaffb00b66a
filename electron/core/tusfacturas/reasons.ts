/** Why the API said no: under which names, and however deep, its words stand. */
import { legible } from './legible.ts'
import { parseLoosely } from './loose-json.ts'

export type Fields = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * @returns the same fields with names in small letters; null when two of them then say different things. The very object where
 * nothing is to be done.
 */
export function inLowerCase(fields: Fields): Fields | null {
  const names = Object.keys(fields)
  if (!names.some((name) => /\p{Lu}/u.test(name))) return fields
  const lowered: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const name of names) {
    const low = name.toLowerCase()
    if (low in lowered && JSON.stringify(lowered[low]) !== JSON.stringify(fields[name])) return null
    lowered[low] = fields[name]
  }
  return lowered
}

/** Names under which nothing but a refusal stands, in the order in which they are believed. */
const refusalNames = ['errores', 'errors', 'error_details', 'error_detail', 'error_message', 'error_messages', 'errormessage', 'error_msg', 'error_description']
/** Names that a success has as well. */
const wordNames = ['mensaje', 'mensajes', 'message', 'messages', 'msg']
const laterNames = ['detalle', 'detalles', 'detail', 'details', 'descripcion', 'description', 'motivo', 'motivos']
const codeNames = ['code', 'codigo', 'cod', 'error_code', 'error_cod', 'cod_error', 'codigo_error', 'errorcode']
/** Inside an object that stands for one reason. */
const textNames = ['text', 'texto', ...refusalNames, ...wordNames, ...laterNames, 'error', 'reason', 'title', 'titulo']

/** Nested deeper is nothing that anybody wrote. */
const deepest = 64
/** Says that there is an error, and not which. */
const bare = /^(?:ok|error|err|s[ií]?|no?|y(?:es)?|true|false|null|undefined|[01]|parcial|success|fail(?:ed)?|\[\]|\{\})\.?$/iu
/** Says that there is none, in a place for errors. */
const nothing = /^(?:ok|n|false|null|undefined|0|\[\]|\{\})$/iu
const isSentence = (text: string) => /\p{L}\s+\p{L}/u.test(text)

/** Every text in a value, to any depth: strings, and of objects their code and their words. Empty ones are left out. */
export const textsIn = (value: unknown): string[] => [...new Set(flatten(value, 0))]

function flatten(value: unknown, depth: number): string[] {
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'string') return flattenText(value, depth)
  if (depth > deepest || typeof value !== 'object' || value === null) return []
  return Array.isArray(value) ? value.flatMap((one) => flatten(one, depth + 1)) : flattenObject(value as Fields, depth + 1)
}

/** Whole webhooks and answers among the reasons stay as they are: their explanation looks at more than their words. */
const standsForReasons = (value: unknown): value is object =>
  Array.isArray(value) ||
  (isObject(value) &&
    !('evento' in value) &&
    !('error' in value) &&
    Object.keys(value).some((name) => [...codeNames, ...textNames].includes(name.toLowerCase())))

/** JSON written into a text is read as well. */
function flattenText(text: string, depth: number): string[] {
  const trimmed = text.trim()
  const inner = depth <= deepest && /^(?:\[.*\]|\{.*\})$/su.test(trimmed) ? parseLoosely(trimmed) : undefined
  if (standsForReasons(inner)) return flatten(inner, depth + 1)
  const plain = legible(trimmed)
  return plain === '' ? [] : [plain]
}

function flattenObject(given: Fields, depth: number): string[] {
  const fields = inLowerCase(given) ?? given
  const code = codeNames.map((name) => scalar(fields[name])).find((one) => /^(?=.*\d)\w[\w.-]{2,}$/u.test(one) || /^[1-9]\d*$/u.test(one)) ?? ''
  const texts = [...new Set(textNames.flatMap((name) => flatten(fields[name], depth)))]
  const words = texts.filter((text) => !bare.test(text))
  if (words.length > 0) return code === '' || words.some((text) => text.includes(code)) ? words : [`${code}: ${words[0]}`, ...words.slice(1)]
  const others = Object.entries(fields).flatMap(([name, value]) => ofField(name, value, depth))
  return others.length > 0 ? others : code.length > 2 ? [code] : texts
}

/** A field of a form with what is wrong with it: `{"cuit":["no es valido"]}`. Numbers of a list say nothing. */
function ofField(name: string, value: unknown, depth: number): string[] {
  if (codeNames.includes(name) || textNames.includes(name) || typeof value === 'number') return []
  const texts = flatten(value, depth).filter((text) => !bare.test(text))
  const isForm = !/^\d+$/u.test(name) && (typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string')))
  return isForm ? texts.map((text) => `${name}: ${text}`) : texts
}

const scalar = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '')

/**
 * What stands under names that only a refusal has.
 * @param fields with names in small letters
 */
export function refusalTexts(fields: Fields): string[] {
  const found = refusalNames.map((name) => textsIn(fields[name]).filter((text) => !nothing.test(text))).filter((texts) => texts.length > 0)
  return found.find(speaks) ?? found[0] ?? []
}

const speaks = (texts: string[]): boolean => texts.some((text) => !bare.test(text))

/** What stands under names that a success may have as well. */
export const wordTexts = (fields: Fields): string[] => wordNames.map((name) => textsIn(fields[name])).find(speaks) ?? []

/**
 * Why an answer or a webhook says no: the words under the first name that says anything, else those in what it carries, else all there are.
 * @param fields with names in small letters
 * @param first a name that goes before all others
 */
export function reasonsOf(fields: Fields, first?: string): string[] {
  const own = first === undefined ? [] : textsIn(fields[first])
  if (speaks(own)) return own
  const refusals = refusalTexts(fields)
  if (speaks(refusals)) return refusals
  for (const texts of [
    wordTexts(fields),
    laterNames.map((name) => textsIn(fields[name])).find(speaks) ?? [],
    sentences(fields['error']),
    textsIn(fields['rta']),
  ])
    if (speaks(texts)) return texts
  const inner = innerReasons(fields, 0)
  if (inner.length > 0) return inner
  const codes = codeNames.map((name) => textsIn(fields[name])).find(speaks)
  return codes ?? (refusals.length > 0 ? refusals : own)
}

/** `error` itself may hold the words; one word alone is a flag that we do not know. */
export const sentences = (error: unknown): string[] => textsIn(error).filter((text) => typeof error === 'object' || isSentence(text))

const mostInner = 4

/** Wrapped: `{"data":{"errores":[…]}}`. What a comprobante carries is no reason, so only the sure names count. */
function innerReasons(fields: Fields, depth: number): string[] {
  if (depth >= mostInner) return []
  for (const value of Object.values(fields)) {
    const inner = isObject(value) ? inLowerCase(value) : null
    if (!inner) continue
    const texts = [refusalTexts(inner), wordTexts(inner)].find(speaks) ?? innerReasons(inner, depth + 1)
    if (texts.length > 0) return texts
  }
  return []
}
