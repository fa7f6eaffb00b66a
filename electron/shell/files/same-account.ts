import { createHmac, randomBytes } from 'node:crypto'
import type { Credentials } from '#contract/model/credentials.ts'

/**
 * Which credentials are of one point of sale at TusFacturasAPP: `apikey` says which one it is, `usertoken` whose. What is kept of them are
 * prints under a key that dies with the process; no secret can be had from those.
 */
export class SameAccount {
  readonly #key = randomBytes(32)
  /** By point of sale, with what it is the print of. */
  readonly #prints = new Map<string, { of: string; print: string }>()

  printOf({ apikey, usertoken }: Credentials): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([apikey, usertoken]))
      .digest('base64')
  }

  /**
   * @param of the ciphertext that holds them; another one when they may be others
   * @param open reads them; null where they cannot be read
   * @returns null where they cannot be read
   */
  async of(id: string, of: string, open: () => Promise<Credentials | null>): Promise<string | null> {
    const known = this.#prints.get(id)
    if (known?.of === of) return known.print
    const credentials = await open()
    if (!credentials) return null
    const print = this.printOf(credentials)
    this.#prints.set(id, { of, print })
    return print
  }
}
