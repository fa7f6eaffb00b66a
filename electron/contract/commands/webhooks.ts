/** TusFacturasAPP's webhooks as the settings show them: where they arrive, who may send them, which came. */
import { z } from 'zod'
import { command, event, none, pointOfSaleId } from './command.ts'
import { longestWebhookUrl } from '../model/webhook-address.ts'

/** Why the receiver does not listen. */
export const receiverProblems = ['port-taken', 'address-gone', 'not-allowed', 'failed'] as const
export type ReceiverProblem = (typeof receiverProblems)[number]

/** `session`: this computer cannot protect it, so it is kept in memory only; `lost`: it no longer decrypts. */
export type KeptSecret = 'none' | 'kept' | 'session' | 'lost'

/** The address of one point of sale. It is secret and only crosses when the person asks to see it. */
export interface WebhookDoor {
  pointOfSaleId: string
  pointOfSaleName: string
  address: KeptSecret
  token: KeptSecret
  /** E.g. `••••3f2a`; empty without a token. */
  tokenMask: string
  /** Events turned away because their token was another one, since the program started. */
  wrongTokens: number
}

export interface WebhookSeen {
  /** Milliseconds since the epoch. */
  at: number
  evento: string
  external_reference: string | null
  pointOfSaleName: string | null
  proven: boolean
  source: 'receiver' | 'file'
  /** It settled or explained an order, or had it asked about. */
  used: boolean
}

export interface WebhookStatus {
  on: boolean
  host: string
  port: number
  /** `https://avisos.ejemplo.com.ar`, as the person's proxy or tunnel publishes it; empty when not known. */
  publicUrl: string
  state: 'off' | 'starting' | 'listening' | 'trouble'
  problem: ReceiverProblem | null
  /** When it tries again by itself; milliseconds since the epoch. */
  retryAt: number | null
  doors: WebhookDoor[]
  /** The newest first. */
  events: WebhookSeen[]
  /** Requests that were no events or came to no known address, since the program started. */
  strange: number
}

export interface WebhookUrls {
  local: string
  /** What TusFacturasAPP is told; null without a public address. */
  published: string | null
}

export type WebhookImport =
  | { kind: 'cancelled' }
  | { kind: 'unreadable' }
  | { kind: 'too-large' }
  | {
      kind: 'read'
      fileName: string
      stored: number
      repeated: number
      /** How many pieces were no event, and where the first of them are. */
      notUnderstood: number
      examples: { place: 'line' | 'item'; number: number; text: string }[]
    }

/** Most bytes of a file of saved events. */
export const largestWebhookFile = 20 * 1024 * 1024

const onePointOfSale = z.strictObject({ pointOfSaleId })

export const webhooksCommands = {
  webhookStatus: command(none).returns<WebhookStatus>(),
  saveWebhookPlace: command(
    z.strictObject({
      on: z.boolean(),
      host: z.string().trim().min(1).max(64),
      port: z.int().min(1).max(65_535),
      publicUrl: z.string().trim().max(longestWebhookUrl),
    }),
  ).changes(),
  /** Empty forgets it. */
  setWebhookToken: command(z.strictObject({ pointOfSaleId, token: z.string().trim().max(512) })).changes(),
  /** A new secret address; the old one stops counting at once. */
  renewWebhookUrl: command(onePointOfSale).changes<WebhookUrls>(),
  revealWebhookUrl: command(onePointOfSale).returns<WebhookUrls>(),
  /** Puts the published address, or the local one, on the clipboard. */
  copyWebhookUrl: command(onePointOfSale).returns<null>(),
  /** Asks for a file and reads the events in it. */
  importWebhooks: command(onePointOfSale).changes<WebhookImport>(),
}

export const webhooksEvents = {
  webhooksChanged: event<WebhookStatus>(),
}
