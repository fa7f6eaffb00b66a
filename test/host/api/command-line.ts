import type * as Electron from 'electron'

/** `app.commandLine`: those of the start, up to `--`, and what the app adds; they mean nothing here. */
export class HostCommandLine implements Electron.CommandLine {
  readonly #switches = new Map<string, string>()
  readonly #arguments: string[] = []
  /** What the app added. */
  readonly #appended: Record<string, string> = {}

  /** For the host: what the program was started with. */
  adopt(args: readonly string[]): void {
    const end = args.indexOf('--')
    for (const [, name = '', value = ''] of args.slice(0, end < 0 ? undefined : end).map((argument) => /^--([^=]+)=?(.*)$/su.exec(argument) ?? []))
      if (name !== '') this.#switches.set(name.toLowerCase(), value)
  }

  appendArgument(value: string): void {
    this.#arguments.push(value)
  }

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name.toLowerCase(), value)
    this.#appended[name.toLowerCase()] = value
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }

  hasSwitch(name: string): boolean {
    return this.#switches.has(name)
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }

  describe() {
    return { appended: this.#appended, arguments: this.#arguments }
  }
}
