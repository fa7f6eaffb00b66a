import { createServer, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'
import type { WebhookEvent } from '../../../electron/core/followup/webhook-events.ts'
import { listening, portOf } from '../client-setup.ts'

/** A webhook's body, as far as the outbox takes it. */
interface Payload extends Omit<WebhookEvent, 'creado'> {
  /** dd/mm/aaaa hh:mm:ss, in Argentina's time. */
  creado: string
}

/** Takes webhooks over HTTP and hands on those with the right token. @returns its URL */
export async function startReceiver(token: string, take: (event: WebhookEvent) => void): Promise<string> {
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const known = request.headers['tf-webhooktoken'] === token
      if (known) take(eventOf(JSON.parse(body) as Payload))
      response.writeHead(known ? 200 : 403).end()
    })
  })
  await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${portOf(server)}/`
}

function eventOf({ creado, evento, external_reference, msg, hook_id }: Payload): WebhookEvent {
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = creado.split(/\D+/u).map(Number)
  return { hook_id, evento, external_reference, creado: Date.UTC(year, month - 1, day, hour + 3, minute, second), msg }
}

async function read(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
