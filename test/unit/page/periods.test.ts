import { expect, test } from 'vitest'
import { dayProblem, parseDay, periodOf, periods, problemOf, rangeOf, showDay } from '../../../renderer/screens/actividad/periods.ts'

test.each([
  ['any', '2026-11-25', { from: '', to: '' }],
  ['today', '2026-11-25', { from: '2026-11-25', to: '' }],
  ['week', '2026-03-03', { from: '2026-02-25', to: '' }],
  ['month', '2026-11-25', { from: '2026-10-27', to: '' }],
  ['thisMonth', '2026-11-25', { from: '2026-11-01', to: '' }],
  ['lastMonth', '2026-01-31', { from: '2025-12-01', to: '2025-12-31' }],
  ['lastMonth', '2028-03-15', { from: '2028-02-01', to: '2028-02-29' }],
] as const)('%s from %s', (period, today, range) => {
  expect(rangeOf(period, today)).toEqual(range)
})

test('a range knows its name, and one without a name has none', () => {
  for (const period of periods) expect(periodOf(rangeOf(period, '2026-11-25'), '2026-11-25')).toBe(period)
  expect(periodOf({ from: '2026-11-02', to: '' }, '2026-11-25')).toBeNull()
})

test.each([
  ['25/11/2026', '2026-11-25'],
  [' 5/3/26 ', '2026-03-05'],
  ['05-03-2026', '2026-03-05'],
  ['29.02.2028', '2028-02-29'],
  ['', ''],
  ['29/02/2026', null],
  ['2026-11-25', null],
  ['11/25/2026', null],
  ['mañana', null],
])('%j is the day %s', (text, day) => {
  expect(parseDay(text)).toBe(day)
})

test('a day is shown as it is typed, and a range that runs backwards is none', () => {
  expect(parseDay(showDay('2026-11-05'))).toBe('2026-11-05')
  expect([problemOf('2026-11-05', '2026-11-05'), problemOf('', '2026-11-05'), problemOf('2026-11-06', '2026-11-05'), problemOf(null, '')]).toEqual([
    null,
    null,
    '«Desde» es posterior a «Hasta».',
    'Escribí la fecha así: 25/11/2026.',
  ])
})

test.each([
  ['31/02/2026', 'Ese día no existe.'],
  ['11/25/2026', 'Ese día no existe.'],
  ['25/11/202', 'Escribí la fecha así: 25/11/2026.'],
  ['mañana', 'Escribí la fecha así: 25/11/2026.'],
  ['25/11/2026', null],
  ['', null],
])('of %j it says %j', (text, said) => {
  expect(dayProblem(text)).toBe(said)
})
