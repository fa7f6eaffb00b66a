import { useSyncExternalStore } from 'react'

/** What lives longer than what shows it, and tells that it changed. */
export class Watched {
  /** Grows with every change: what React compares. */
  version = 0
  readonly #listeners = new Set<() => void>()

  /** @returns what ends it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly changed = (): void => {
    this.version++
    for (const listener of this.#listeners) listener()
  }
}

/** Draws again whenever something of it changes. */
export function useWatched<T extends Watched>(watched: T): T {
  useSyncExternalStore(watched.subscribe, () => watched.version)
  return watched
}
