import { countIn, pausableStates, waitingStates } from '#contract/model/order.ts'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import { failureText, type Outcome } from '../../guidance/outcome.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import type { Stop } from '../sending/halt.ts'
import { countPostponed } from '../sending/postponed.ts'
import type { LaneRow } from '../sending/lane-state.ts'
import { countByState, waitingIn } from '../orders/reading.ts'
import { countUnseen } from './unseen.ts'
import { troubleAllowed } from '../../lib/waits.ts'
import { anyOf, type OrderStore } from '../orders/store.ts'
import { accountBanners } from '../tasks/account.ts'
import type { Ground } from '../ground.ts'

/** What stands in the way of sending, and how many orders are where. */
export class StatusBoard {
  readonly #sources: Ground
  /** What was last shown; what is shown while the orders cannot be read. */
  #last: Status = { banners: [], paused: false, online: true, counts: {} }

  constructor(sources: Ground) {
    this.#sources = sources
  }

  /** While the orders cannot be read: as they were last seen, and a banner that says so. */
  read(): Status {
    const { guard, halt } = this.#sources
    const lost = () => ({
      ...this.#last,
      paused: halt.paused,
      banners: [...this.#last.banners.filter(({ kind }) => kind !== 'storage'), ...storageBanners(halt.stopped, true)],
    })
    const { failing } = guard
    this.#last = guard.read('status', () => readStatus(this.#sources), lost)
    // That it can be read again is only known by reading it.
    if (failing && !guard.failing) this.#last = guard.read('status', () => readStatus(this.#sources), lost)
    return this.#last
  }
}

function readStatus(sources: Ground): Status {
  const { store, states, reachability, halt, guard, keychain } = sources
  const counts = countByState(store)
  const waiting = countIn(counts, waitingStates)
  const banners: Banner[] = storageBanners(halt.stopped, guard.failing)
  if (halt.paused) banners.push({ kind: 'paused', waiting })
  // What is held has reasons of its own, and finds nothing out about the connection.
  if (reachability.down && countIn(counts, pausableStates) > 0) banners.push({ kind: 'offline', waiting })
  for (const lane of states.all()) banners.push(...laneBanners(lane, sources))
  for (const id of keychain.silent) banners.push(...silentBanner(id, sources))
  const readAlert = sources.flags.get('alert-read')
  banners.push(...newsOfAccount(sources, () => (readAlert === null ? null : Number(readAlert))))
  return {
    banners,
    paused: halt.paused,
    online: !reachability.down,
    counts,
    postponed: countPostponed(store),
    unseen: { orders: countUnseen(store), inError: null },
  }
}

/**
 * What the last answers about the account say of ARCA and of maintenance, whether or not a person has read it.
 * @throws SQLite's error
 */
export function newsOfAccount({ store, taskStore, clock }: Ground, readAlert: () => number | null = () => null): Banner[] {
  const now = clock.now()
  return accountBanners(taskStore, now, (at) => issuedBetween(store, at, now), readAlert)
}

/**
 * Whether an order of ours, or what the watch had seen in error, was seen to be issued. The newest order need not be the one that was issued last,
 * and what lies ahead was written before the clock was set back.
 */
function issuedBetween(store: OrderStore, from: number, until: number): boolean {
  // Only of the newest thousand: this is asked every minute of each point of sale, and while ARCA is down none is found.
  const order = store.prepare(
    `SELECT 1 FROM orders WHERE id > (SELECT max(id) FROM orders) - 1000
       AND state = 'issued' AND posts > 0 AND archived_at IS NULL AND updated_at > ? AND updated_at <= ? LIMIT 1`,
  )
  // Still in error after it: what was issued before and is only noticed now says nothing.
  const kept = store.prepare("SELECT 1 FROM inbox WHERE became = 'issued' AND last_seen > ? AND gone_at <= ? LIMIT 1")
  return (order.get(from, until) ?? kept.get(from, until)) !== undefined
}

const storageBanners = (stopped: Stop | null, failing: boolean): Banner[] => [
  ...(stopped ? [{ kind: 'storage', ...stopped } as const] : []),
  ...(failing ? [{ kind: 'storage', problem: 'write-failed', text: storageTexts.writeFailed } as const] : []),
]

function laneBanners(lane: LaneRow, { store, states, pointsOfSale }: Ground): Banner[] {
  const id = lane.point_of_sale
  const name = pointsOfSale.nameOf(id)
  const waiting = waitingIn(store, id)
  if (name === null && waiting === 0) return []
  const pointOfSaleName = name ?? lastNameOf(store, id)
  if (lane.gate) return [{ kind: 'gate', pointOfSaleId: id, pointOfSaleName, reason: lane.gate, waiting, ...(lane.gate === 'respuesta' && answerOf(lane)) }]
  if (waiting === 0) return []
  if (states.delay(lane) > 0 && lane.wait_until !== null)
    return [{ kind: lane.wait_kind === 'maintenance' ? 'maintenance' : 'slow-down', pointOfSaleId: id, pointOfSaleName, until: lane.wait_until, waiting }]
  return lane.trouble >= troubleAllowed ? [{ kind: 'stalled', pointOfSaleName, waiting }] : []
}

/** How much of an answer a banner shows, in characters. */
const longestWords = 160

/** @returns TusFacturasAPP's own words, without what was masked when they came, on one line; none when it gave no reason */
function answerOf({ gate_outcome }: LaneRow): { words?: string } {
  const outcome = gate_outcome === null ? null : (JSON.parse(gate_outcome) as Outcome)
  const said = outcome?.type === 'refused' ? outcome.texts.join(' ') : outcome?.type === 'failure' ? failureText(outcome.failure).title : ''
  const words = said.replace(/[\p{C}\s]+/gu, ' ').trim()
  if (words === '') return {}
  return { words: words.length > longestWords ? `${words.slice(0, longestWords).toWellFormed().trimEnd()}…` : words }
}

function silentBanner(id: string, { store, pointsOfSale }: Ground): Banner[] {
  const name = pointsOfSale.nameOf(id)
  return name === null ? [] : [{ kind: 'gate', pointOfSaleId: id, pointOfSaleName: name, reason: 'llavero', waiting: waitingIn(store, id) }]
}

/** Of a point of sale that is gone, its newest order knows the name. */
const lastNameOf = (store: OrderStore, pointOfSale: string): string =>
  String(
    store.prepare(`SELECT point_of_sale_name AS name FROM orders WHERE point_of_sale = ? AND ${anyOf(waitingStates)} LIMIT 1`).get(pointOfSale)?.['name'] ?? '',
  )
