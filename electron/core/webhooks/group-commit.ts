/** Turns of the loop that one commit waits for more at most; each takes well under a millisecond. */
const mostTurns = 50

interface Waiting<T, R> {
  item: T
  resolve: (result: R) => void
  reject: (error: unknown) => void
}

/**
 * Gathers what arrives while the process is busy and commits it at once: a burst of five hundred waits for one commit and not
 * for five hundred.
 */
export class GroupCommit<T, R> {
  readonly #commit: (items: T[]) => R[]
  readonly #largest: number
  #waiting: Waiting<T, R>[] = []
  #planned = false

  /**
   * @param commit writes all or nothing and returns one result each; throws when the disk refuses
   * @param largest most items of one commit, so that none takes long
   */
  constructor(commit: (items: T[]) => R[], largest = 500) {
    this.#commit = commit
    this.#largest = largest
  }

  /** Settles once it is on disk. Rejects with what the commit threw. */
  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      this.#plan()
    })
  }

  /** The commit follows at the first turn of the loop that brings nothing more. */
  #plan(turns = 0, seen = 0): void {
    if (this.#planned && turns === 0) return
    this.#planned = true
    setImmediate(() => {
      const { length } = this.#waiting
      if (length > seen && length < this.#largest && turns < mostTurns) {
        this.#plan(turns + 1, length)
        return
      }
      this.#planned = false
      this.#flush(this.#waiting.splice(0, this.#largest))
      if (this.#waiting.length > 0) this.#plan()
    })
  }

  #flush(group: Waiting<T, R>[]): void {
    let results: R[]
    try {
      results = this.#commit(group.map(({ item }) => item))
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    for (const [index, { resolve }] of group.entries()) resolve(results[index] as R)
  }
}
