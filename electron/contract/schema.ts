/**
 * The one contract between page and main process. Main's handlers, the preload's API, the page's API and the tests' API are
 * all derived from these two objects by types; a missing or misnamed handler does not compile.
 */
import type { z } from 'zod'
import { inboxCommands, inboxEvents } from './commands/inbox.ts'
import { clipboardCommands } from './commands/clipboard.ts'
import { desktopCommands, desktopEvents } from './commands/desktop.ts'
import { diagnosisCommands } from './commands/diagnosis.ts'
import { findCommands } from './commands/find.ts'
import { handOverCommands } from './commands/hand-over.ts'
import { historyCommands, historyEvents } from './commands/history.ts'
import { licenceCommands } from './commands/licences.ts'
import { navigationCommands, navigationEvents } from './commands/navigation.ts'
import { orderCommands, orderEvents } from './commands/orders.ts'
import { pdfCommands } from './commands/pdf.ts'
import { pointOfSaleCommands, pointOfSaleEvents } from './commands/points-of-sale.ts'
import { pointsOfSaleImportCommands } from './commands/points-of-sale-import.ts'
import { rulesCommands, rulesEvents } from './commands/rules.ts'
import { sendingCommands, sendingEvents } from './commands/sending.ts'
import { settingsCommands, settingsEvents } from './commands/settings.ts'
import { tableCommands } from './commands/tables.ts'
import { taskCommands, taskEvents } from './commands/tasks.ts'
import { watchCommands, watchEvents } from './commands/watch.ts'
import { webhooksCommands, webhooksEvents } from './commands/webhooks.ts'
import { whereaboutsCommands } from './commands/whereabouts.ts'
import type { Result } from './result.ts'

export const commands = {
  ...inboxCommands,
  ...clipboardCommands,
  ...desktopCommands,
  ...findCommands,
  ...handOverCommands,
  ...diagnosisCommands,
  ...historyCommands,
  ...licenceCommands,
  ...navigationCommands,
  ...orderCommands,
  ...pdfCommands,
  ...pointOfSaleCommands,
  ...pointsOfSaleImportCommands,
  ...rulesCommands,
  ...sendingCommands,
  ...settingsCommands,
  ...tableCommands,
  ...taskCommands,
  ...watchCommands,
  ...webhooksCommands,
  ...whereaboutsCommands,
}

export const events = {
  ...inboxEvents,
  ...desktopEvents,
  ...historyEvents,
  ...navigationEvents,
  ...orderEvents,
  ...pointOfSaleEvents,
  ...rulesEvents,
  ...sendingEvents,
  ...settingsEvents,
  ...taskEvents,
  ...watchEvents,
  ...webhooksEvents,
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
