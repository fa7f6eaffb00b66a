import { z } from 'zod'
import type { Navigation } from '../contract/navigation.ts'
import { checkReference, maxReferences } from '../contract/references.ts'
import { describeFailure } from '../contract/texts/failures.ts'
import type { Logger } from '../core/logger.ts'
import { ownArguments, parseCommandLine } from './command-line.ts'
import { isLink, readLink } from './deep-link.ts'
import { requestOf, type Launch } from './launches.ts'
import { targetIn } from './notice-target.ts'
import type { Services } from './services.ts'

const requestSchema = z.discriminatedUnion('type', [
  /** Start the program again: the person wants to see it. */
  z.strictObject({ type: z.literal('show') }),
  z.strictObject({ type: z.literal('hidden') }),
  /** A link of ours, or what Windows says of a notification that was clicked. */
  z.strictObject({ type: z.literal('open'), argument: z.string() }),
  /** The vault's file was written by another start. */
  z.strictObject({ type: z.literal('reload') }),
  z.strictObject({
    type: z.literal('place'),
    pointOfSaleId: z.string().max(64),
    references: z
      .array(z.string().refine((text) => checkReference(text).problem === null))
      .min(1)
      .max(maxReferences),
  }),
])

/** What a start of the program, a link or a notification wants; also the `additionalData` of the single-instance lock. */
export type Request = z.infer<typeof requestSchema>

export interface DispatcherDelegate {
  /** Brings the window up, where it is asked to go if that is given. */
  show(navigation?: Navigation): void
  /** Says a failure to the person, in Spanish. */
  tell(title: string, text: string): void
}

/**
 * The one place where everything arrives that reaches the program from outside: its own start, later starts, links and
 * notifications of an earlier run. All of it is checked like the page's calls; nothing of it sends anything by itself but
 * the orders of our own command line. Never throws, and never writes what came into the log.
 */
export class Dispatcher {
  readonly #services: Pick<Services, 'vault' | 'outbox'>
  readonly #delegate: DispatcherDelegate
  readonly #packaged: boolean
  readonly #logger: Logger

  /** @param packaged see ownArguments */
  constructor(services: Pick<Services, 'vault' | 'outbox'>, delegate: DispatcherDelegate, packaged: boolean, logger: Logger) {
    this.#services = services
    this.#delegate = delegate
    this.#packaged = packaged
    this.#logger = logger
  }

  receive(launch: Launch): void {
    const request = this.#read(launch)
    switch (request.type) {
      case 'show':
        return this.#delegate.show()
      case 'hidden':
        return
      case 'open':
        return this.#delegate.show(this.#navigationOf(request.argument))
      case 'reload':
        return this.#services.vault.reload()
      case 'place':
        return this.#place(request)
    }
  }

  #read(launch: Launch): Request {
    if (launch.by === 'link') return { type: 'open', argument: launch.url }
    const read = requestSchema.safeParse(launch.data)
    if (read.success) return read.data
    this.#logger.warn('not understood from another start', { path: read.error.issues[0]?.path.join('.') ?? '' })
    // Its arguments are all that is left; only a link is taken from them.
    const parsed = parseCommandLine(ownArguments(launch.argv, this.#packaged))
    return parsed.ok && parsed.command.name === 'ventana' ? requestOf({ ...parsed.command, hidden: false }) : { type: 'show' }
  }

  /** What is not understood shows the window and no more: somebody wanted the program. */
  #navigationOf(argument: string): Navigation | undefined {
    if (!isLink(argument)) return targetIn(argument) ?? undefined
    const link = readLink(argument)
    if (link.ok) return { screen: 'reenviar', offer: { from: 'link', references: [link.reference] } }
    this.#logger.warn('link refused', { refusal: link.refusal, length: argument.length })
    return undefined
  }

  #place({ pointOfSaleId, references }: Request & { type: 'place' }): void {
    const placed = this.#services.outbox.place(pointOfSaleId, references)
    if (placed.ok) return
    const { title, text } = describeFailure(placed.error)
    this.#delegate.tell(title, text)
  }
}
