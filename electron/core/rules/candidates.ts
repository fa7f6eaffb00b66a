import type { DatabaseSync } from 'node:sqlite'
import type { RuleSettings } from '#contract/model/rules.ts'
import { followedStates, liveStates, statesOfOutcome, type OrderState } from '#contract/model/order.ts'
import { liveTaskStates } from '#contract/model/task.ts'
import { explain, isCertain } from '../guidance/explain.ts'
import type { Outcome } from '../guidance/outcome.ts'
import { knowledgeOf } from '../inbox/knowledge.ts'
import type { KeptRow } from '../inbox/kept-row.ts'
import { judge } from '../inbox/triage.ts'
import type { Clock } from '../lib/clock.ts'
import { firstAttemptAfter } from '../lib/waits.ts'
import { anyOf, OrderStore } from '../outbox/orders/store.ts'
import type { PointsOfSale } from '../outbox/base/ports.ts'
import { lastPostOf, type Candidate, type PastOrder } from './decide.ts'

/** Why a comprobante failed, from somebody who knows. */
interface KnownReason {
  texts: string[]
  at: number
  /** Typed or imported by a person, whose words may be a note about what is to be done with it. */
  given: boolean
}

/** A note of a person that it is not to go again, or that they did it another way. */
const forbids = new RegExp(
  [
    String.raw`\bno\s+(?:(?:l[oae]s?|hay\s+que|hace\s+falta|se\s+debe)\s+)*(?:env|mand)`,
    // As far as the sentence goes.
    String.raw`\bno\b[^.:;,\n]{0,40}\b(?:re-?|(?:volv|vuelv)\p{L}*\s+a\s+)(?:env|mand)`,
    String.raw`\banul`,
    String.raw`\bya\s+(?:(?:l[oae]s?|se|fue|fueron|est[aá]\p{L}*|qued[oó]\p{L}*)\s+)*(?:emit|factur|hi[zc]|hech[oa]|rehi|rehech)`,
  ].join('|'),
  'iu',
)

/** Reads from what is kept what rules decide by. Only ever reads. */
export class Candidates {
  readonly #orders: OrderStore
  readonly #clock: Pick<Clock, 'now'>
  readonly #pointsOfSale: Pick<PointsOfSale, 'ids'>

  constructor(database: DatabaseSync, clock: Pick<Clock, 'now'>, pointsOfSale: Pick<PointsOfSale, 'ids'>) {
    this.#orders = new OrderStore(database, clock)
    this.#clock = clock
    this.#pointsOfSale = pointsOfSale
  }

  /**
   * Those worth a closer look, oldest first, as TusFacturasAPP asks for.
   * @returns their numbers in the inbox
   * @throws SQLite's error
   */
  list(pointOfSaleId: string, { unknownOnce }: RuleSettings): number[] {
    const now = this.#clock.now()
    return this.#orders
      .prepare(
        `SELECT id FROM inbox WHERE point_of_sale = ?1 AND gone_at IS NULL AND status = 'error' AND external_reference <> '' AND sharing <= 1
           AND max(first_seen, coalesce(back_at, 0)) <= ?2 AND (snoozed_until IS NULL OR snoozed_until <= ?3)
           AND (?4 = 1
             OR EXISTS (SELECT 1 FROM given_reason AS g WHERE g.point_of_sale = ?1 AND g.external_reference = inbox.external_reference)
             OR EXISTS (SELECT 1 FROM webhook_event AS w WHERE w.external_reference = inbox.external_reference AND w.evento = 'error' AND w.proven = 1)
             OR EXISTS (SELECT 1 FROM orders AS o WHERE o.external_reference = inbox.external_reference AND o.point_of_sale = ?1 AND o.state = 'rejected'))
         -- A day is answered newest first, and its rows were written down like that.
         ORDER BY day, first_seen, id DESC`,
      )
      .all(pointOfSaleId, now - firstAttemptAfter, now, unknownOnce ? 1 : 0)
      .map(({ id }) => Number(id))
  }

  /** @returns null when it is no longer in error @throws SQLite's error */
  read(id: number): Candidate | null {
    const row = this.#orders
      .prepare('SELECT inbox.*, coalesce(read_at, last_seen) AS read_at FROM inbox LEFT JOIN inbox_day USING (point_of_sale, day) WHERE id = ?')
      .get(id) as (KeptRow & { read_at: number }) | undefined
    if (!row || row.gone_at !== null) return null
    const { external_reference, point_of_sale } = row
    const past = this.#past(point_of_sale, external_reference)
    return {
      external_reference,
      status: row.status,
      firstSeen: Math.max(row.first_seen, row.back_at ?? 0),
      snoozedUntil: row.snoozed_until,
      sharing: Math.max(row.sharing, this.#inError(point_of_sale, external_reference)),
      day: row.day,
      claimed: forbids.test(row.note) || this.#isHandled(row),
      ...this.#reasonOf(row, lastPostOf(past)),
      past,
    }
  }

  /** When something that a rule sent there last failed, or was paid and nobody knows for what, milliseconds since the epoch; null: never. @throws SQLite's error */
  failedAt(pointOfSaleId: string): number | null {
    return this.#orders.number(
      `SELECT max(updated_at) AS at FROM orders WHERE point_of_sale = ? AND rule IS NOT NULL
         AND (${anyOf(statesOfOutcome('failed'))} OR possible > 0 OR posts > 0 AND ${anyOf(statesOfOutcome('missing'))})`,
      pointOfSaleId,
    )
  }

