import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkReference, maxReferenceLength, parseReferences } from '#contract/model/references.ts'

const textsOf = (pasted: string) => parseReferences(pasted).valid.map((reference) => reference.text)

describe('parseReferences', () => {
  it.each([
    ['a line each, as Windows writes them', 'FC-1\r\nFC-2\r\n'],
    ['a row of cells', 'FC-1\tFC-2'],
    ['commas', 'FC-1, FC-2'],
    ['semicolons', ';FC-1;;FC-2;'],
    ['line and paragraph separators', 'FC-1\u2028FC-2\u2029'],
    ['bars between blanks', 'FC-1 | FC-2'],
    ['the row of a table in text', '| FC-1 | FC-2 |'],
    ['dots between blanks', 'FC-1 · FC-2'],
    ['blanks around semicolons and tabs', 'FC-1 ; \tFC-2'],
  ])('cuts %s', (_name, pasted) => {
    expect(textsOf(pasted)).toEqual(['FC-1', 'FC-2'])
  })

  it.each(['FC|1', 'FC·1', 'FC/1', 'FC / 1', 'A - 1', '|FC-1|'])('does not cut %s, where it may belong to the reference', (pasted) => {
    expect(textsOf(pasted)).toEqual([pasted.trim()])
  })

  it('tells where each piece stood', () => {
    const pasted = '| FC-1 | FC-2 · FC-3 |'
    expect(parseReferences(pasted).valid.map(({ start, end }) => pasted.slice(start, end))).toEqual(['FC-1', 'FC-2', 'FC-3'])
  })

  it('keeps case and leading zeros', () => {
    expect(textsOf('00012\nabC\nabc')).toEqual(['00012', 'abC', 'abc'])
  })

  it('trims edges, non-breaking spaces too, and keeps spaces inside with a warning', () => {
    const [reference] = parseReferences('\u00A0 FC 1 \u00A0').valid
    expect(reference).toMatchObject({ text: 'FC 1', unusual: [' '] })
  })

  it('takes invisible characters out and counts the pieces', () => {
    expect(parseReferences('\u200BFC-1\uFEFF\nFC\u00AD-2\nFC-3')).toMatchObject({
      valid: [{ text: 'FC-1' }, { text: 'FC-2' }, { text: 'FC-3' }],
      cleaned: 2,
      unwrapped: 0,
    })
  })

  it.each([
    ['quotes', '"FC-1"\n“FC-2”\n«FC-3»'],
    ['the apostrophe of a spreadsheet', "'FC-1\n'FC-2\n'FC-3"],
    ['bullets', '- FC-1\n• FC-2\n* FC-3'],
    ['numbers of a list', '1) FC-1\n2. FC-2\n3) FC-3'],
    ['a list in brackets', '["FC-1", "FC-2", "FC-3"]'],
    ['several at once', '- "FC-1"\n- [FC-2]\n- (`FC-3`)'],
    ['quotes within quotes', `""FC-1""\n"""FC-2"""\n'"FC-3"'`],
    ['brackets within brackets', '((FC-1))\n[[FC-2]]\n({FC-3})'],
  ])('takes %s away from around a reference and says so', (_what, pasted) => {
    expect(parseReferences(pasted)).toMatchObject({
      valid: [
        { text: 'FC-1', unusual: [] },
        { text: 'FC-2', unusual: [] },
        { text: 'FC-3', unusual: [] },
      ],
      unwrapped: 3,
    })
  })

  it.each(['FC(1)', "D'Angelo-1", 'FC[2]', '-FC-1', '2024.1', '(a)(b)', '((a)(b)', '"', '[]', '"a" "b"'])('leaves %s as it is', (text) => {
    expect(parseReferences(text)).toMatchObject({ valid: [{ text }], unwrapped: 0 })
  })

  // Cutting layer after layer off a text of half a million would look at all of it half a million times: the test would not end.
  it.each(['(', '"', '- '])('does not take %s away layer by layer where there is no end of them', (layer) => {
    expect(parseReferences(`${layer.repeat(500_000)}FC-1`).invalid).toMatchObject([{ problem: 'too-long' }])
    const cells = Array.from({ length: 1_000 }, (_, index) => `${layer.repeat(300)}FC-${index}`)
    expect(parseReferences(cells.join('\n')).invalid).toHaveLength(1_000)
  })

  it('folds repeats, also those that differ only in what cannot be seen', () => {
    expect(parseReferences('FC-1\n FC-1\nFC-1\u200B')).toMatchObject({ valid: [{ text: 'FC-1' }], repeated: 2 })
  })

  it('says that a cell of invisible characters is empty, and takes no notice of blanks', () => {
    expect(parseReferences(' \n\t\n\u200B\u200D\n')).toMatchObject({ valid: [], invalid: [{ text: '', problem: 'empty' }] })
  })

  it('sets aside what is too long or holds a control character, and keeps the rest', () => {
    const parsed = parseReferences(`${'x'.repeat(256)}\nFC\u0007-1\nFC-2`)
    expect(parsed.invalid.map((reference) => reference.problem)).toEqual(['too-long', 'control-character'])
    expect(parsed.valid.map((reference) => reference.text)).toEqual(['FC-2'])
  })

  it('gives the place of each piece in the text', () => {
    const pasted = 'FC-1;  FC\u200B-2 \nFC-3'
    const [, second] = parseReferences(pasted).valid
    expect(pasted.slice(second?.start, second?.end)).toBe('FC\u200B-2')
  })

  it('holds for any text: places are true, nothing repeats, every valid one passes the check', () => {
    assert(
      property(string({ unit: constantFrom('a', '0', ' ', '\n', '\t', ',', ';', '\u200B', '\u00A0', '\u0001', 'ñ', '😀') }), (pasted) => {
        const { valid, invalid } = parseReferences(pasted)
        const texts = [...valid, ...invalid].map((reference) => reference.text)
        expect(new Set(texts).size).toBe(texts.length)
        for (const { text, start, end } of valid) {
          expect(checkReference(text).problem).toBeNull()
          expect(parseReferences(pasted.slice(start, end)).valid[0]?.text).toBe(text)
        }
      }),
    )
  })
})

describe('checkReference', () => {
  it('counts characters, not the units a computer stores them in', () => {
    expect(checkReference('😀'.repeat(maxReferenceLength)).problem).toBeNull()
    expect(checkReference('😀'.repeat(maxReferenceLength + 1)).problem).toBe('too-long')
  })

  it('accepts exactly the limit', () => {
    expect(checkReference('x'.repeat(maxReferenceLength)).problem).toBeNull()
    expect(checkReference('x'.repeat(maxReferenceLength + 1)).problem).toBe('too-long')
  })

  it('names each unusual character once', () => {
    expect(checkReference('á/b/á').unusual).toEqual(['á', '/'])
    expect(checkReference('FC_0001-b').unusual).toEqual([])
  })
})
