/** How each fault looks on the wire once the request has been read. */
import type { ServerResponse } from 'node:http'
import type { EncodedAnswer } from './answers.ts'
import { isAnswerPhase, type AnswerPhase, type Fault } from './faults.ts'
import type { Connection } from './listener.ts'

export interface Exchange {
  response: ServerResponse
  connection: Connection | null
  /** What a well-behaved API would have answered; for a request not executed, the documented success. */
  answer: EncodedAnswer
  maintenance: (until: number | undefined) => EncodedAnswer
}

const page = (title: string, text: string) =>
  `<!DOCTYPE html>\n<html lang="es"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`

/** Sends a whole answer; settles when it has left or nobody is there to take it. @returns whether it left */
export function send(response: ServerResponse, { status, headers, body }: EncodedAnswer): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed || response.socket?.destroyed !== false) return resolve(false)
    response.once('close', () => resolve(response.writableFinished))
    response.writeHead(status, { ...headers, 'content-length': body.length })
    response.end(body)
  })
}

const sendText = (exchange: Exchange, status: number, headers: Record<string, string>, text: string) =>
  send(exchange.response, { status, headers, body: Buffer.from(text) })

/** Sends the headers of the whole answer and the first `bytes` of its body; settles when they have left. */
const sendPart = ({ response, answer }: Exchange, bytes: number) =>
  new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
    if (bytes > 0) response.write(answer.body.subarray(0, bytes), () => resolve())
    else {
      response.flushHeaders()
      resolve()
    }
  })

const html = { 'content-type': 'text/html; charset=UTF-8' }
const json = { 'content-type': 'application/json; charset=utf-8' }
/** Those with which the API itself says no. */
const ownStatuses = new Set([400, 401, 403, 404, 405, 413, 422])
const oversizedBytes = 64 * 2 ** 20

const acts: Record<AnswerPhase, (exchange: Exchange, fault: Fault) => unknown> = {
  reset: ({ connection }) => connection?.raw.resetAndDestroy(),
  end: ({ response }) => response.socket?.end(),
  hang: () => {},
  stall: (exchange) => sendPart(exchange, 0),
  cut: async (exchange, { close }) => {
    await sendPart(exchange, Math.floor(exchange.answer.body.length / 2))
    if (close === 'reset') exchange.connection?.raw.resetAndDestroy()
    else exchange.response.socket?.end()
  },
  oversized: (exchange, { bytes = oversizedBytes }) => {
    const padding = Buffer.alloc(Math.max(bytes - exchange.answer.body.length, 0), ' ')
    return send(exchange.response, { ...exchange.answer, body: Buffer.concat([padding, exchange.answer.body]) })
  },
  garbage: (exchange) =>
    send(exchange.response, { status: 200, headers: json, body: Buffer.from([0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x7b, 0x22, 0xc3, 0x28, 0x00]) }),
  html: (exchange) => sendText(exchange, 200, html, page('Estamos trabajando', 'Volvé a intentar en unos minutos.')),
  empty: (exchange) => sendText(exchange, 200, json, ''),
  'wrong-schema': (exchange) => sendText(exchange, 200, json, '{"resultado":{"codigo":7},"datos":[1,2,3]}'),
  redirect: (exchange, { status = 302, headers }) => sendText(exchange, status, { ...html, location: '/app/login.html', ...headers }, page('Ingresar', '')),
  status: (exchange, { status = 500, headers, body }) =>
    ownStatuses.has(status) && body === undefined
      ? sendText(exchange, status, { ...json, ...headers }, '{"error":"S","errores":[]}')
      : sendText(exchange, status, { ...html, ...headers }, body ?? page(`Error ${status}`, 'The server could not process the request.')),
  foreign: (exchange, { status = 403, headers, body }) =>
    sendText(
      exchange,
      status,
      { ...html, server: 'nginx', ...headers },
      body ?? page(`${status} Acceso bloqueado`, 'La política de esta red no permite ver este sitio.'),
    ),
  maintenance: (exchange, { until }) => send(exchange.response, exchange.maintenance(until)),
}

/** Acts out a fault instead of answering; what it returns settles when nothing more will be sent. */
export const misbehave = (exchange: Exchange, fault: Fault): unknown => (isAnswerPhase(fault.phase) ? acts[fault.phase](exchange, fault) : undefined)
