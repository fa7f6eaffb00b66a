import type * as Electron from 'electron'

/** `app.commandLine`: switches are kept and mean nothing here. */
export class HostCommandLine implements Electron.CommandLine {
  readonly #switches = new Map<string, string>()
  readonly #arguments: string[] = []

  appendArgument(value: string): void {
    this.#arguments.push(value)
  }

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name.toLowerCase(), value)
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
    return { switches: Object.fromEntries(this.#switches), arguments: this.#arguments }
  }
}
