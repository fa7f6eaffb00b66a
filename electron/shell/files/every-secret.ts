import type { Clock } from '../../core/lib/clock.ts'
import { within } from '../../core/lib/within.ts'
import { holdsKey } from '../../core/redaction/secrets-in-memory.ts'
import { inOrder, redactor, type Redaction } from '../../core/redaction/engine.ts'
import { keysByPattern } from '../../core/redaction/rules.ts'

/** Secrets as far as they could be opened. Not to be kept. */
export interface OpenedSecrets {
  texts: string[]
  /** False: the keychain is locked or silent, or a secret no longer decrypts; what is not known is masked by its looks. */
  complete: boolean
}

export interface SecretSource {
  everySecret(): Promise<OpenedSecrets>
}

/** A keychain that says nothing must not hold up an export. Milliseconds. */
const patience = 3_000

/**
 * All secrets there are, and not only those that happen to be in memory: after a start that is none. Each question opens them
 * anew, and nothing of them is held between two.
 */
export class EverySecret {
  readonly #sources: readonly SecretSource[]
  readonly #inMemory: { values(): Set<string> }
  readonly #clock: Clock

  constructor(sources: readonly SecretSource[], inMemory: { values(): Set<string> }, clock: Clock) {
    this.#sources = sources
    this.#inMemory = inMemory
    this.#clock = clock
  }

  async open(): Promise<OpenedSecrets> {
    const none: OpenedSecrets = { texts: [], complete: false }
    const asked = this.#sources.map((source) => within(this.#clock, patience, source.everySecret(), none).catch(() => none))
    const opened = await Promise.all(asked)
    return { texts: [...new Set([...this.#inMemory.values(), ...opened.flatMap(({ texts }) => texts)])], complete: opened.every(({ complete }) => complete) }
  }

  /** For texts that leave the program, now or after they were stored. */
  async mask(): Promise<Redaction> {
    const { texts, complete } = await this.open()
    return complete ? redactor(texts) : inOrder(redactor(texts), keysByPattern)
  }

  /** For what a person pastes as a name or a reference. @returns whether a key is in one of the texts */
  async isIn(texts: readonly string[]): Promise<boolean> {
    return holdsKey(texts, (await this.open()).texts)
  }
}
