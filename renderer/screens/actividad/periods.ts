/** Ranges of days, as the filter of Actividad offers them. Days are `2026-11-25`; an empty one does not limit. */
import { dayLength } from '#contract/argentina.ts'
import { periodTexts } from '#contract/texts/history.ts'

export interface Range {
  from: string
  to: string
}

const shifted = (date: string, days: number): string => new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10)
const firstOf = (date: string): string => `${date.slice(0, 7)}-01`

/** What is offered by name, from the day it is today. */
const ranges: Record<'any' | 'today' | 'week' | 'month' | 'thisMonth' | 'lastMonth', (today: string) => Range> = {
  any: () => ({ from: '', to: '' }),
  today: (today) => ({ from: today, to: '' }),
  week: (today) => ({ from: shifted(today, -6), to: '' }),
  month: (today) => ({ from: shifted(today, -29), to: '' }),
  thisMonth: (today) => ({ from: firstOf(today), to: '' }),
  lastMonth: (today) => {
    const last = shifted(firstOf(today), -1)
    return { from: firstOf(last), to: last }
  },
}
export type Period = keyof typeof ranges

export const periods = Object.keys(ranges) as Period[]

export const rangeOf = (period: Period, today: string): Range => ranges[period](today)

/** @returns the name of a range; null when it has none */
export const periodOf = (range: Range, today: string): Period | null =>
  periods.find((period) => ranges[period](today).from === range.from && ranges[period](today).to === range.to) ?? null

/** @returns `25/11/2026`, or nothing */
export const showDay = (date: string): string => date.split('-').toReversed().join('/')

const pattern = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\s*$/u

/** @param text `25/11/2026`, `5/3/26` or with other signs between @returns the day; empty for an empty text; null when it is none */
export function parseDay(text: string): string | null {
  if (text.trim() === '') return ''
  const [, dayText = '', month = '', yearText = ''] = pattern.exec(text) ?? []
  const year = yearText.length === 2 ? `20${yearText}` : yearText
  const date = `${year}-${month.padStart(2, '0')}-${dayText.padStart(2, '0')}`
  const at = Date.parse(date)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : date
}

/** Why what is typed is no day; null when it is one, or nothing. */
export function dayProblem(text: string): string | null {
  if (parseDay(text) !== null) return null
  return pattern.test(text) ? periodTexts.absent : periodTexts.wrong
}

/** Why a range cannot be used; null when it can. */
export function problemOf(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return periodTexts.wrong
  return from !== '' && to !== '' && from > to ? periodTexts.backwards : null
}
