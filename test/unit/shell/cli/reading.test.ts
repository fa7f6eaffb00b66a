import { expect, test } from 'vitest'
import { inErrorOf } from '../../../../electron/shell/cli/reading.ts'
import { comprobante } from '../../core/watch/office.ts'

test('what is in error stands on the day that was asked for, by which it is kept, whatever date it shows', () => {
  const found = [comprobante('A', '20/11/2026'), comprobante('B', ''), comprobante('C', '23/11/2026', { status: 'issued' })]
  const listed = inErrorOf('uno', '23/11/2026', [...found, comprobante('D', '23/11/2026', { status: 'unknown', statusText: 'RARO' })])
  expect(listed.map(({ external_reference, fecha, status }) => [external_reference, fecha, status])).toEqual([
    ['A', '23/11/2026', 'error'],
    ['B', '23/11/2026', 'error'],
    ['D', '23/11/2026', 'unknown'],
  ])
})
