/** How long anything in core waits before it is tried, asked or told again, and how often: the whole policy, in one place. Milliseconds. */
import { stateFacts, type WatchedState } from '#contract/model/order.ts'
import { longestWaitHours } from '#contract/model/waiting.ts'
import { hour, minute, second } from './units.ts'

/** Between two POSTs, whoever is placed for so long is asked about together with those that had their query. */
export const widensFor = 10 * second

/**
 * How long a connection may idle and still carry a paid POST. A connection that the server closes while it idles can fail a POST after the
 * marker, so none is kept longer than any server would let it wait; before each reuse undici lets a close or reset that has already arrived
 * be noticed. Fresh connections only (`pipelining: 0`) would halve the speed of draining an outbox (0.6 ms a POST instead of 0.3 ms on
 * loopback, and a TLS handshake each).
 */
export const reuseWindow = 500

/** The clock of whoever stamps a webhook may differ from ours by this much, and `creado` has no fractions. */
export const webhookSkew = 2 * minute

/** A free query older than this is asked again before a POST rests on it. */
export const freshness = 30 * second

/** An order that waited longer is not sent without asking. */
export const longestWait = longestWaitHours * hour

/** Queries the API may refuse before an order is sent without one. */
export const refusedQueriesAllowed = 3

/** Between two queries that the API refuses. */
export const refusedQueryPause = second

/**
 * What is not clear before an order is sent is asked about again after each of these, a minute in all; then the person decides.
 * Its lane waits for that long, as whatever is older goes first.
 */
export const doubtPauses = [5 * second, 15 * second, 40 * second] as const

/** No pause between two queries is longer. */
export const longestQueryPause = 40 * second

/** Crashes in a row while an order is being sent before it is put aside. */
export const crashesAllowed = 3

/** Uncertain answers in a row before a lane waits for a free query. */
export const troubleAllowed = 3

/** How long a lane waits when the API says "slow down" or "maintenance" without saying until when. */
const defaultWait = { 'slow-down': minute, maintenance: 15 * minute } as const

/** However long a server asks us to wait, we never wait longer than this. */
export const longestServerWait = 24 * hour

/** How long after a failed certificate or proxy the program tries once more without a person. */
export const gateRetry = 15 * minute

/** No order is POSTed again sooner than this after the answer to its last POST. */
export const restAfterAnswer = minute

/** Waits of a server in a row double up to this many times. */
const mostDoublings = 6
const doubled = (length: number, waits: number): number => length * 2 ** Math.min(waits, mostDoublings)

/**
 * How long a lane waits after an answer that asks for it. Whatever the server says, a wait after a paid answer is at least a
 * minute, and each one that follows without a good paid answer in between twice as long: an end that has passed already, or "try
 * again in 0 seconds", must not spend a request each second.
 * @param asked milliseconds that the server asked for; null when it did not say
 * @param waits waits since the last good answer to a paid call
 */
export function serverWait(kind: keyof typeof defaultWait, asked: number | null, paid: boolean, waits: number): number {
  const floor = doubled(paid ? minute : second, waits)
  return Math.min(asked === null ? doubled(defaultWait[kind], waits) : Math.max(asked, floor), longestServerWait)
}

/** How long a gate that may mend itself stays closed. @param waits as above, with this one: 0 when the answer cost nothing */
export const gateWait = (waits: number): number => Math.min(doubled(gateRetry, Math.max(waits - 1, 0)), longestServerWait)

const backoffBase = 5 * second
/** The backoff stops growing here. */
export const longestBackoff = 15 * minute

/** Waits that double. @returns a function from the number of waits before to the length of this one */
const doubling =
  (first: number, longest: number) =>
  (before: number): number =>
    Math.min(longest, first * 2 ** Math.min(before, 30))

/** Pause between two attempts of the program's own work on the orders while the disk refuses. */
export const diskPause = doubling(second, minute)

/** Between two attempts to write down what an answer said; each of them may hold the window up. */
export const answerPause = doubling(second, 8 * second)

/** How long an answer may wait for the next marker's commit. That marker comes at once where a connection stands. */
export const promptly = 5

/** Nothing is sent for this long after a marker that could not be written. */
export const markerPause = 5 * second

/** Pause between two batches of changes told to the page; it grows while the changes cannot be described. */
export const tellPause = doubling(100, minute)

