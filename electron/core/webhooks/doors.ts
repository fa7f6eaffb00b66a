/** Which point of sale a webhook is for, and whether its sender is TusFacturasAPP. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** The secret address of a point of sale's webhooks and what its sender has to know. */
export interface DoorSecrets {
  pointOfSale: string
  /** `/avisos/…`; see newPath. */
  path: string
  token: KnownToken
}

/** `locked`: the person has given it, and it cannot be read now. */
export type KnownToken = { kind: 'none' } | { kind: 'locked' } | { kind: 'known'; text: string }

export interface Door {
  pointOfSale: string
  /** `unproven`: no token is known to compare with; `locked`: it cannot be read now. */
  check(token: string | undefined): 'proven' | 'unproven' | 'wrong' | 'locked'
}

export const pathStart = '/avisos/'

/** @returns a path that nobody guesses: 192 random bits, short enough for an address of 255 characters */
export const newPath = (): string => pathStart + randomBytes(24).toString('base64url')

/**
 * Takes the secrets as digests with a salt of this moment: comparing them takes the same time whatever was sent, and what is
 * kept here opens nothing.
 */
export class Doors {
  readonly #salt = randomBytes(32).toString('base64')
  readonly #doors: { path: Buffer; door: Door }[]

  constructor(secrets: DoorSecrets[]) {
    this.#doors = secrets.map(({ pointOfSale, path, token }) => {
      const known = token.kind === 'known' ? this.#digest(token.text) : null
      const check: Door['check'] = (given) => {
        if (token.kind === 'locked') return 'locked'
        if (!known) return 'unproven'
        return timingSafeEqual(known, this.#digest(given ?? '')) ? 'proven' : 'wrong'
      }
      return { path: this.#digest(path), door: { pointOfSale, check } }
    })
  }

  /** Looks at every door, so that the time does not tell which came close. */
  find(path: string): Door | null {
    const wanted = this.#digest(path)
    let found: Door | null = null
    for (const { path: known, door } of this.#doors) if (timingSafeEqual(known, wanted)) found = door
    return found
  }

  #digest(text: string): Buffer {
    return hash('sha256', this.#salt + text, 'buffer')
  }
}
