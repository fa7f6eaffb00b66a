import { expect, test } from 'vitest'
import { readCuit } from '#contract/model/company.ts'

// Mercado Libre, YPF, Banco Nación, ARCA itself: as they publish them.
test.each([
  ['30-70308853-4', '30703088534'],
  ['30 54668997 9', '30546689979'],
  ['30.50001091.2', '30500010912'],
  ['33693450239', '33693450239'],
])('%s is a CUIT', (text, digits) => {
  expect(readCuit(text)).toBe(digits)
})

test.each(['', '30-70308853-5', '3070308853', '307030885341', '30-7030885A-4', '11111111111'])('%s is none', (text) => {
  expect(readCuit(text)).toBeNull()
})
