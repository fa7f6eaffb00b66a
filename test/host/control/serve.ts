import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { ControlError, runCommand } from './commands.ts'
import { describeHost } from './state.ts'

export type ControlAnswer = { ok: true; value?: unknown } | { ok: false; error: string }

/** `GET /control/state`, or `POST /control/<command>` with a JSON body. */
export async function serveControl(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, answer: ControlAnswer) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  if (name === 'state' && request.method === 'GET') {
    send(200, { ok: true, value: describeHost() })
    return
  }
  if (request.method !== 'POST') {
    send(405, { ok: false, error: 'commands are sent with POST' })
    return
  }
  try {
    const empty = request.headers['content-length'] === '0'
    send(200, { ok: true, value: await runCommand(name, empty ? {} : await json(request)) })
  } catch (error) {
    if (error instanceof ControlError || error instanceof SyntaxError) send(400, { ok: false, error: error.message })
    else send(500, { ok: false, error: String(error) })
  }
}
