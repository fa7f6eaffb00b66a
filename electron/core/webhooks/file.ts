/** A file of saved webhooks: one object, an array, one a line, or several one after the other. */
import { eightBits } from '../tusfacturas/answers.ts'
import { parseSound } from '../tusfacturas/loose-json.ts'
import { eventsIn, readWebhooks } from './payload.ts'
import type { WebhookEvent } from './event.ts'

export interface WebhookFile {
  events: WebhookEvent[]
  /** Pieces that are no event, with the line on which each begins, or its place in an array; both from 1. */
  notUnderstood: { place: 'line' | 'item'; number: number; text: string }[]
}

/** Bytes as text: UTF-8, UTF-16 as PowerShell writes it, or the old Windows alphabet. */
export const decodeFile = (bytes: Uint8Array): string => (bytes[0] === 0xff && bytes[1] === 0xfe ? new TextDecoder('utf-16le').decode(bytes) : eightBits(bytes))

/** Events handed on at a time, so that whoever reads can do something else in between. */
const portion = 500

/**
 * Reads every event there is; what surrounds a damaged piece is read all the same. Linear in the length.
 * @returns the file in portions
 */
export function* readWebhookFile(text: string): Generator<WebhookFile> {
  const whole = parseSound(text.trim())
  let file: WebhookFile = { events: [], notUnderstood: [] }
  for (const piece of whole === undefined ? linesOf(text) : itemsOf(whole)) {
    file.events.push(...piece.events)
    if (piece.events.length === 0) file.notUnderstood.push({ place: piece.place, number: piece.number, text: piece.text() })
    if (file.events.length + file.notUnderstood.length < portion) continue
    yield* slices(file)
    file = { events: [], notUnderstood: [] }
  }
  yield file
}

/** One piece may hold all events of a month. */
function* slices({ events, notUnderstood }: WebhookFile): Generator<WebhookFile> {
  for (let from = 0; from < events.length; from += portion) yield { events: events.slice(from, from + portion), notUnderstood: [] }
  yield { events: [], notUnderstood }
}

interface Piece {
  events: WebhookEvent[]
  place: 'line' | 'item'
  number: number
  text: () => string
}

function* itemsOf(whole: unknown): Generator<Piece> {
  for (const [index, item] of (Array.isArray(whole) ? whole : [whole]).entries())
    yield { events: eventsIn(item), place: 'item', number: index + 1, text: () => shown(item) }
}

function shown(item: unknown): string {
  try {
    return JSON.stringify(item)
  } catch {
    return '…'
  }
}

/** What stands alone on a line between the pieces. */
const between = /^[[\],;]*$/u
const separator = /[,;]$/u
const opening = /^[{[]/u
/** Where a piece that goes over several lines ends, if it is not indented more than its beginning. */
const closing = /^[}\]]+[,;]?$/u

/** What every event has in it, however it is written. */
const sign = 'evento'

function* linesOf(text: string): Generator<Piece> {
  let open: { lines: string[]; number: number; indent: number } | null = null
  for (const { index, line } of filledLines(text.replace(/^\uFEFF/u, ''))) {
    const trimmed = line.trim()
    const indent = line.length - line.trimStart().length
    if (trimmed === '' || (!open && between.test(trimmed))) continue
    const events = readLine(trimmed)
    // What is open and has not ended when the next one begins is damaged.
    if (open && (events.length > 0 || (indent <= open.indent && opening.test(trimmed)))) {
      yield linePiece(open.lines, open.number)
      open = null
    }
    if (events.length > 0) {
      yield { events, place: 'line', number: index + 1, text: () => line }
      continue
    }
    open ??= { lines: [], number: index + 1, indent }
    open.lines.push(line)
    if (opening.test(open.lines[0]?.trim() ?? '') && !(indent <= open.indent && closing.test(trimmed))) continue
    yield linePiece(open.lines, open.number)
    open = null
  }
  if (open) yield linePiece(open.lines, open.number)
}

/** The lines with anything in them, and which each is, from 0; ended by CR, LF or both. */
function* filledLines(text: string): Generator<{ index: number; line: string }> {
  let [index, from] = [0, 0]
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : lineFeed
    if (unit !== lineFeed && unit !== carriageReturn) continue
    if (at > from) yield { index, line: text.slice(from, at) }
    if (unit === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at++
    from = at + 1
    index++
  }
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

function linePiece(lines: string[], number: number): Piece {
  const joined = lines.join('\n').trim()
  return { events: joined.includes(sign) ? readWebhooks(joined.replace(separator, '')) : [], place: 'line', number, text: () => joined }
}

/** One that stands whole on its line, also behind what a log writes before it. */
function readLine(line: string): WebhookEvent[] {
  const bare = line.replace(separator, '')
  if (!bare.includes(sign) || !/[}\]]$/u.test(bare)) return []
  const from = bare.indexOf('{')
  const events = opening.test(bare) ? readWebhooks(bare) : []
  return events.length > 0 || from <= 0 ? events : readWebhooks(bare.slice(from))
}