/** A batch that is not over, and of which nothing has changed for this long, is told of once before its end. */
export const stillWait = 10 * minute
/** An answer that is due by then is waited for this much longer. */
export const stillGrace = minute

/** How long a lane pauses after a step that failed or changed nothing. */
export const brakePause = doubling(second, longestBackoff)

/** A keychain that has not answered by then is taken to be silent. */
export const keychainDeadline = 30 * second
/** What is only shown, or acts by itself, waits no longer for it. */
export const keychainPatience = 5 * second
/** How long a silent keychain is left alone before it is asked again. */
export const keychainPause = doubling(minute, gateRetry)

/** Before an address that cannot be listened at is tried again. */
export const listenPause = doubling(5 * second, 5 * minute)

/**
 * How long a sender of webhooks may take for its headers and its request, and how often that is looked at. TusFacturasAPP gives its
 * first delivery 20 s and the others 5 s; nobody honest needs as long for half a kilobyte.
 */
export const senderPatience = { headers: 5 * second, request: 10 * second, look: second } as const

/** Events of one moment are answered by one query. */
export const eventsPause = second

/** How often one query for a person waits because the API asks to go slower, and for how long when it does not say. */
export const tooFastAllowed = 3
export const tooFastPause = 5 * second
/** No pause that a server asks for keeps a person waiting longer. */
export const longestPacePause = minute

/**
 * For how long a query gives way to those who are more urgent. A person may read a year of two hundred points of sale, and what is to be
 * sent must not wait until that is over.
 */
export const givesWay = { person: 0, sending: second / 2, watching: 30 * second } as const

/** For TCP, TLS and the proxy's answer, each. */
export const connectPatience = 10 * second
/** For the answer to one call. */
export const answerPatience = 90 * second

/** After a way to TusFacturasAPP was found dead, the one that works is used for this long before the first is tried again. */
export const detourFor = 5 * minute

/** How often orders that have waited for too long are looked for. */
export const expiryInterval = hour

/**
 * Full jitter: a random time up to a bound that doubles, so that a thousand offices do not come back in step.
 * @param failures consecutive failures, from 1
 * @param random from 0 to 1
 */
export const backoff = (failures: number, random: number): number =>
  Math.max(second, Math.min(longestBackoff, backoffBase * 2 ** Math.min(failures - 1, 20)) * random)

/** The first look at what is in error by itself begins within this time after the start, each PC at a moment of its own. */
export const firstRoundWithin = 25 * second
/** What was read this shortly before a start was read by the round that the end of the program cut off. */
export const roundResumed = 2 * minute
/** How often it is looked whether a round is due: no timer and no event of the system is sure to outlive a sleep. */
export const watchTick = minute
/** Each watched day is read at least once in six hours; an hour of them is left for rounds that have to wait. */
export const sliceSpan = 5 * hour
/** The newest days are known for this long after they were read, the others until they would have had their turn in the rounds. */
export const knownFor = { newest: 10 * minute, others: sliceSpan + hour } as const
/** A day that was read this shortly before a round, by a person for instance, is skipped in it. At most half the interval, so that no round is skipped as a whole. */
export const roundSpares = (interval: number): number => Math.min(knownFor.newest, interval / 2)
/** After so many answers in a row that are none, a round waits: it is not about one day. */
export const roundTroubleAllowed = 3
/** A point of sale whose credentials are refused is asked once more after this, as the account may have been put in order. */
export const refusedFor = 24 * hour

/**
 * How long a round waits after something that is not about one point of sale. Where a server says until when, thousands of offices heard
 * the same: each adds a time of its own.
 * @param said milliseconds that the server asked for; null when it did not say
 * @param failures rounds in a row that could not go on, from 1
 * @param random from 0 to 1
 */
export function roundPause(kind: keyof typeof defaultWait | 'no-connection' | 'gate' | 'disk', said: number | null, failures: number, random: number): number {
  switch (kind) {
    case 'slow-down':
      return serverWait(kind, said, false, failures - 1) + backoff(failures, random)
    case 'maintenance':
      return serverWait(kind, said, false, failures - 1) + longestBackoff * random
    case 'gate':
      return gateRetry
    case 'disk':
      return minute + backoff(failures, random)
    case 'no-connection':
      return backoff(failures, random)
  }
}

