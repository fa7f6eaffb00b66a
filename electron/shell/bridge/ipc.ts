import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { commandChannel } from '#contract/channels.ts'
import { fail, type Failure, type Result } from '#contract/result.ts'
import { commands, type CommandHandlers, type CommandName } from '#contract/schema.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { meansDefect } from '../../core/storage/storage-error.ts'
import { isOwnUrl } from '../window/app-scheme.ts'

/** Far above any real call, so that checking a hostile one stays cheap. In UTF-16 units and array or object members. */
const largestArguments = 16 * 1024 * 1024
const deepestArguments = 16

/** See registerCommands. */
export type WhatChanged = () => () => Promise<void>

type Caller = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/**
 * Answers the page's commands: checks who calls and with what, then hands over to the handler of that name. Never throws
 * across the bridge.
 * @param isOwnWindow whether web contents of that id are a window of ours
 * @param whatChanged called before a command that changes something; what it returns tells the page what has changed since, and has done
 *   so when it settles: then the command is answered
 * @returns a function that ends it
 */
export function registerCommands(handlers: CommandHandlers, isOwnWindow: (id: number) => boolean, logger: Logger, whatChanged: WhatChanged): () => void {
  const refuse = (code: Failure['code'], name: unknown, params?: Failure['params']): Result<never> => {
    logger.warn('command refused', { code, name: isCommand(name) ? name : typeof name, ...params })
    return fail(code, params)
  }
  const answer = async (event: Caller, name: unknown, args: unknown): Promise<Result<unknown>> => {
    if (!isOwnPage(event, isOwnWindow)) return refuse('foreign-sender', name)
    if (!isCommand(name)) return refuse('bad-arguments', name, { reason: 'unknown-command' })
    if (!fits(args, { left: largestArguments })) return refuse('bad-arguments', name, { reason: 'too-large' })
    const checked = commands[name].args.safeParse(args)
    if (!checked.success) return refuse('bad-arguments', name, { reason: 'schema', path: checked.error.issues[0]?.path.join('.') ?? '' })
    // The schema of `name` has just accepted them; the compiler cannot follow that through the union of commands.
    const handler = handlers[name] as (args: unknown) => Result<unknown> | Promise<Result<unknown>>
    if (!commands[name].changes) return handler(checked.data)
    const tell = whatChanged()
    const result = await handler(checked.data)
    await tell()
    return result
  }
  ipcMain.handle(commandChannel, (event, name: unknown, args: unknown) =>
    answer(event, name, args).catch((error: unknown) => {
      logger.error('command failed', { name, error })
      return fail(meansDefect(error) ? 'internal' : 'storage-failed')
    }),
  )
  return () => {
    ipcMain.removeHandler(commandChannel)
  }
}

const isCommand = (name: unknown): name is CommandName => typeof name === 'string' && Object.hasOwn(commands, name)

/** `senderFrame` is null once the frame has navigated or is gone. */
function isOwnPage({ sender, senderFrame }: Caller, isOwnWindow: (id: number) => boolean): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnUrl(senderFrame.url) && isOwnWindow(sender.id)
}

/** Walks no further than the budget and the depth. @returns false when the arguments are larger */
function fits(value: unknown, budget: { left: number }, depth = deepestArguments): boolean {
  if (depth < 0) return false
  if (typeof value === 'string') budget.left -= value.length
  else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) budget.left -= value.byteLength
  else if (Array.isArray(value)) {
    budget.left -= value.length
    return budget.left >= 0 && value.every((member) => fits(member, budget, depth - 1))
  } else if (typeof value === 'object' && value !== null)
    for (const key in value) {
      budget.left -= key.length + 1
      if (budget.left < 0 || !fits((value as Record<string, unknown>)[key], budget, depth - 1)) return false
    }
  return budget.left >= 0
}
