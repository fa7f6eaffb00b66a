const letters = 128
const space = 0x20

/**
 * Finds which of many words occur in a text, in one pass whose time depends on the text's length alone (Aho and Corasick,
 * "Efficient string matching", 1975): a message may be 64 KB of anything.
 */
export class WordFinder {
  /** Row by row, the state after each letter. */
  readonly #next: Uint16Array
  /** The words that end in each state, and whether any does. */
  readonly #ending: string[][]
  readonly #ends: Uint8Array

  /** What each letter is read as. */
  readonly #read: Uint8Array

  /**
   * @param words ASCII, not empty
   * @param signsAsSpaces reads every sign but `?` as a space, so that ` iva ` is found in `(iva)`
   */
  constructor(words: string[], signsAsSpaces = false) {
    this.#read = Uint8Array.from({ length: letters }, (_, unit) =>
      signsAsSpaces && !/[a-z0-9?]/u.test(String.fromCharCode(unit)) ? space : unit,
    )
    const states = 1 + words.reduce((sum, word) => sum + word.length, 0)
    this.#next = new Uint16Array(states * letters)
    this.#ending = Array.from({ length: states }, () => [])
    this.#grow(words)
    this.#close()
    this.#ends = Uint8Array.from(this.#ending, (ending) => (ending.length > 0 ? 1 : 0))
  }

  /** @returns the words that occur in an ASCII text, overlapping ones too */
  find(text: string): Set<string> {
    const next = this.#next
    const read = this.#read
    const reached = new Set<number>()
    let state = 0
    for (let i = 0; i < text.length; i++) {
      state = next[state * letters + (read[text.charCodeAt(i) & (letters - 1)] ?? 0)] ?? 0
      if (this.#ends[state] === 1) reached.add(state)
    }
    return new Set([...reached].flatMap((at) => this.#ending[at] ?? []))
  }

  /** The words as a tree; the root is state 0. */
  #grow(words: string[]): void {
    let states = 1
    for (const word of words) {
      let state = 0
      for (let i = 0; i < word.length; i++) {
        const edge = state * letters + word.charCodeAt(i)
        state = this.#next[edge] ||= states++
      }
      this.#ending[state]?.push(word)
    }
  }

  /** Gives every letter that leaves the tree the state of the longest beginning of a word that still fits. */
  #close(): void {
    const next = this.#next
    const fallback = new Uint16Array(this.#ending.length)
    const queue = [0]
    for (const state of queue) {
      const shorter = fallback[state] ?? 0
      for (let letter = 0; letter < letters; letter++) {
        const edge = state * letters + letter
        const after = state === 0 ? 0 : (next[shorter * letters + letter] ?? 0)
        const child = next[edge] ?? 0
        if (child === 0) {
          next[edge] = after
          continue
        }
        fallback[child] = after
        this.#ending[child]?.push(...(this.#ending[after] ?? []))
        queue.push(child)
      }
    }
  }
}
