import { z } from 'zod'
import { checkReference, maxReferences } from '../contract/references.ts'
import { describeFailure } from '../contract/texts/failures.ts'
import type { Logger } from '../core/logger.ts'
import type { Services } from './services.ts'

const handoverSchema = z.discriminatedUnion('type', [
  /** Start the program again: the person wants to see it. */
  z.strictObject({ type: z.literal('show') }),
  z.strictObject({ type: z.literal('hidden') }),
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

/** What a second start of the program tells the running one, as `additionalData` of the single-instance lock. */
export type Handover = z.infer<typeof handoverSchema>

export interface HandoverDelegate {
  show(): void
  /** Says a failure to the person, in Spanish. */
  tell(title: string, text: string): void
}

/** Does what a second start asks for. Its data comes from outside and is checked like the page's calls; never throws. */
export function receiveHandover(data: unknown, { vault, outbox }: Pick<Services, 'vault' | 'outbox'>, delegate: HandoverDelegate, logger: Logger): void {
  const read = handoverSchema.safeParse(data)
  if (!read.success) {
    logger.warn('not understood from another start', { path: read.error.issues[0]?.path.join('.') ?? '' })
    return delegate.show()
  }
  switch (read.data.type) {
    case 'show':
      return delegate.show()
    case 'hidden':
      return
    case 'reload':
      return vault.reload()
    case 'place':
      return place(read.data, outbox, delegate, logger)
  }
}

function place({ pointOfSaleId, references }: Handover & { type: 'place' }, outbox: Services['outbox'], delegate: HandoverDelegate, logger: Logger): void {
  try {
    const placed = outbox.place(pointOfSaleId, references)
    if (placed.ok) return
    const { title, text } = describeFailure(placed.error)
    delegate.tell(title, text)
  } catch (error) {
    logger.error('orders of another start were not stored', { error })
    const { title, text } = describeFailure({ code: 'storage-failed' })
    delegate.tell(title, text)
  }
}
