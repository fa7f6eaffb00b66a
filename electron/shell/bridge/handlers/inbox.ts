import { mostRequests } from '#contract/model/budget.ts'
import { daysBetween } from '#contract/argentina.ts'
import { checkReference } from '#contract/model/references.ts'
import { fail, ok } from '#contract/result.ts'
import type { inboxCommands } from '#contract/commands/inbox.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { explain } from '../../../core/guidance/explain.ts'
import type { Services } from '../../services.ts'

/**
 * Rows of the first answer, and of each further one. The second is on its way when the first rows are painted: a larger one would keep the page
 * from that, and leave more of it in the memory of the main process.
 */
const firstPortion = 200
const portion = 500

type InboxHandlers = Pick<CommandHandlers, keyof typeof inboxCommands | 'findAnything'>

/** The screen Con error. */
export function inboxHandlers({
  vault,
  inbox,
  outbox,
  settings,
  everySecret,
}: Pick<Services, 'vault' | 'inbox' | 'outbox' | 'settings' | 'everySecret'>): InboxHandlers {
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
      if (checkReference(reason.external_reference).problem !== null) return fail('reference-invalid', { reference: reason.external_reference.slice(0, 80) })
      if (await everySecret.isIn([reason.external_reference])) return fail('looks-secret', { what: 'reference' })
      const mask = await everySecret.mask()
      const text = mask(reason.text)
      const kept = inbox.worthKeeping([{ ...reason, text }]).length > 0
      const given = kept ? outbox.giveReason({ ...reason, text, orderId }) : ok(null)
      return given.ok ? ok({ ...explain(text), kept }) : given
    },
    giveReasons: async ({ pointOfSaleId, reasons }) => {
      const wrong = reasons.find(({ external_reference }) => checkReference(external_reference).problem !== null)
      if (wrong) return fail('reference-invalid', { reference: wrong.external_reference.slice(0, 80) })
      if (await everySecret.isIn(reasons.map(({ external_reference }) => external_reference))) return fail('looks-secret', { what: 'reference' })
      const mask = await everySecret.mask()
      const kept = inbox.worthKeeping(reasons.map((reason) => ({ ...reason, text: mask(reason.text), pointOfSaleId })))
      const given = outbox.giveReasons(kept)
      return given.ok ? ok(kept.length) : given
    },
  }
}
