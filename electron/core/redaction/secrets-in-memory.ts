import { redactor } from './engine.ts'

/** A shorter secret could be anything else that people type. */
const tellingLength = 12

/**
 * Finds a key that was pasted in the place of something else, in any spelling that masking knows.
 * @param secrets all that are known; short ones are left out, as a reference may well look like them
 * @returns whether one of the texts, or two neighbours together, hold one
 */
export const holdsKey = (texts: readonly string[], secrets: Iterable<string>): boolean => keyFinder(secrets)(texts)

/** The same for many questions: with the secrets of hundreds of points of sale, getting ready takes longer than looking. */
export function keyFinder(secrets: Iterable<string>): (texts: readonly string[]) => boolean {
  const redact = redactor([...secrets].filter((secret) => secret.length >= tellingLength))
  return (texts) => {
    const all = texts.join('\n')
    return redact(all) !== all
  }
}

/**
 * The secrets that are in memory now, for masking them. None is kept alive by being here: each is known as long as the object
 * that carries it.
 */
export class SecretsInMemory {
  readonly #carriers = new Set<() => string[] | undefined>()
  /** With so many it is time to look for those that are gone: twice as many as there were after the last look. */
  #sweepAt = 64

  /** @param secretsOf reads the secrets of a carrier; must not itself hold on to it @returns the carrier */
  note<T extends object>(carrier: T, secretsOf: (carrier: T) => string[]): T {
    const known = new WeakRef(carrier)
    if (this.#carriers.size >= this.#sweepAt) {
      this.values()
      this.#sweepAt = Math.max(64, this.#carriers.size * 2)
    }
    this.#carriers.add(() => {
      const alive = known.deref()
      return alive && secretsOf(alive)
    })
    return carrier
  }

  values(): Set<string> {
    const secrets = new Set<string>()
    for (const read of this.#carriers) {
      const now = read()
      if (!now) this.#carriers.delete(read)
      for (const secret of now ?? []) secrets.add(secret)
    }
    return secrets
  }
}
