/** How the story of an order is told: the newest first, and what says nothing new in one line. */
import { expect, test } from 'vitest'
import type { Transition } from '#contract/model/order.ts'
import { chaptersOf } from '../../../renderer/screens/story/chapters.ts'

const told = (...causes: string[]): Transition[] => causes.map((cause, at) => ({ from: null, to: 'queued', cause, text: cause, actor: 'program', at }))
const read = (transitions: Transition[]) =>
  chaptersOf(transitions).map(({ steps, folded, queries }) => (folded ? `${queries} of ${steps.length}` : steps.map(({ cause }) => cause).join()))

test('a night without a connection is one line between what was done', () => {
  const night = Array.from({ length: 4 }, () => ['query-started', 'no-connection']).flat()
  expect(read(told('placed', ...night, 'query-started', 'claimed', 'marker', 'answer-accepted', 'seen-error'))).toEqual([
    'seen-error',
    'answer-accepted',
    'marker',
    '5 of 10',
    'placed',
  ])
})

test('one query alone stands where it was', () => {
  expect(read(told('placed', 'query-started', 'already-issued'))).toEqual(['already-issued', 'query-started', 'placed'])
})

test('nothing that a person did or has to know is folded', () => {
  for (const cause of ['placed', 'cancelled', 'marker', 'no-answer', 'not-clear', 'decided-resend', 'deleted', 'expired', 'claimed-unchecked'])
    expect(read(told('query-started', cause, cause, 'query-started')), cause).toEqual(['query-started', cause, cause, 'query-started'])
})
