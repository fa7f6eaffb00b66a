import { expect, test } from 'vitest'
import { fold, wordsIn, wordsOf } from '#contract/words.ts'

test('accents and case do not count, however the letters were written', () => {
  for (const text of ['Córdoba', 'CÓRDOBA', 'Co\u0301rdoba']) expect(fold(text)).toBe('cordoba')
  expect(fold('Ñandú Güemes')).toBe('nandu guemes')
})

test('every word has to be there, in any order and within longer ones', () => {
  const has = wordsIn('  norte  cÓrd ')
  expect(has('Córdoba Zona Norte')).toBe(true)
  expect(has('Córdoba Zona Sur')).toBe(false)
})

test('no words are in every text', () => {
  expect(wordsOf(' \t ')).toEqual([])
  expect(wordsIn(' ')('')).toBe(true)
})
