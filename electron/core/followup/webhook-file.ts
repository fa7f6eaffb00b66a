/** A file of saved webhooks: one object, an array, one a line, or several one after the other. */
import { parseLoosely } from '../tusfacturas/answers.ts'
import { eventsIn, readWebhooks } from './webhook-payload.ts'
import type { WebhookEvent } from './webhook-events.ts'

export interface WebhookFile {
  events: WebhookEvent[]
  /** Pieces that are no event: on which line each begins, or which one of an array it is; both from 1. */
  notUnderstood: { place: 'line' | 'item'; number: number; text: string }[]
}

/** Bytes as text: UTF-8, UTF-16 as PowerShell writes it, or the old Windows alphabet. */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Reads every event there is; what surrounds a damaged piece is read all the same. Linear in the length. */
export function readWebhookFile(text: string): WebhookFile {
  const value = parseLoosely(text.trim())
  return Array.isArray(value) ? readItems(value) : value !== undefined && eventsIn(value).length > 0 ? readItems([value]) : readLines(text)
}

function readItems(items: unknown[]): WebhookFile {
  const file: WebhookFile = { events: [], notUnderstood: [] }
  for (const [index, item] of items.entries()) {
    const events = eventsIn(item)
    file.events.push(...events)
    if (events.length === 0) file.notUnderstood.push({ place: 'item', number: index + 1, text: shown(item) })
  }
  return file
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
/** Where a piece that goes over several lines ends, if it is not indented more than its beginning. */
const closing = /^[}\]]+[,;]?$/u

function readLines(text: string): WebhookFile {
  const file: WebhookFile = { events: [], notUnderstood: [] }
  let piece: { lines: string[]; number: number; indent: number } | null = null
  const end = () => {
    if (!piece) return
    const joined = piece.lines.join('\n').trim()
    const events = readWebhooks(joined.replace(separator, ''))
    file.events.push(...events)
    if (events.length === 0) file.notUnderstood.push({ place: 'line', number: piece.number, text: joined })
    piece = null
  }
  for (const [index, line] of text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u).entries()) {
    const trimmed = line.trim()
    const indent = line.length - line.trimStart().length
    if (trimmed === '' || (!piece && between.test(trimmed))) continue
    const events = readLine(trimmed)
    // What is open and has not ended when the next one begins is damaged.
    if (events.length > 0 || (piece && indent <= piece.indent && /^[{[]/u.test(trimmed))) end()
    file.events.push(...events)
    if (events.length > 0) continue
    piece ??= { lines: [], number: index + 1, indent }
    piece.lines.push(line)
    if (!/^\s*[{[]/u.test(piece.lines[0] ?? '') || (indent <= piece.indent && closing.test(trimmed))) end()
  }
  end()
  return file
}

/** One that stands whole on its line, also behind what a log writes before it. */
function readLine(line: string): WebhookEvent[] {
  const bare = line.replace(separator, '')
  if (!bare.endsWith('}') && !bare.endsWith(']')) return []
  const events = readWebhooks(bare)
  const from = bare.indexOf('{')
  return events.length > 0 || from <= 0 ? events : readWebhooks(bare.slice(from))
}
