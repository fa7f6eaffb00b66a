/** Lanes that send side by side. */
const most = 4

/** The places in which lanes send side by side. */
export class Places {
  #taken = 0
  /** More lanes have something to do than there are places: after each POST it is another one's turn. */
  crowded = false

  get free(): boolean {
    return this.#taken < most
  }

  take(): void {
    this.#taken++
  }

  leave(): void {
    this.#taken--
  }
}