/** How often it is looked what rules may send; each order of theirs comes at a moment of its own in between. */
export const ruleTick = minute
/** So long is waited to know which points of sale are the same; nothing is placed before. */
export const doublesWait = 10 * second
/**
 * When a look finds nothing that rules may send, the next one waits so many times as long as that look took, within a limit: thirty thousand
 * comprobantes that only a correction helps must not be weighed each minute.
 */
export const rulesRest = { times: 300, longest: 10 * minute } as const
/** A rule waits this long after a comprobante was first seen in error: many mend themselves, or a person mends them. */
export const firstAttemptAfter = 30 * minute
/** Nor again sooner after the first time. */
export const secondAttemptAfter = 4 * hour
export const attemptsAllowed = 2
/** Before each order of a rule passes a random part of this, so that two computers of one office do not send the same at once. */
export const longestRuleDelay = 10 * minute
/**
 * Where somebody else resends what is in error, rules give way for a day: before each order passes at least this, and up to twice as much.
 * So of two computers with rules on one does the work, and the other helps when it stops.
 */
export const givesWayToOthers = { by: hour, for: 24 * hour } as const
/** What a rule decided holds this long: what has not left by then is taken back, and decided anew. */
export const ruleHolds = 10 * minute
/**
 * For this long after ARCA was last said to be down we take it to be so: asking again costs a request. A report from further ahead was
 * stamped before the clock was set back, and does not count.
 */
export const alertHolds = 6 * hour
/** What rules sent has failed: ARCA, or whatever it is, is given this long before they try something else there. */
export const restAfterFailure = hour

/** What has ended is archived once the start is over, and then once a day. */
export const firstArchiving = 90 * second
export const archivingInterval = 24 * hour

/**
 * No reading of a day takes longer. A row that is stamped further ahead than this was written before the clock was set back, so it is
 * not newer than the reading.
 */
export const longestDayReading = 10 * minute

/** Comprobantes that are no longer in error are forgotten this long after. */
export const inboxGoneKept = 90 * 24 * hour

/** What a person put off is looked for at least this often while anything is. */
export const snoozeTick = minute

/** While the requests of a month are shown, whether another has begun is looked for this often. */
export const planTick = minute

/** How long a commit waits for another program that holds the database; the window does not react meanwhile. */
export const busyTimeout = second
/** How long whoever only reads, a command or a copy, waits for it. */
export const readerTimeout = 2 * second

/** A line of the journal reaches the disk this long after it was written, if nothing brings it there before. */
export const syncDelay = second

/** Times since the answer went missing at which the free query looks for it. */
const unknownChecks = [5 * second, 15 * second, minute, 5 * minute]

/** When an order is still in error this long after its POST, the POST did not arrive, or it failed at once. */
export const unknownPatience = minute

/** Answered looks of an uncertain order after which its patience is over: until then the younger ones of its lane wait. */
export const looksWithinPatience = unknownChecks.findIndex((time) => time >= unknownPatience) + 1

const acceptedChecks = [10 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute]
const watchedFor = 24 * hour

/** The same order or task is never asked about again sooner than this. */
export const soonestLook = second

/** No follow-up query is planned further ahead than this; one that is was planned before the clock was set back. */
export const longestCheckGap = hour

/**
 * When the next follow-up query is due.
 * @param checks queries already answered
 * @returns milliseconds since `watch_since`; null when the watch is over
 */
export function nextCheck(state: WatchedState, checks: number): number | null {
  if (stateFacts[state].watch === 'arrival') return unknownChecks[checks] ?? null
  const early = acceptedChecks[checks]
  if (early !== undefined) return early
  const later = (checks - acceptedChecks.length + 1) * hour
  return later <= watchedFor ? later : null
}

/**
 * A moment is due when it is reached, or when it lies further ahead than any wait we ever plan: the clock was set back.
 * @param longest the longest wait this moment can stand for
 */
export const isDue = (at: number, now: number, longest: number): boolean => at <= now || at > now + longest

/** Columns that start the follow-up of an order. @param now milliseconds since the epoch */
export const watchFrom = (state: WatchedState, now: number): { watch_since: number; checks: number; next_at: number } => ({
  watch_since: now,
  checks: 0,
  next_at: now + (nextCheck(state, 0) ?? 0),
})
