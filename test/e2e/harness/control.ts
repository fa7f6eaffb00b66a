import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { commandChannel } from '#contract/channels.ts'
import type { Result } from '#contract/result.ts'
import type { CommandInput, CommandName as PageCommand, CommandValue as PageValue } from '#contract/schema.ts'
import type { CommandArgs, CommandName, CommandValue } from '../../host/control/commands.ts'
import type { ControlAnswer } from '../../host/control/serve.ts'
import type { HostState } from '../../host/control/state.ts'
import type { ControlFile } from '../../host/server/server.ts'

/** The state as it comes over the wire. */
export type { HostState } from '../../host/control/state.ts'

/** Between two looks at something that is waited for, in milliseconds. */
const lookEvery = 20

/**
 * Waits until `look` gives something other than undefined, null or false.
 * @returns what it gave
 * @throws what the last look gave, after `timeout` milliseconds
 */
export async function until<T>(look: () => T | Promise<T>, what: string, timeout = 20_000): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + timeout
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== null && seen !== false) return seen as Exclude<T, undefined | null | false>
    if (performance.now() > deadline) throw new Error(`timed out waiting for ${what}`)
    await setTimeout(lookEvery)
  }
}

/** Drives a stand-in host through its control API. */
export class Control {
  readonly origin: string
  readonly key: string

  constructor({ port, key }: Pick<ControlFile, 'port' | 'key'>) {
    this.origin = `http://127.0.0.1:${port}`
    this.key = key
  }

  /** Reads the file that the host writes, once it is whole. */
  static async fromFile(path: string, alive: () => boolean): Promise<Control> {
    const content = await until(async () => {
      if (!alive()) throw new Error('the host ended before it could be reached')
      const text = await readFile(path, 'utf8').catch(() => '')
      return text.endsWith('}') && text
    }, 'the control file of the host')
    return new Control(JSON.parse(content) as ControlFile)
  }

  /** Where a browser finds the window. */
  get url(): string {
    return `${this.origin}/?clave=${this.key}`
  }

  async state(): Promise<HostState> {
    return (await this.#request('state', { method: 'GET' })) as HostState
  }

  /** Carries out a command. @throws what the host says when it cannot */
  async do<C extends CommandName>(name: C, args: CommandArgs<C>): Promise<CommandValue<C>> {
    return (await this.#request(name, { method: 'POST', body: JSON.stringify(args) })) as CommandValue<C>
  }

  /** Gives a command of the contract, as the page does. */
  async call<C extends PageCommand>(name: C, args: CommandInput<C>): Promise<Result<PageValue<C>>> {
    const answer = await this.do('invoke', { channel: commandChannel, args: [name, args] })
    if (!answer.resolved) throw new Error(answer.message)
    return answer.value as Result<PageValue<C>>
  }

  /** The same. @throws the code of a refusal */
  async value<C extends PageCommand>(name: C, args: CommandInput<C>): Promise<PageValue<C>> {
    const result = await this.call(name, args)
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`)
    return result.value
  }

  /** Waits until the state satisfies `condition`. */
  until(condition: (state: HostState) => boolean, what: string): Promise<HostState> {
    return until(async () => {
      const state = await this.state()
      return condition(state) && state
    }, what)
  }

  async #request(path: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(`${this.origin}/control/${path}`, { ...init, headers: { 'x-clave': this.key } })
    const answer = (await response.json()) as ControlAnswer
    if (!answer.ok) throw new Error(answer.error)
    return answer.value
  }
}
