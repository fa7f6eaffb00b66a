import { describe, expect, it } from 'vitest'
import { failureCodes } from '../../electron/contract/result.ts'
import { describeFailure } from '../../electron/contract/texts/failures.ts'
import { requests } from '../../electron/contract/texts/counting.ts'
import * as page from '../../electron/contract/texts/page.ts'

/** Every sentence of the page, functions called with small numbers and words. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [0, 1, 2].flatMap((n) => sentences(value(...samples(String(value), n))))
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(sentences)
  return []
}

/** Arguments by the names that the parameters have. */
function samples(source: string, n: number): unknown[] {
  const names = /^\(?([^)=]*)\)?\s*=>|^function \w*\(([^)]*)\)/u.exec(source)?.slice(1).find(Boolean)?.split(',') ?? []
  return names.map((name) => (/list|characters/u.test(name) ? ['a', 'b'] : /name|text|reference|state|title|until|when|mask|preview|version|report/u.test(name) ? 'X' : n))
}

const jargon = /\b(API v2|endpoint|HTTP [0-9]|JSON|token inválido|timeout|request|error desconocido|null|undefined|NaN)\b|\[object/iu
const tuteo = /\b(tú|puedes|tienes|haz|debes|quieres|presiona|haga clic|usted)\b/iu

describe('what the page says', () => {
  const all = sentences(page)

  it('is found by this test', () => {
    expect(all.length).toBeGreaterThan(200)
  })

  it('has no jargon and speaks rioplatense', () => {
    expect(all.filter((sentence) => jargon.test(sentence) || tuteo.test(sentence))).toEqual([])
  })

  it('has no gaps', () => {
    expect(all.filter((sentence) => / {2}|^ | $|\.\./u.test(sentence.replace('…', '')) && sentence !== '')).toEqual([])
  })

  it('counts in Spanish', () => {
    expect([requests(1), requests(2), requests(12_000)]).toEqual(['1 solicitud', '2 solicitudes', '12.000 solicitudes'])
    expect([page.cost(0, 0), page.cost(1, 0), page.cost(12, 1), page.cost(0, 1)]).toEqual(['Sin costo', '1 solicitud', '12 solicitudes, 1 posible', '1 posible'])
  })
})

describe('describeFailure', () => {
  it.each(failureCodes)('%s says what happened and what to do', (code) => {
    const { title, text } = describeFailure({ code })
    expect(title.length).toBeGreaterThan(10)
    expect(text.length).toBeGreaterThan(40)
    expect(`${title} ${text}`).not.toMatch(jargon)
    expect(`${title} ${text}`).not.toMatch(tuteo)
    expect(text).not.toContain(code)
  })

  it('uses the values that the failure carries', () => {
    expect(describeFailure({ code: 'name-taken', params: { name: 'Local' } }).text).toContain('«Local»')
  })
})
