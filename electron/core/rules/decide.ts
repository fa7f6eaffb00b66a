/** What may be sent without a person, decided from data alone. */
import { dayNumberAt } from '#contract/argentina.ts'
import { oldestByRule, type Rule, type RuleSettings } from '#contract/model/rules.ts'
import type { WatchSettings } from '#contract/model/settings.ts'
import { attemptsAllowed, firstAttemptAfter, givesWayToOthers, longestRuleDelay, restAfterFailure, secondAttemptAfter } from '../lib/waits.ts'
import type { RuleObstacle, RuleSpending } from '../outbox/automatic.ts'
import type { SendingRules } from '../outbox/base/ports.ts'
import { isWatchedAt } from '../watch/times.ts'

/** An order there was of a reference, whoever placed it. Moments are milliseconds since the epoch. */
export interface PastOrder {
  at: number
  /** A rule placed it. */
  byRule: boolean
  /** Something can still become of it: on its way, in TusFacturasAPP's queue, or waiting for a decision. */
  open: boolean
  /** A request of it may have been counted, and nobody ever knew. */
  uncertain: boolean
  /** A person gave it up. */
  givenUp: boolean
  /** A rule took back its own before it left: as if it had not been. */
  takenBack: boolean
  /** It was put back and then taken back, as its last looks did not say clearly that it is in error. */
  unclear: boolean
  /** When it last left; null: it did not. */
  postedAt: number | null
}

/** A comprobante in error, and all that matters of it to rules. */
export interface Candidate {
  external_reference: string
  status: 'error' | 'unknown'
  firstSeen: number
  snoozedUntil: number | null
  /** Comprobantes that have its reference, as far as is known. */
  sharing: number
  /** Its emission date, days since 1970-01-01. */
  day: number
  /** A person has something else in mind with it: they noted so, or are having it deleted or its date changed. */
  claimed: boolean
  /**
   * `helps`: its reason is known, from TusFacturasAPP or a person, and resending helps. `unknown`: nobody knows its reason.
   * `other`: anything else, also what only an event without proof says.
   */
  reason: 'helps' | 'unknown' | 'other'
  /** Since when that reason is known; null when it is not. */
  reasonAt: number | null
  past: readonly PastOrder[]
}

/** What holds for all comprobantes of a point of sale. */
export interface Surroundings {
  rules: RuleSettings
  watch: WatchSettings
  obstacle: RuleObstacle | null
  /** When something that a rule sent there last failed; null: never. */
  failedAt: number | null
  now: number
}

/** Why nothing is sent there for now, whatever is in error. */
export type RestReason = 'off' | 'hours' | 'failed-lately' | RuleObstacle

/** @returns null when rules may send there now */
export function restOf({ rules, watch, obstacle, failedAt, now }: Surroundings): RestReason | null {
  // What is no longer in error is only known while it is watched.
  if (!rules.on || !watch.on) return 'off'
  if (!isWatchedAt(watch, now)) return 'hours'
  if (obstacle !== null) return obstacle
  return failedAt !== null && !isOver(failedAt, restAfterFailure, now) ? 'failed-lately' : null
}

/** @returns what orders of rules may cost as the settings are, at that moment; null: none of them may go */
export const allowedNow = ({ rules, watch }: Pick<Surroundings, 'rules' | 'watch'>, now: number): (SendingRules['automatic'] & object) | null =>
  rules.on && watch.on && isWatchedAt(watch, now) ? { perDay: rules.perDay } : null

/** @returns when something of it last left, milliseconds since the epoch; -Infinity: never */
export const lastPostOf = (past: readonly PastOrder[]): number => Math.max(...past.map(({ postedAt }) => postedAt ?? -Infinity))

/** @returns the rule that has it sent now; null: none does */
export function ruleFor(candidate: Candidate, { unknownOnce }: RuleSettings, now: number): Rule | null {
  const { external_reference, status, firstSeen, snoozedUntil, sharing, day, claimed, reason, reasonAt, past } = candidate
  if (external_reference === '' || status !== 'error' || sharing > 1 || claimed) return null
  // ARCA refuses its date by now, and that is paid for.
  if (dayNumberAt(now) - day > oldestByRule) return null
  if (snoozedUntil !== null && snoozedUntil > now) return null
  if (past.some(({ open, uncertain, givenUp }) => open || uncertain || givenUp)) return null
  // Another of its point of sale has its turn meanwhile.
  if (past.some(({ at, takenBack, unclear }) => takenBack && unclear && !isOver(at, secondAttemptAfter, now))) return null
  const attempts = past.filter(({ byRule, takenBack }) => byRule && !takenBack).map(({ at, postedAt }) => postedAt ?? at)
  if (attempts.length >= attemptsAllowed || !isOver(firstSeen, firstAttemptAfter, now)) return null
  if (attempts.some((at) => !isOver(at, secondAttemptAfter, now))) return null
  const lastPost = lastPostOf(past)
  switch (reason) {
    case 'helps':
      // Why it failed before it was last sent does not say why it failed then.
      return reasonAt !== null && reasonAt > lastPost ? 'transitory' : null
    case 'unknown':
      return unknownOnce && attempts.length === 0 && lastPost === -Infinity ? 'unknown-once' : null
    case 'other':
      return null
  }
}

/** @returns `spent`: nothing more goes today; `reserved`: what is left is for what already waits */
export function budgetOf({ used, waiting }: RuleSpending, { perDay }: RuleSettings): 'left' | 'reserved' | 'spent' {
  if (used >= perDay) return 'spent'
  return used + waiting >= perDay ? 'reserved' : 'left'
}

/**
 * How long passes before the next order of a rule goes, milliseconds.
 * @param elsewhereAt when what a rule was about to send there was found resent by somebody else; null: never
 * @param random from 0 to 1
 */
export function delayOf(elsewhereAt: number | null, now: number, random: number): number {
  const givesWay = elsewhereAt !== null && !isOver(elsewhereAt, givesWayToOthers.for, now)
  return givesWay ? givesWayToOthers.by * (1 + random) : longestRuleDelay * random
}

/** A moment that lies ahead is not over: nothing is paid sooner because the clock was set back. */
const isOver = (since: number, wait: number, now: number): boolean => now - since >= wait
