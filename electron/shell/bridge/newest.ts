/** Something that takes a moment to describe, told to the page: never an older description after a newer one. */
export class Newest<T> {
  readonly #describe: () => Promise<T>
  readonly #tell: (description: T) => void
  readonly #onError: (error: unknown) => void
  #stale = false
  #work: Promise<void> = Promise.resolve()

  constructor(describe: () => Promise<T>, tell: (description: T) => void, onError: (error: unknown) => void) {
    this.#describe = describe
    this.#tell = tell
    this.#onError = onError
  }

  /** It has changed. */
  touch(): void {
    if (this.#stale) return
    this.#stale = true
    this.#work = this.#work.then(() => this.#say())
  }

  /** Settles when everything that has changed until now is told. */
  told(): Promise<void> {
    return this.#work
  }

  async #say(): Promise<void> {
    this.#stale = false
    try {
      const description = await this.#describe()
      // What changed meanwhile is described next.
      if (!this.#stale) this.#tell(description)
    } catch (error) {
      this.#onError(error)
    }
  }
}
