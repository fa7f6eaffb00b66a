/** One request of a sender, from its first header to our answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { redactor } from '../redaction/engine.ts'
import { decodeBody } from '../tusfacturas/answers.ts'
import { pathStart, type Door, type Doors } from './doors.ts'
import type { ReceivedEvent, Taken } from './event.ts'
import { readWebhooks } from './payload.ts'

/** Payloads have some 600 bytes; the documentation names no limit. */
export const largestBody = 64 * 1024

/** Why a request was not taken, and what its sender is told: 503 asks it to try again later. */
const statuses = { path: 404, method: 405, kind: 415, size: 413, token: 403, body: 400, locked: 503, disk: 503 } as const
export type Refusal = keyof typeof statuses

export interface RequestContext {
  doors: Doors
  /** Settles once the event is on disk. */
  store: (received: ReceivedEvent) => Promise<Taken>
  onTaken: () => void
  onRefused: (refusal: Refusal, pointOfSale: string | null) => void
}

/** Checks, reads, stores, answers. Never rejects: whatever goes wrong is an answer, or a connection that is gone. */
export async function handleWebhook(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void> {
  const door = context.doors.find(pathIn(request.url ?? ''))
  const refuse = (refusal: Refusal) => {
    context.onRefused(refusal, door?.pointOfSale ?? null)
    // The rest of a body that nobody reads must not be taken for the next request.
    response.writeHead(statuses[refusal], { connection: 'close', ...(refusal === 'method' && { allow: 'POST' }) }).end()
  }
  const token = tokenOf(request)
  const proof = door?.check(token) ?? 'wrong'
  const refusal = refusalOf(request, door, proof)
  if (refusal) return refuse(refusal)
  const body = await readBody(request)
  if (body.kind === 'gone') return
  if (body.kind === 'too-large') return refuse('size')
  // A token that the payload repeats is not stored with it.
  const events = readWebhooks(token === undefined || proof !== 'proven' ? body.text : redactor([token])(body.text))
  if (events.length === 0) return refuse('body')
  const pointOfSale = door?.pointOfSale ?? null
  const proven = proof === 'proven'
  try {
    await Promise.all(events.map((event) => context.store({ event, pointOfSale, proven, source: 'receiver' })))
  } catch {
    return refuse('disk')
  }
  context.onTaken()
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 2 }).end('OK')
}

function refusalOf(request: IncomingMessage, door: Door | null, proof: ReturnType<Door['check']>): Refusal | null {
  if (!door) return 'path'
  if (request.method !== 'POST') return 'method'
  if (proof === 'wrong') return 'token'
  if (proof === 'locked') return 'locked'
  if (!mayBeJson(request)) return 'kind'
  return Number(request.headers['content-length'] ?? 0) > largestBody ? 'size' : null
}

/** Without a query, and without what a proxy that publishes a folder of ours leaves before it. */
function pathIn(url: string): string {
  const [path = ''] = url.split('?', 1)
  return path.slice(Math.max(path.lastIndexOf(pathStart), 0))
}

/** Node gives every header in lower case, whatever the sender wrote. */
const tokenOf = ({ headers }: IncomingMessage): string | undefined => [headers['tf-webhooktoken']].flat()[0]

/**
 * Which type the sender names is not documented, and PHP names a form's when it is told nothing: the content decides, and only
 * what certainly is no JSON is turned away by its name.
 */
function mayBeJson({ headers }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? ''
  const encoding = headers['content-encoding'] ?? 'identity'
  return (
    encoding === 'identity' &&
    (type === '' || /^\s*(?:[\w.-]+\/(?:[\w.-]+\+)?json|text\/plain|application\/(?:x-www-form-urlencoded|octet-stream))\s*(?:;|$)/iu.test(type))
  )
}

type Body = { kind: 'whole'; text: string } | { kind: 'too-large' } | { kind: 'gone' }

/** Stops reading beyond the limit, also when no length was announced. */
function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= largestBody) {
        chunks.push(chunk)
        return
      }
      request.pause()
      resolve({ kind: 'too-large' })
    })
    request.once('end', () => resolve({ kind: 'whole', text: decodeBody(Buffer.concat(chunks), '', largestBody) ?? '' }))
    request.once('error', () => resolve({ kind: 'gone' }))
    request.once('close', () => resolve({ kind: 'gone' }))
  })
}
