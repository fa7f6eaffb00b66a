/** What TusFacturasAPP holds in error, for the screen Con error: told in portions, as main does. */
import type { FailedDays, InboxHint, InboxProgress, InboxRow, InboxTarget, Triage, TriageCause } from '#contract/model/inbox.ts'
import type { inboxCommands } from '#contract/commands/inbox.ts'
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers, EventName, EventPayload } from '#contract/schema.ts'
import { order } from '../sample.ts'

export interface FakeInbox {
  rows: InboxRow[]
  /** When all of it was last read, milliseconds since the epoch; it is on disk then. Absent: never. */
  readAt?: number
  repeated?: InboxTarget[]
  /** Days that fail the first time. */
  failed?: FailedDays[]
  /** Stays at so many days of so many. */
  stuckAt?: { done: number; total: number }
  hints?: InboxHint[]
  /** Which group a reference belongs to; the others are of unknown cause. */
  causes?: (Omit<TriageCause, 'targets'> & { references: string[] })[]
}

type InboxHandlers = Omit<Pick<CommandHandlers, keyof typeof inboxCommands>, 'giveReasons'>

const portion = 500
const nothing: FakeInbox = { rows: [] }

/** @param emit the fake's own; every event is told in a later turn, as over the bridge */
export function inboxHandlers(
  { rows, readAt, repeated = [], failed = [], stuckAt, hints = [], causes = [] }: FakeInbox = nothing,
  emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void,
): InboxHandlers {
  const known = [...hints]
  const total = stuckAt?.total ?? 30
  const progress = (listing: number, change: Partial<InboxProgress> = {}): InboxProgress => ({
    listing,
    state: stuckAt ? 'reading' : 'finished',
    done: stuckAt?.done ?? total - failed.reduce((sum, { fechas }) => sum + fechas.length, 0),
    total,
    seen: rows.length * 3,
    failed,
    ...change,
  })
  let kept = readAt === undefined ? [] : [...rows]
  let oldest = readAt ?? null
  const change = (id: number, changed: Partial<InboxRow>) => {
    const row = kept.find((each) => each.id === id)
    if (!row) return fail('comprobante-missing')
    const now = { ...row, ...changed }
    kept = kept.map((each) => (each === row ? now : each))
    emit('inboxChanged', { rows: [now], gone: [] })
    return ok(null)
  }
  return {
    listInbox: ({ after }) => {
      const from = after === undefined ? 0 : kept.findIndex(({ id }) => id === after.id) + 1
      const page = kept.slice(from, from + portion)
      const last = page.at(-1)
      return ok({ rows: page, next: last && from + portion < kept.length ? { fecha: last.fecha, id: last.id } : null })
    },
    inboxFreshness: () => ok({ oldest, unread: oldest === null ? total : 0 }),
    inboxRows: ({ targets }) =>
      ok(targets.flatMap((one) => kept.find((row) => row.external_reference === one.external_reference && row.pointOfSaleId === one.pointOfSaleId) ?? [])),
    seeInbox: ({ ids }) => {
      const seen = new Set(ids)
      kept = kept.map((row) => (seen.has(row.id) ? { ...row, isNew: false } : row))
      return ok(null)
    },
    noteInbox: ({ id, note }) => change(id, { note }),
    snoozeInbox: ({ ids, until = null }) => ids.map((id) => change(id, { snoozedUntil: until }))[0] ?? ok(null),
    startInbox: ({ listing }) => {
      setTimeout(() => {
        const before = new Set(kept.map(({ id }) => id))
        const found = rows.filter(({ id }) => !before.has(id))
        for (let from = 0; from < found.length; from += portion) emit('inboxChanged', { rows: found.slice(from, from + portion), gone: [] })
        emit('inboxRepeated', { listing, targets: repeated })
        kept.push(...found)
        if (!stuckAt) oldest = Date.now()
        emit('inboxProgress', progress(listing))
      })
      emit('inboxProgress', progress(listing, { state: 'reading', done: 0, seen: 0, failed: [] }))
      return ok(null)
    },
    cancelInbox: ({ listing }) => {
      emit('inboxProgress', progress(listing, { state: 'cancelled' }))
      return ok(null)
    },
    retryInbox: ({ listing }) => {
      emit('inboxProgress', progress(listing, { state: 'finished', done: total, failed: [] }))
      return ok(null)
    },
    inboxHints: ({ external_references }) => ok(known.filter((hint) => external_references.includes(hint.external_reference))),
    triageInbox: ({ targets }) => {
      const named = causes.map(({ references, ...cause }) => ({ ...cause, targets: targets.filter((one) => references.includes(one.external_reference)) }))
      const rest = targets.filter((one) => !named.some((cause) => cause.targets.includes(one)))
      const all: Triage['causes'] = [...named, { group: 'unknown' as const, reason: null, targets: rest }]
      return ok({ causes: all.filter((cause) => cause.targets.length > 0), requestsEach: 2 })
    },
    giveReason: ({ external_reference, text }) => {
      const { explanation } = order('rejected')
      const { title, code, resendHelps, nextStep } = explanation
      known.push({ external_reference, order: null, reason: { title, code, resendHelps, nextStep } })
      return ok({ ...explanation, texts: [text], kept: true })
    },
  }
}
