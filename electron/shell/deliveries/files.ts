/**
 * How one start of the program hands a request to the one that holds the data folder.
 *
 * Electron's lock only tells: it does not say whether anybody heard. The one that was told may be stopping, hung or dead, and
 * the lock is also refused without telling anybody. So the request lies on disk, and what became of it is the name of its file,
 * as a rename or a removal happens once and needs no room:
 *
 *     entregas/<id>.pedido     offered; belongs to the start that wrote it, which may take it back by removing it
 *     entregas/<id>.tomado     taken; belongs to whoever holds the folder, now or later, which carries it out
 *     entregas/<id>.hecho      carried out, orders committed
 *     entregas/<id>.no-<code>  refused, nothing stored
 *
 * - Only a holder that was told takes an offer, so what nobody was told of is stored nowhere. What is found as taken at a start was
 *   taken by a holder that died, and is carried out: its command line has said at most that it is taken.
 * - Orders are committed together with the id of their delivery (table `delivery`), so that a taken delivery may be carried out any
 *   number of times, and an answer that nobody could write can be read in the database.
 * - The start that offered asks for the lock again and again while it waits. When it gets it, it removes its file, as nobody
 *   else takes anything now, and does the work itself under the same id.
 * - When its patience ends it removes the offer. If that works, nobody will ever take it: nothing is stored (exit code 5). If not, it was
 *   taken, and it says what it can see.
 *
 * `<id>` begins with the number of the process that offered, so that what dead ones leave behind can be told by its name.
 */
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { failureCodes, type FailureCode } from '#contract/result.ts'
import { makeFolder } from '../../core/lib/make-folder.ts'
import { deliveriesFolder, namesIn } from '../../core/storage/data-files.ts'
import { readJson } from '../files/read-json.ts'
import { requestSchema, type Request } from './request.ts'

export const deliveryId = z.string().regex(/^\d{1,10}-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u)

/** What the lock's holder is told; see Electron's `additionalData`. */
export const delivery = z.strictObject({ type: z.literal('delivery'), id: deliveryId })

/** What became of a delivery; `gone`: its file is not there. */
export type DeliveryState = 'offered' | 'taken' | 'done' | 'gone' | { refused: FailureCode }

const refusal = z.enum(failureCodes)

/** The folder of deliveries. Every method is one operation of the file system. */
export class DeliveryFiles {
  readonly #folder: string

  /** @param folder the data folder */
  constructor(folder: string) {
    this.#folder = join(folder, deliveriesFolder)
  }

  newId(): string {
    return `${process.pid}-${randomUUID()}`
  }

  /** Offers a request, whole and on disk. @throws the file system's errors */
  offer(id: string, request: Request): void {
    makeFolder(this.#folder)
    const partial = this.#path(id, 'parcial')
    const file = openSync(partial, 'w', 0o600)
    try {
      // To the end: a single write takes what fits on a disk that is nearly full, and calls that no error.
      writeFileSync(file, JSON.stringify(request))
      // A wish stores nothing, so it does no harm if a power cut takes it.
      if (request.type === 'place') fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(partial, this.#path(id, 'pedido'))
  }

  /** Takes an offer back. @returns false when it is no longer on offer: somebody may have taken it */
  withdraw(id: string): boolean {
    return this.#move(() => unlinkSync(this.#path(id, 'pedido')))
  }

  /** Looks in the order in which a delivery moves on, so that one that moves meanwhile is not missed. */
  state(id: string): DeliveryState {
    if (existsSync(this.#path(id, 'pedido'))) return 'offered'
    if (existsSync(this.#path(id, 'tomado'))) return 'taken'
    if (existsSync(this.#path(id, 'hecho'))) return 'done'
    const refused = `${id}.no-`
    const code = refusal.safeParse(
      namesIn(this.#folder)
        .find((name) => name.startsWith(refused))
        ?.slice(refused.length),
    )
    return code.success ? { refused: code.data } : 'gone'
  }

  /** Removes a delivery whatever became of it; of one's own only. */
  discard(id: string): void {
    for (const name of namesIn(this.#folder)) if (name.startsWith(`${id}.`)) rmSync(join(this.#folder, name), { force: true })
  }

  /** @returns false when it is not on offer */
  take(id: string): boolean {
    return this.#move(() => renameSync(this.#path(id, 'pedido'), this.#path(id, 'tomado')))
  }

  /** @returns what a taken delivery asks for; null when it cannot be read or understood */
  read(id: string): Request | null {
    return readJson(this.#path(id, 'tomado'), requestSchema)
  }

  /** Answers a taken delivery. @returns false when the answer could not be given */
  answer(id: string, answer: 'hecho' | `no-${FailureCode}`): boolean {
    return this.#move(() => renameSync(this.#path(id, 'tomado'), this.#path(id, answer)))
  }

  /** @returns the ids of what is taken and not answered */
  taken(): string[] {
    return namesIn(this.#folder)
      .flatMap((name) => (name.endsWith('.tomado') ? name.slice(0, -'.tomado'.length) : []))
      .filter((id) => deliveryId.safeParse(id).success)
  }

  /** Removes what processes that no longer run have left: offers that nobody waits for, answers that nobody reads. */
  tidy(): void {
    for (const name of namesIn(this.#folder)) {
      const pid = /^(\d{1,10})-/u.exec(name)?.[1]
      if (pid !== undefined && !name.endsWith('.tomado') && !runs(Number(pid))) rmSync(join(this.#folder, name), { force: true })
    }
  }

  #path(id: string, state: string): string {
    return join(this.#folder, `${id}.${state}`)
  }

  #move(work: () => void): boolean {
    try {
      work()
      return true
    } catch {
      return false
    }
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
