import { fail, type Result } from '#contract/result.ts'
import type { CommandInput, CommandName, CommandValue, PageApi } from '#contract/schema.ts'

declare global {
  /** Handed over by the preload script: all that the page knows of the outside. */
  var reencola: PageApi
}

/** Runs a command in the main process. Never rejects: a bridge that breaks is the failure `internal`. */
export async function call<C extends CommandName>(name: C, args: CommandInput<C>): Promise<Result<CommandValue<C>>> {
  try {
    return await globalThis.reencola.call(name, args)
  } catch {
    return fail('internal')
  }
}

/** Listens to an event of the main process. @returns a function that ends the subscription */
export const on: PageApi['on'] = (name, listener) => globalThis.reencola.on(name, listener)
