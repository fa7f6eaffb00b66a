/** Which reference a returned comprobante is, whatever the API made of its spelling. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { match } from '../../../../electron/core/outbox/asking/spelling.ts'
import { readFound } from '../../../../electron/core/tusfacturas/found.ts'

const found = (...references: string[]) => {
  const comprobantes = references.map((external_reference) => ({ comprobante: { external_reference, status: 'EMITIDO' } }))
  const reading = readFound({ error: 'N', texts: [], maintenance: null, fields: { total: comprobantes.length, comprobantes } }, classifyRefusal)
  if (reading.is !== 'done') throw new Error(reading.is)
  return reading.value.comprobantes
}

/** @returns for each reference the places of what was found for it; `?` where the spelling does not tell */
function matched(asked: string[], ...came: string[]) {
  const { of, doubtful, foreign } = match(asked, found(...came))
  const told = Object.fromEntries(asked.map((reference) => [reference, doubtful.has(reference) ? '?' : of.get(reference)?.map(({ rank }) => rank)]))
  return { told, foreign: foreign.map(({ rank }) => rank) }
}

describe('the text itself counts first', () => {
  test.each<[string, string[], string[], Record<string, number[] | '?'>, number[]]>([
    ['as asked', ['A', 'B'], ['B', 'A'], { A: [1], B: [0] }, []],
    ['twice', ['A'], ['A', 'A'], { A: [0, 1] }, []],
    ['nothing', ['A'], [], { A: [] }, []],
    ['of others', ['A'], ['B', 'C'], { A: [] }, [0, 1]],
    ['what only begins so', ['FC-1'], ['FC-10', 'FC-1'], { 'FC-1': [1] }, [0]],
    ['another spelling beside it', ['A B'], ['A  B', 'A B'], { 'A B': [1] }, [0]],
    ['another case beside it', ['fc-1', 'FC-1'], ['FC-1'], { 'fc-1': [], 'FC-1': [0] }, []],
    ['zeros in front are not nothing', ['0017'], ['17'], { '0017': [] }, [0]],
    ['a blank is of nobody', ['A'], [''], { A: [] }, [0]],
  ])('%s', (_name, asked, came, told, foreign) => {
    expect(matched(asked, ...came)).toEqual({ told, foreign })
  })
})

describe('another spelling counts when nothing else can be meant', () => {
  test.each<[string, string, string]>([
    ['composed', 'Ñandú', 'Ñandú'.normalize('NFD')],
    ['decomposed', 'Ñandú'.normalize('NFD'), 'Ñandú'],
    ['entities by name', `a&b<c>"d"'e`, 'a&amp;b&lt;c&gt;&quot;d&quot;&apos;e'],
    ['entities by number', `a&b'c`, 'a&#38;b&#x27;c'],
    ['an entity that was asked for', 'a&amp;b', 'a&b'],
    ['spaces', 'a  b\u00A0c', 'a b  c'],
    ['a space as entity', 'a b', 'a&nbsp;b'],
    ['invisible marks', 'FC-1', 'FC\u200B-1'],
    ['case', 'fc-ñ', 'FC-Ñ'],
    ['all at once', "o'  Brién & co", 'O&#039; BRIÉN &amp; CO'.normalize('NFD')],
  ])('%s', (_name, asked, came) => {
    expect(matched([asked, 'B'], 'B', came)).toEqual({ told: { [asked]: [1], B: [0] }, foreign: [] })
  })

  test.each<[string, string[], string[]]>([
    ['one for two', ['A  B', 'A   B'], ['A B']],
    ['two for one', ['A   B'], ['A B', 'A  B']],
    ['one for two, by case', ['fc-1', 'FC-1'], ['Fc-1']],
    ['two for one, by case', ['fc-1'], ['Fc-1', 'FC-1']],
  ])('in doubt: %s', (_name, asked, came) => {
    expect(matched(asked, ...came)).toEqual({ told: Object.fromEntries(asked.map((reference) => [reference, '?'])), foreign: [] })
  })

  test('the closer spelling before case', () => {
    expect(matched(['A  b', 'a b'], 'A b')).toEqual({ told: { 'A  b': [0], 'a b': [] }, foreign: [] })
  })

  test.each(['&#xFFFFFF;', '&#9999999;', '&nada;', '&', '&#;', '&amp'])('what is no entity stays as it is: %s', (text) => {
    expect(matched([text], text.toUpperCase())).toEqual({ told: { [text]: [0] }, foreign: [] })
  })
})

test('every comprobante is told of one reference, as foreign, or has made one doubtful; never of two', () => {
  const reference = fc
    .string({ unit: fc.constantFrom('a', 'A', ' ', '&', '&amp;', 'ñ', 'n\u0303', '0', '1'), minLength: 1, maxLength: 4 })
    .map((text) => text.trim())
    .filter((text) => text !== '')
  fc.assert(
    fc.property(fc.uniqueArray(reference, { maxLength: 6 }), fc.array(reference, { maxLength: 6 }), (asked, came) => {
      const { of, doubtful, foreign } = match(asked, found(...came))
      const ranks = [...[...of.values()].flat(), ...foreign].map(({ rank }) => rank)
      expect(new Set(ranks).size).toBe(ranks.length)
      if (doubtful.size === 0) expect(ranks.length).toBe(came.length)
      for (const [rank, text] of came.entries()) if (asked.includes(text)) expect(of.get(text)?.some((one) => one.rank === rank)).toBe(true)
    }),
  )
})
