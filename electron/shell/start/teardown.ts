/** What was started, in order; taken down in reverse. */
export class Teardown {
  readonly #steps: { name: string; dispose: () => void }[] = []
  readonly #onError: (name: string, error: unknown) => void
  #done = false

  constructor(onError: (name: string, error: unknown) => void) {
    this.#onError = onError
  }

  /** It has begun: nothing new may start. */
  get done(): boolean {
    return this.#done
  }

  /** @param ends what ends each part of it */
  add(name: string, ...ends: (() => void)[]): void {
    if (this.#done) throw new Error(`${name} started after the teardown`)
    for (const dispose of ends) this.#steps.push({ name, dispose })
  }

  /** @returns the same */
  keep<Part extends { dispose(): void }>(name: string, part: Part): Part {
    this.add(name, () => part.dispose())
    return part
  }

  /** Every step runs, also after one that throws; a second call does nothing. */
  run(): void {
    if (this.#done) return
    this.#done = true
    for (const { name, dispose } of this.#steps.toReversed())
      try {
        dispose()
      } catch (error) {
        this.#onError(name, error)
      }
  }
}
