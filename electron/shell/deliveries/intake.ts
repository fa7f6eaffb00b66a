import type { FailureCode } from '#contract/result.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { delivery, DeliveryFiles } from './files.ts'
import type { Delivered } from './request.ts'

/** What the holder of the data folder takes from other starts; see files.ts. Never throws. */
export class Intake {
  readonly #files: DeliveryFiles
  readonly #logger: Logger
  #open = true

  constructor(folder: string, logger: Logger) {
    this.#files = new DeliveryFiles(folder)
    this.#logger = logger
  }

  /**
   * Takes what another start offers.
   * @param told what came with the lock
   * @returns null when it is no longer on offer, or nothing is taken any more; undefined when this tells of no delivery
   */
  take(told: unknown): Delivered | null | undefined {
    const read = delivery.safeParse(told)
    if (!read.success) return undefined
    const { id } = read.data
    return this.#open && this.#files.take(id) ? this.#read(id) : null
  }

  /** @returns what was taken and not answered: by a process that ended meanwhile, and not yet by this one */
  leftOver(): Delivered[] {
    return this.#files.taken().flatMap((id) => this.#read(id) ?? [])
  }

  done(id: string): void {
    if (!this.#files.answer(id, 'hecho')) this.#logger.warn('a delivery was not answered', { id })
  }

  refuse(id: string, code: FailureCode): void {
    if (!this.#files.answer(id, `no-${code}`)) this.#logger.warn('a delivery was not refused', { id, code })
  }

  /** Removes what nobody waits for any more. */
  tidy(): void {
    this.#files.tidy()
  }

  /** From here on what is offered stays with those who offer it. */
  close(): void {
    this.#open = false
  }

  #read(id: string): Delivered | null {
    const request = this.#files.read(id)
    if (request) return { id, request }
    this.#logger.warn('a delivery is not understood', { id })
    this.refuse(id, 'bad-arguments')
    return null
  }
}
