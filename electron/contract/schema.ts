/**
 * The one contract between page and main process. Main's handlers, the preload's API, the page's API and the tests' API are
 * all derived from these two objects by types; a missing or misnamed handler does not compile.
 */
import { z } from 'zod'
import { backlogCommands, backlogEvents } from './commands/backlog.ts'
import { clipboardCommands } from './commands/clipboard.ts'
import { command, event, none, pointOfSaleId } from './commands/command.ts'
import { maxCredentialLength } from './model/credentials.ts'
import { historyCommands, historyEvents, orderFilter } from './commands/history.ts'
import { archiveChoices } from './model/outcome-groups.ts'
import { desktopCommands, desktopEvents } from './commands/desktop.ts'
import { diagnosisCommands } from './commands/diagnosis.ts'
import {
  decisions,
  proxyModes,
  themes,
  type Batch,
  type Estimate,
  type Explanation,
  type LeftBehind,
  type LedgerRow,
  type Order,
  type OrderPage,
  type OrderStory,
  type Placed,
  type PointOfSale,
  type Settings,
  type Snapshot,
  type Status,
} from './model.ts'
import { noticesCommands } from './commands/licences.ts'
import { navigationCommands, navigationEvents } from './commands/navigation.ts'
import { pdfCommands } from './commands/pdf.ts'
import { maxReferences } from './model/references.ts'
import type { Result } from './result.ts'
import { tableCommands } from './commands/tables.ts'
import { taskCommands, taskEvents } from './commands/tasks.ts'
import { webhooksCommands, webhooksEvents } from './commands/webhooks.ts'

const orderId = z.int().positive()
const secret = z.string().trim().min(1).max(maxCredentialLength)
const credentials = z.strictObject({ apikey: secret, apitoken: secret, usertoken: secret })
// Generous: the rule for each reference is checkReference's, and its refusal names the reference.
const references = z.array(z.string().max(4096)).min(1).max(maxReferences)

/** What to do when the operating system cannot protect a secret: refuse, accept in words, or keep it in memory. */
const weakProtection = z.enum(['refuse', 'accept', 'session'])

export const commands = {
  ...diagnosisCommands,
  ...noticesCommands,
  ...historyCommands,
  ...clipboardCommands,
  ...tableCommands,
  ...webhooksCommands,

  ...taskCommands,
  ...pdfCommands,
  /** Everything the first paint needs. */
  snapshot: command(none).returns<Snapshot>(),

  savePointOfSale: command(
    z.strictObject({
      /** Absent: a new one. */
      id: pointOfSaleId.optional(),
      name: z.string().trim().min(1).max(80),
      /** Absent when only the name changes. */
      credentials: credentials.optional(),
      weakProtection: weakProtection.default('refuse'),
    }),
  ).returns<PointOfSale>(),
  /** To be shown before the deletion is confirmed. */
  weighDeletion: command(z.strictObject({ id: pointOfSaleId })).returns<LeftBehind>(),
  deletePointOfSale: command(z.strictObject({ id: pointOfSaleId })).returns<null>(),
  /** A free query with stored or typed credentials; the explanation says what was seen. */
  testCredentials: command(z.union([z.strictObject({ id: pointOfSaleId }), z.strictObject({ credentials })])).returns<{
    works: boolean
    explanation: Explanation
  }>(),

  estimateOrders: command(z.strictObject({ pointOfSaleId, references })).returns<Estimate>(),
  placeOrders: command(z.strictObject({ pointOfSaleId, references })).returns<Placed>(),
  listOrders: command(
    z.strictObject({
      ...orderFilter,
      offset: z.int().min(0).max(10_000_000).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
  ).returns<OrderPage>(),
  orderStory: command(z.strictObject({ id: orderId })).returns<OrderStory>(),
  cancelOrder: command(z.strictObject({ id: orderId })).returns<Order>(),
  cancelBatch: command(z.strictObject({ batchId: z.int().positive() })).returns<Batch>(),
  decideOrder: command(z.strictObject({ id: orderId, decision: z.enum(decisions) })).returns<Order>(),
  /** A new order for the same reference, linked to the first ("reenviar otra vez", "enviar igual"). */
  resendOrder: command(z.strictObject({ id: orderId })).returns<Order>(),

  setPaused: command(z.strictObject({ paused: z.boolean() })).returns<Status>(),
  /** The person says that what closed the gate is mended, or does not want to wait as long as the server asked: try again now. */
  retryGate: command(z.strictObject({ pointOfSaleId })).returns<Status>(),
  /** After a restored database: the person read what may be missing and lets sending go on. */
  acknowledgeStorage: command(none).returns<Status>(),
  /** The person read that a damaged file was set aside. */
  acknowledgeSetAside: command(z.strictObject({ aside: z.string().min(1).max(255) })).returns<Status>(),
  readLedger: command(none).returns<LedgerRow[]>(),
  explain: command(z.strictObject({ text: z.string().max(65_536) })).returns<Explanation>(),
  /** What the clipboard holds, if it looks like references and not like anything private. */
  suggestFromClipboard: command(none).returns<{ text: string } | null>(),

  saveSettings: command(
    z.strictObject({
      theme: z.enum(themes).optional(),
      automaticResends: z.union([z.literal(0), z.literal(1)]).optional(),
      archiveAfter: z.literal(archiveChoices).optional(),
      proxy: z
        .strictObject({
          mode: z.enum(proxyModes),
          url: z.string().trim().max(255),
          user: z.string().trim().max(128),
          /** Absent: keep the stored one. Empty: forget it. */
          password: z.string().max(256).optional(),
        })
        .optional(),
    }),
  ).returns<Settings>(),
  ...backlogCommands,

  ...navigationCommands,
  ...desktopCommands,
}

export const events = {
  ...taskEvents,
  ...historyEvents,
  ...webhooksEvents,

  ordersChanged: event<{ orders: Order[] }>(),
  batchesChanged: event<{ batches: Batch[] }>(),
  statusChanged: event<Status>(),
  pointsOfSaleChanged: event<PointOfSale[]>(),
  settingsChanged: event<Settings>(),
  ...backlogEvents,
  ...navigationEvents,
  ...desktopEvents,
}

export type CommandName = keyof typeof commands
export type CommandInput<C extends CommandName> = z.input<(typeof commands)[C]['args']>
export type CommandArgs<C extends CommandName> = z.output<(typeof commands)[C]['args']>
export type CommandValue<C extends CommandName> = (typeof commands)[C]['value']
export type EventName = keyof typeof events
export type EventPayload<E extends EventName> = (typeof events)[E]['payload']

/** What main must provide: one handler a command, no more and no fewer. */
export type CommandHandlers = {
  [C in CommandName]: (args: CommandArgs<C>) => Result<CommandValue<C>> | Promise<Result<CommandValue<C>>>
}

/** What the page finds as `window.reencola`. */
export interface PageApi {
  call<C extends CommandName>(name: C, args: CommandInput<C>): Promise<Result<CommandValue<C>>>
  /** @returns a function that ends the subscription */
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void
}
