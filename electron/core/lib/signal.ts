/** One event with any number of listeners. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>()

  /** @returns a function that ends the subscription */
  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Whether anybody listens. */
  get heard(): boolean {
    return this.#listeners.size > 0
  }

  emit(value: T): void {
    for (const listener of this.#listeners) listener(value)
  }
}
