import { createHmac, randomBytes } from 'node:crypto'
import type { Credentials } from '#contract/model/credentials.ts'

/** Read; or lost for good as far as is known; or not to be had now, as the keychain is locked. */
export type Reading = Credentials | 'lost' | 'later'

/** Which point of sale it is; null: that is lost; undefined: it is not to be had now. */
export type Print = string | null | undefined

/**
 * Which credentials are of one point of sale at TusFacturasAPP: `apikey` says which one it is, `usertoken` whose. What is kept of them are
 * prints under a key that dies with the process; no secret can be had from those.
 */
export class SameAccount {
  readonly #key = randomBytes(32)
  /** By point of sale, with the ciphertext that each is the print of; null: that is lost, and each look at it would be a line in the log. */
  readonly #prints = new Map<string, { of: string; print: string | null }>()

  printOf({ apikey, usertoken }: Credentials): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([apikey, usertoken]))
      .digest('base64')
  }

  /** These are what a ciphertext holds: also one that was called lost counts again. */
  know(id: string, of: string, credentials: Credentials): void {
    this.#prints.set(id, { of, print: this.printOf(credentials) })
  }

  /**
   * @param of the ciphertext that holds them; another one when they may be others
   * @param open reads them
   */
  async of(id: string, of: string, open: () => Promise<Reading>): Promise<Print> {
    const known = this.#prints.get(id)
    if (known?.of === of) return known.print
    const read = await open()
    if (read === 'later') return undefined
    const print = read === 'lost' ? null : this.printOf(read)
    this.#prints.set(id, { of, print })
    return print
  }
}