  /** When something that a rule was about to send there was found resent by somebody else, milliseconds since the epoch; null: never. @throws SQLite's error */
  elsewhereAt(pointOfSaleId: string): number | null {
    return this.#orders.number(
      `SELECT max(transition.at) AS at FROM orders JOIN transition ON order_id = orders.id
       WHERE point_of_sale = ? AND rule IS NOT NULL AND posts = 0 AND cause IN ('already-queued', 'already-issued')`,
      pointOfSaleId,
    )
  }

  /** A person is having it deleted or its date changed, or wanted it deleted since it fell into error. */
  #isHandled({ external_reference, point_of_sale, first_seen, back_at }: KeptRow): boolean {
    const asked = `SELECT 1 FROM task WHERE external_reference = ? AND point_of_sale = ? AND state <> 'not_sent'
      AND (state IN (SELECT value FROM json_each(?)) OR method = 'eliminar_encolado' AND created_at >= ?) LIMIT 1`
    return this.#orders.has(asked, external_reference, point_of_sale, JSON.stringify(liveTaskStates), Math.max(first_seen, back_at ?? 0))
  }

  #inError(pointOfSale: string, reference: string): number {
    const counted = 'SELECT count(*) AS n FROM inbox WHERE external_reference = ? AND point_of_sale = ? AND gone_at IS NULL'
    return this.#orders.number(counted, reference, pointOfSale) ?? 0
  }

  /** The reasons and what is known of the reference have to agree: neither alone is enough to pay for. */
  #reasonOf({ point_of_sale, external_reference, read_at, left_at }: KeptRow & { read_at: number }, lastPost: number): Pick<Candidate, 'reason' | 'reasonAt'> {
    const { group } = judge(knowledgeOf(this.#orders)(point_of_sale, external_reference), read_at)
    const known = this.#known(point_of_sale, external_reference)
    // A reason that was told for an earlier error, which it has come out of, says nothing about the present one.
    const current = known.filter(({ at }) => at > lastPost && at >= (left_at ?? -Infinity))
    const [newest] = current
    if (group === 'transitory' && newest && current.every(helps)) return { reason: 'helps', reasonAt: newest.at }
    // A reason that leaves it open whether resending helps is known all the same, and may say not to.
    return { reason: group === 'unknown' && known.length === 0 ? 'unknown' : 'other', reasonAt: null }
  }

  /** @returns the reasons told by proven webhooks, by the answer to a resend, or by a person, newest first */
  #known(pointOfSale: string, reference: string): KnownReason[] {
    const events = this.#orders.prepare(
      `SELECT msg, coalesce(creado, received_at) AS at FROM webhook_event
       WHERE external_reference = ? AND (point_of_sale IS NULL OR point_of_sale = ?) AND evento = 'error' AND proven = 1 ORDER BY at DESC LIMIT 5`,
    )
    const given = this.#orders.prepare('SELECT text, at FROM given_reason WHERE external_reference = ? AND point_of_sale = ?')
    const refused = this.#orders.prepare(
      "SELECT outcome, updated_at AS at FROM orders WHERE external_reference = ? AND point_of_sale = ? AND state = 'rejected' ORDER BY id DESC LIMIT 1",
    )
    const all = [
      ...events.all(reference, pointOfSale).map(({ msg, at }) => ({ texts: JSON.parse(String(msg)) as string[], at: Number(at), given: false })),
      ...given.all(reference, pointOfSale).map(({ text, at }) => ({ texts: [String(text)], at: Number(at), given: true })),
      ...refused.all(reference, pointOfSale).map(({ outcome, at }) => ({ texts: textsOf(outcome), at: Number(at), given: false })),
    ]
    return all.filter(({ texts }) => texts.length > 0).toSorted((a, b) => b.at - a.at)
  }

  /** One that was deleted and put in again is another one here and the same at TusFacturasAPP: what was sent for any that is gone counts too. */
  #past(pointOfSale: string, reference: string): PastOrder[] {
    return this.#orders
      .prepare(
        `SELECT state, rule, possible, created_at, (SELECT max(at) FROM request WHERE order_id = orders.id) AS posted_at,
           (SELECT cause FROM transition WHERE order_id = orders.id ORDER BY id DESC LIMIT 1) AS cause,
           (SELECT count(DISTINCT cause) = 2 FROM transition
            WHERE order_id = orders.id AND from_state = 'sending' AND cause IN ('put-back', 'taken-back')) AS unclear
         FROM orders WHERE external_reference = ? AND (point_of_sale = ? OR point_of_sale NOT IN (SELECT value FROM json_each(?)))`,
      )
      .all(reference, pointOfSale, JSON.stringify(this.#pointsOfSale.ids()))
      .map(({ state, rule, possible, created_at, posted_at, cause, unclear }) => ({
        at: Number(created_at),
        byRule: rule !== null,
        open: openStates.includes(state as OrderState),
        uncertain: Number(possible) > 0,
        givenUp: state === 'cancelled' && cause !== 'taken-back',
        takenBack: cause === 'taken-back',
        unclear: unclear === 1,
        postedAt: posted_at === null ? null : Number(posted_at),
      }))
  }
}

/** Resending mends it, as a rule or a documented code says: nothing is paid on a guess. */
const helps = ({ texts, given }: KnownReason): boolean =>
  explain(texts).resendHelps === 'si' && isCertain(texts) && !(given && texts.some((text) => forbids.test(text)))

const openStates: readonly OrderState[] = [...liveStates, ...followedStates]

function textsOf(outcome: unknown): string[] {
  if (typeof outcome !== 'string') return []
  const told = JSON.parse(outcome) as Outcome
  return told.type === 'refused' ? told.texts : []
}
