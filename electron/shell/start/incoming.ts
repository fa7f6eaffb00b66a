import type { Navigation } from '#contract/commands/navigation.ts'
import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { ownArguments, parseCommandLine } from '../cli/command-line.ts'
import { isLink, readLink } from './deep-link.ts'
import type { Intake } from '../deliveries/intake.ts'
import { wishOf, wishSchema, type PlaceRequest, type Wish } from '../deliveries/request.ts'
import type { collectLaunches, Launch } from './launches.ts'
import { targetIn, targetOfLink } from '../desktop/notification-target.ts'
import type { Services } from '../services.ts'

export interface IncomingDelegate {
  /** Brings the window up, where it is asked to go if that is given. */
  show(navigation?: Navigation): void
  /** Says a failure to the person, in Spanish. */
  tell(title: string, text: string): void
  /** Orders of another start are placed: they are this process's now. */
  accepted?(pointOfSaleId: string, references: string[]): void
}

/**
 * The one place where everything arrives that reaches the program from outside: its own start, later starts, links and
 * notifications of an earlier run. All of it is checked like the page's calls; nothing of it sends anything by itself but
 * the orders of our own command line. Never throws, and never writes what came into the log.
 */
export class Incoming {
  readonly #services: Pick<Services, 'vault' | 'outbox'>
  readonly #delegate: IncomingDelegate
  readonly #intake: Intake
  readonly #packaged: boolean
  readonly #logger: Logger

  /** @param packaged see ownArguments */
  constructor(services: Pick<Services, 'vault' | 'outbox'>, delegate: IncomingDelegate, intake: Intake, packaged: boolean, logger: Logger) {
    this.#services = services
    this.#delegate = delegate
    this.#intake = intake
    this.#packaged = packaged
    this.#logger = logger
  }

  /** Carries out what came before, what processes that ended have left, and what comes from now on. */
  listen(launches: ReturnType<typeof collectLaunches>): void {
    launches.forward((launch) => this.receive(launch))
    for (const { id, request } of this.#intake.leftOver())
      // Whoever wanted the window then has found none, and started the program anew.
      if (request.type === 'place') this.receive({ by: 'delivery', id, request })
      else this.#intake.done(id)
    this.#intake.tidy()
  }

  receive(launch: Launch): void {
    if (launch.by !== 'delivery') return this.#carryOut(this.#read(launch))
    const { id, request } = launch
    if (request.type === 'place') return this.#place(id, request)
    this.#carryOut(request)
    this.#intake.done(id)
  }

  #carryOut(request: Wish): void {
    switch (request.type) {
      case 'show':
        return this.#delegate.show()
      case 'hidden':
        return
      case 'open':
        return this.#delegate.show(this.#navigationOf(request.argument))
      case 'reload':
        return this.#services.vault.reload()
    }
  }

  #read(launch: Exclude<Launch, { by: 'delivery' }>): Wish {
    if (launch.by === 'link') return { type: 'open', argument: launch.url }
    const read = wishSchema.safeParse(launch.data)
    if (read.success) return read.data
    this.#logger.warn('not understood from another start', { path: read.error.issues[0]?.path.join('.') ?? '' })
    // Its arguments are all that is left; only a link is taken from them.
    const parsed = parseCommandLine(ownArguments(launch.argv, this.#packaged))
    return parsed.ok && parsed.command.name === 'ventana' ? wishOf({ ...parsed.command, hidden: false }) : { type: 'show' }
  }

  /** What is not understood shows the window and no more: somebody wanted the program. */
  #navigationOf(argument: string): Navigation | undefined {
    if (!isLink(argument)) return targetIn(argument) ?? undefined
    const target = targetOfLink(argument)
    if (target) return target
    const link = readLink(argument)
    if (link.ok) return { screen: 'reenviar', offer: { from: 'link', references: [link.reference] } }
    this.#logger.warn('link refused', { refusal: link.refusal, length: argument.length })
    return undefined
  }

  #place(id: string, { pointOfSaleId, references, reasons = [] }: PlaceRequest): void {
    // Told or not, the orders are what was asked for.
    if (reasons.length > 0) this.#services.outbox.giveReasons(reasons.map(([external_reference, text]) => ({ pointOfSaleId, external_reference, text })))
    const placed = this.#services.outbox.place(pointOfSaleId, references, { delivery: id })
    if (!placed.ok) {
      const isPlaced = this.#isPlaced(id)
      // It stays as taken: the next start carries it out, or finds that it is placed.
      if (isPlaced === null) return
      if (!isPlaced) return this.#refuse(id, placed.error)
    }
    this.#intake.done(id)
    this.#delegate.accepted?.(pointOfSaleId, references)
  }

  #refuse(id: string, failure: Failure): void {
    this.#intake.refuse(id, failure.code)
    const { title, text } = describeFailure(failure)
    this.#delegate.tell(title, text)
  }

  /** @returns null when it cannot be read */
  #isPlaced(id: string): boolean | null {
    try {
      return this.#services.outbox.hasPlaced(id)
    } catch {
      return null
    }
  }
}
