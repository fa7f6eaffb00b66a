/** What may be sent without a person: the whole decision, from data alone. */
import { describe, expect, test } from 'vitest'
import { dayNumberAt } from '#contract/argentina.ts'
import { rulesByDefault } from '#contract/model/rules.ts'
import { watchByDefault } from '#contract/model/settings.ts'
import { budgetOf, restOf, ruleFor, type Candidate, type PastOrder } from '../../../../electron/core/rules/decide.ts'

const minute = 60_000
const hour = 60 * minute
/** A Monday, at noon in Argentina. */
const now = Date.UTC(2026, 10, 23, 15)

const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  external_reference: 'A',
  status: 'error',
  firstSeen: now - hour,
  snoozedUntil: null,
  sharing: 1,
  day: dayNumberAt(now),
  claimed: false,
  reason: 'helps',
  reasonAt: now - hour,
  past: [],
  ...change,
})
const attempt = (ago: number, change: Partial<PastOrder> = {}): PastOrder => ({
  at: now - ago,
  byRule: true,
  open: false,
  uncertain: false,
  givenUp: false,
  takenBack: false,
  unclear: false,
  postedAt: now - ago,
  ...change,
})
const rules = { ...rulesByDefault, on: true }
const ruleOf = (change: Partial<Candidate>, unknownOnce = false) => ruleFor(candidate(change), { ...rules, unknownOnce }, now)
const unknown = { reason: 'unknown', reasonAt: null } as const

describe('a comprobante', () => {
  test.each<[string, Partial<Candidate>]>([
    ['is resent when its reason is known and resending helps', {}],
    ['has half an hour first, to the millisecond', { firstSeen: now - 30 * minute }],
    ['is no longer put off', { snoozedUntil: now }],
    ['of five days ago, whose date ARCA still takes', { day: dayNumberAt(now) - 5 }],
    ['that a person resent and that failed for a reason that is known', { past: [attempt(10 * minute, { byRule: false })], reasonAt: now - minute }],
    ['has a second attempt four hours after the first', { past: [attempt(4 * hour)], reasonAt: now - hour }],
    ['does not lose one that was taken back before it left', { past: [attempt(minute, { takenBack: true, postedAt: null })] }],
    ['has its turn again four hours after it was taken back as unclear', { past: [attempt(4 * hour, { takenBack: true, unclear: true, postedAt: null })] }],
  ])('%s', (_, change) => {
    expect(ruleOf(change)).toBe('transitory')
  })

  test.each<[string, Partial<Candidate>]>([
    ['of a data error', { reason: 'other', reasonAt: null }],
    ['of which nobody knows the reason', unknown],
    ['without reference', { external_reference: '' }],
    ['whose reference others have', { sharing: 2 }],
    ['whose date ARCA may not take any more', { day: dayNumberAt(now) - 6 }],
    ['with which a person has something else in mind', { claimed: true }],
    ['whose status is not documented', { status: 'unknown' }],
    ['that is put off', { snoozedUntil: now + 1 }],
    ['that was first seen too short ago', { firstSeen: now - 30 * minute + 1 }],
    ['that was first seen in a time to come', { firstSeen: now + 24 * hour }],
    ['with an order under way', { past: [attempt(8 * hour, { open: true })] }],
    ['with an order of a person under way', { past: [attempt(8 * hour, { open: true, byRule: false })] }],
    ['with an order that ended uncertain', { past: [attempt(8 * hour, { uncertain: true })], reasonAt: now }],
    ['of which a person gave up an order of hers', { past: [attempt(8 * hour, { byRule: false, givenUp: true, postedAt: null })] }],
    ['whose automatic order a person gave up', { past: [attempt(8 * hour, { givenUp: true, postedAt: null })] }],
    ['tried four hours ago, but for a millisecond', { past: [attempt(4 * hour - 1)], reasonAt: now }],
    ['tried at a time to come, as the clock was set back', { past: [attempt(-hour)], reasonAt: now + 2 * hour }],
    ['taken back as unclear less than four hours ago', { past: [attempt(4 * hour - 1, { takenBack: true, unclear: true, postedAt: null })] }],
    ['tried twice', { past: [attempt(48 * hour), attempt(24 * hour)], reasonAt: now }],
    ['whose reason is older than when it was last sent', { past: [attempt(5 * hour)], reasonAt: now - 6 * hour }],
    ['that a person resent since its reason was told', { past: [attempt(10 * minute, { byRule: false })], reasonAt: now - hour }],
  ])('%s is left alone', (_, change) => {
    expect(ruleOf(change)).toBeNull()
  })

  test('of unknown reason is tried once where that is allowed, if it was never sent', () => {
    expect(ruleOf(unknown, true)).toBe('unknown-once')
    expect(ruleOf({ ...unknown, past: [attempt(8 * hour)] }, true)).toBeNull()
    expect(ruleOf({ ...unknown, past: [attempt(8 * hour, { byRule: false })] }, true)).toBeNull()
    expect(ruleOf({ reason: 'other', reasonAt: null }, true)).toBeNull()
  })
})

describe('a point of sale', () => {
  const around = { rules, watch: watchByDefault, obstacle: null, failedAt: null, now }

  test('may be sent to when nothing is against it', () => {
    expect(restOf(around)).toBeNull()
    expect(restOf({ ...around, failedAt: now - hour })).toBeNull()
  })

  test.each([
    ['off', { rules: rulesByDefault }],
    ['off', { watch: { ...watchByDefault, on: false } }],
    ['hours', { now: now + 9 * hour }],
    ['hours', { now: now - 24 * hour }],
    ['paused', { obstacle: 'paused' }],
    ['gate', { obstacle: 'gate' }],
    ['arca', { obstacle: 'arca' }],
    ['failed-lately', { failedAt: now - hour + 1 }],
  ] as const)('rests: %s', (reason, change) => {
    expect(restOf({ ...around, ...change })).toBe(reason)
  })

  test('has a budget that what waits has its part in', () => {
    const five = { ...rules, perDay: 5 }
    expect(budgetOf({ used: 3, waiting: 1 }, five)).toBe('left')
    expect(budgetOf({ used: 4, waiting: 1 }, five)).toBe('reserved')
    expect(budgetOf({ used: 5, waiting: 0 }, five)).toBe('spent')
    expect(budgetOf({ used: 9, waiting: 0 }, five)).toBe('spent')
  })
})
