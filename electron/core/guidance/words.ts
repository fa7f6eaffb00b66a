/** Classes of letters: those that occur in the words, and one for all others. */
const classes = 64

/**
 * Finds which of many words occur in a text, in one pass whose time depends on the text's length alone (Aho and Corasick,
 * "Efficient string matching", 1975): a message may be 64 KB of anything.
 */
export class WordFinder {
  /** The class of each letter. */
  readonly #classOf = new Uint8Array(128)
  /** Row by row, the state after each class. */
  readonly #next: Uint16Array
  /** The words that end in each state, and whether any does. */
  readonly #ending: string[][]
  readonly #ends: Uint8Array

  /** @param words ASCII, not empty, of fewer than 64 different letters */
  constructor(words: string[]) {
    const letters = [...new Set(words.join(''))]
    if (letters.length >= classes) throw new RangeError('too many different letters')
    for (const [i, letter] of letters.entries()) this.#classOf[letter.charCodeAt(0)] = i + 1
    const states = 1 + words.reduce((sum, word) => sum + word.length, 0)
    this.#next = new Uint16Array(states * classes)
    this.#ending = Array.from({ length: states }, () => [])
    this.#grow(words)
    this.#close()
    this.#ends = Uint8Array.from(this.#ending, (ending) => (ending.length > 0 ? 1 : 0))
  }

  /** @returns the words that occur in an ASCII text, overlapping ones too */
  find(text: string): Set<string> {
    const next = this.#next
    const classOf = this.#classOf
    const ends = this.#ends
    const reached = new Set<number>()
    let state = 0
    for (let i = 0; i < text.length; i++) {
      state = next[state * classes + (classOf[text.charCodeAt(i) & 127] ?? 0)] ?? 0
      if (ends[state] === 1) reached.add(state)
    }
    return new Set([...reached].flatMap((at) => this.#ending[at] ?? []))
  }

  /**
   * The words as a tree; the root is state 0. They grow a letter at a time, so that the states most texts stay in lie close together
   * and in the processor's cache.
   */
  #grow(words: string[]): void {
    let states = 1
    const reached = words.map((word) => ({ word, state: 0 }))
    for (let i = 0, growing = reached; growing.length > 0; i++) {
      for (const at of growing) {
        const edge = at.state * classes + (this.#classOf[at.word.charCodeAt(i)] ?? 0)
        at.state = this.#next[edge] ||= states++
      }
      growing = growing.filter(({ word }) => word.length > i + 1)
    }
    for (const { word, state } of reached) this.#ending[state]?.push(word)
  }

  /** Gives every letter that leaves the tree the state of the longest beginning of a word that still fits. */
  #close(): void {
    const next = this.#next
    const fallback = new Uint16Array(this.#ending.length)
    const queue = [0]
    for (const state of queue) {
      const shorter = fallback[state] ?? 0
      for (let letter = 0; letter < classes; letter++) {
        const edge = state * classes + letter
        const after = state === 0 ? 0 : (next[shorter * classes + letter] ?? 0)
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
