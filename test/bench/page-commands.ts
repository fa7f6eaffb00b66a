import { commandChannel } from '../../electron/contract/channels.ts'
import type { Result } from '../../electron/contract/result.ts'
import type { Control } from '../e2e/harness/control.ts'

/** Calls the app's commands as its page does. @throws what a refusal says */
export function commandsOf(control: Control) {
  return async <T>(name: string, args: unknown = {}): Promise<T> => {
    const sent = await control.do('invoke', { channel: commandChannel, args: [name, args] })
    const result = sent.resolved ? (sent.value as Result<T>) : null
    if (!result?.ok) throw new Error(`${name}: ${JSON.stringify(sent)}`)
    return result.value
  }
}
