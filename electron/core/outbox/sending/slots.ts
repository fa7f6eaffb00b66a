/** How many lanes may send side by side. */
const most = 4

/** The slots of which a lane takes one while it sends. */
export class Slots {
  #taken = 0
  /** More lanes have something to do than there are slots, so after each POST another lane has its turn. */
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
