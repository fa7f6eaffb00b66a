import { mostRequests } from '#contract/model/budget.ts'
import { daysBetween } from '#contract/argentina.ts'
import { fail, ok } from '#contract/result.ts'
import type { inboxCommands } from '#contract/commands/inbox.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { explain } from '../../../core/guidance/explain.ts'
import type { PageServices } from '../page-services.ts'
import { refused } from '../references.ts'

/**
 * Rows of the first answer, and of each further one. The second is on its way when the first rows are painted: a larger one would keep the page
 * from that, and leave more of it in the memory of the main process.
 */
const firstPortion = 200
const portion = 500

type InboxHandlers = Pick<CommandHandlers, keyof typeof inboxCommands | 'findAnything'>

/** The screen Con error. */
export function inboxHandlers({ vault, inbox, outbox, settings, everySecret }: PageServices): InboxHandlers {
  /** Whoever asks may not know yet that one of them was deleted. */
  const chosen = (wanted: readonly string[] | undefined) => vault.ids().filter((id) => wanted?.includes(id) ?? true)
  return {
    listInbox: ({ pointsOfSale, after = null, ...query }) =>
      inbox.list({ ...query, after, pointsOfSale: chosen(pointsOfSale), limit: after === null ? firstPortion : portion }),
    inboxFreshness: ({ pointsOfSale, desde, hasta }) => inbox.freshness(chosen(pointsOfSale), desde, hasta),
    findAnything: ({ text }) => inbox.find(text),
    inboxRows: ({ targets }) => inbox.rowsOf(targets),
    seeInbox: ({ ids }) => inbox.see(ids),
    noteInbox: async ({ id, note }) => {
      const mask = await everySecret.mask()
      return inbox.note(id, mask(note))
    },
    snoozeInbox: ({ ids, until = null }) => inbox.snooze(ids, until),
    startInbox: ({ listing, desde, hasta, pointsOfSale, opening }) => {
      const days = daysBetween(desde, hasta) ?? []
      const asked = chosen(pointsOfSale)
      if (pointsOfSale && asked.length === 0) return fail('point-of-sale-missing')
      inbox.start({ listing, days, pointsOfSale: asked }, opening)
      return ok(null)
    },
    // A listing that another one has replaced is over anyway.
    cancelInbox: ({ listing }) => (inbox.cancel(listing), ok(null)),
    retryInbox: ({ listing }) => (inbox.retry(listing), ok(null)),
    inboxHints: ({ pointOfSaleId, external_references }) => ok(inbox.hints(pointOfSaleId, external_references)),
    triageInbox: async ({ targets }) => ok(await inbox.triage(targets, mostRequests(settings.current.automaticResends))),
    giveReason: async ({ orderId = null, ...reason }) => {
      const refusal = await refused([reason.external_reference], everySecret)
      if (refusal) return refusal
      const mask = await everySecret.mask()
      const text = mask(reason.text)
      const kept = inbox.worthKeeping([{ ...reason, text }]).length > 0
      const given = kept ? outbox.giveReason({ ...reason, text, orderId }) : ok(null)
      return given.ok ? ok({ ...explain(text), kept }) : given
    },
    giveReasons: async ({ pointOfSaleId, reasons }) => {
      const references = reasons.map(({ external_reference }) => external_reference)
      const refusal = await refused(references, everySecret)
      if (refusal) return refusal
      const mask = await everySecret.mask()
      const kept = inbox.worthKeeping(reasons.map((reason) => ({ ...reason, text: mask(reason.text), pointOfSaleId })))
      const given = outbox.giveReasons(kept)
      return given.ok ? ok(kept.length) : given
    },
  }
}
