import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFile, readWebhookFile as portionsOf, type WebhookFile } from '../../../../electron/core/webhooks/file.ts'
import { readWebhooks } from '../../../../electron/core/webhooks/payload.ts'

const payload = {
  creado: '18/03/2022 15:58:11',
  evento: 'encolado',
  recurso: 'facturacion',
  external_reference: '17032',
  intento: 1,
  msg: [] as unknown,
  hook_id: 'gancho-1',
}
const json = (change: object = {}) => JSON.stringify({ ...payload, ...change })
const hooks = (text: string) => readWebhooks(text).map(({ hook_id }) => hook_id)

describe('a payload', () => {
  test('as documented', () => {
    expect(readWebhooks(json())).toEqual([
      { hook_id: 'gancho-1', evento: 'encolado', external_reference: '17032', creado: Date.UTC(2022, 2, 18, 18, 58, 11), msg: [] },
    ])
  })

  test.each([
    [
      'a number for a reference keeps every digit',
      json().replace('"17032"', '00123456789012345678901234567890'),
      { external_reference: '00123456789012345678901234567890' },
    ],
    ['as the documentation misspells it', json({ evento: 'emido' }), { evento: 'emitido' }],
    ['in capitals', json({ evento: ' ERROR ' }), { evento: 'error' }],
    ['one text in place of several', json({ msg: ' uno ' }), { msg: ['uno'] }],
    ['empty texts', json({ msg: ['', ' ', 'dos'] }), { msg: ['dos'] }],
    ['texts with their code', json({ msg: [{ code: '10016', text: 'fecha' }] }), { msg: ['10016: fecha'] }],
    ['no date', json({ creado: 'ayer' }), { creado: null }],
    ['no reference', json({ evento: 'test', recurso: 'test', external_reference: null }), { external_reference: null }],
    ['a reference longer than any', json({ external_reference: 'x'.repeat(256) }), { external_reference: null }],
    ['a byte order mark and a comma too many', `\uFEFF${json().replace('}', ',}')}`, { hook_id: 'gancho-1' }],
    ['half a character', json({ external_reference: '\ud800A' }), { external_reference: '\ufffdA' }],
  ])('%s', (_, text, expected) => {
    expect(readWebhooks(text)).toEqual([expect.objectContaining(expected)])
  })

  test('one that is not documented is kept whole', () => {
    const text = json({ evento: 'reprogramado', cuando: 'mañana' })
    expect(readWebhooks(text)).toEqual([expect.objectContaining({ evento: 'reprogramado', original: text })])
    expect(readWebhooks(json({ recurso: 'clientes' }))[0]?.original).toContain('clientes')
    expect(readWebhooks(json())[0]?.original).toBeUndefined()
  })

  test('without an id the content is the id', () => {
    const [one, same, other] = [{}, {}, { intento: 2 }].map((change) => hooks(json({ hook_id: undefined, ...change }))[0])
    expect(one).toMatch(/^sin-id-[0-9a-f]{32}$/u)
    expect(same).toBe(one)
    expect(other).not.toBe(one)
  })

  test.each(['', 'null', '17', '"x"', '{}', '[]', '{"error":"S","errores":["x"]}', '<html>', '{"evento"'])('%s is none', (text) => {
    expect(readWebhooks(text)).toEqual([])
  })

  test('inside of what services that keep requests hand out', () => {
    expect(hooks(JSON.stringify({ method: 'POST', body: json(), headers: {} }))).toEqual(['gancho-1'])
    expect(hooks(JSON.stringify({ data: [{ content: json() }, { content: json({ hook_id: 'dos' }) }] }))).toEqual(['gancho-1', 'dos'])
    expect(hooks(JSON.stringify(json()))).toEqual(['gancho-1'])
  })
})

function readWebhookFile(text: string): WebhookFile {
  const portions = [...portionsOf(text)]
  return { events: portions.flatMap(({ events }) => events), notUnderstood: portions.flatMap(({ notUnderstood }) => notUnderstood) }
}

describe('a file', () => {
  const three = ['a', 'b', 'c'].map((hook_id) => ({ ...payload, hook_id, msg: ['con "comillas" y }, { llaves'] }))
  const lines = three.map((one) => JSON.stringify(one))
  test.each([
    ['one object', JSON.stringify(three[0], null, 2), ['a']],
    ['an array', JSON.stringify(three), ['a', 'b', 'c']],
    ['a pretty array', JSON.stringify(three, null, '\t'), ['a', 'b', 'c']],
    ['one a line', lines.join('\r\n'), ['a', 'b', 'c']],
    ['one a line with commas', `${lines.join(',\n')},\n`, ['a', 'b', 'c']],
    ['pretty ones in a row', three.map((one) => JSON.stringify(one, null, 4)).join('\n'), ['a', 'b', 'c']],
    ['behind what a log says', lines.map((line, i) => `2026-11-2${i} 10:00 INFO webhook {} ${line}`.replace(' {}', '')).join('\n'), ['a', 'b', 'c']],
    ['a byte order mark', `\uFEFF${lines.join('\n')}`, ['a', 'b', 'c']],
  ])('%s', (_, text, expected) => {
    const file = readWebhookFile(text)
    expect(file.events.map(({ hook_id }) => hook_id)).toEqual(expected)
    expect(file.events[0]?.msg).toEqual(three[0]?.msg)
    expect(file.notUnderstood).toEqual([])
  })

  test('what is damaged is said, with its place, and the rest is read', () => {
    const damaged = readWebhookFile([lines[0], '{"evento":"error","msg":[', lines[1], 'hola', '{"otra":"cosa"}', lines[2]].join('\n'))
    expect(damaged.events.map(({ hook_id }) => hook_id)).toEqual(['a', 'b', 'c'])
    expect(damaged.notUnderstood).toEqual([
      { place: 'line', number: 2, text: '{"evento":"error","msg":[' },
      { place: 'line', number: 4, text: 'hola' },
      { place: 'line', number: 5, text: '{"otra":"cosa"}' },
    ])
    expect(readWebhookFile(JSON.stringify([three[0], { otra: 'cosa' }, 3]))).toMatchObject({
      events: [{ hook_id: 'a' }],
      notUnderstood: [
        { place: 'item', number: 2 },
        { place: 'item', number: 3 },
      ],
    })
  })

  test('a pretty array that was cut off gives all but its last', () => {
    const cut = JSON.stringify(three, null, 2).slice(0, -20)
    const file = readWebhookFile(cut)
    expect(file.events.map(({ hook_id }) => hook_id)).toEqual(['a', 'b'])
    expect(file.notUnderstood).toHaveLength(1)
  })

  test('nothing is lost, however it is written and whatever stands between', () => {
    const noise = fc.constantFrom('', 'hola', '{', '}', '[', '],', '{"x":1}', '"', '{"evento":', '---')
    const piece = fc.record({
      before: noise,
      text: fc.string({ unit: 'binary', maxLength: 20 }),
      pretty: fc.constantFrom(0, 2),
      comma: fc.constantFrom('', ','),
    })
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const written = pieces.map(({ before, text, pretty, comma }, i) => {
          const body = JSON.stringify({ ...payload, hook_id: `h${i}`, msg: [text] }, null, pretty)
          // Half an object right before a pretty one makes one damaged piece of both; a line that is whole says that it begins.
          return `${pretty === 0 ? `${before}\n` : ''}${body}${comma}`
        })
        const read = readWebhookFile(written.join('\n')).events.map(({ hook_id }) => hook_id)
        expect(read).toEqual(pieces.map((_, i) => `h${i}`))
      }),
      { numRuns: 500 },
    )
  })

  test('brackets without end', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    for (const text of [deep, `[${deep}]`, json({ msg: 'X' }).replace('"X"', deep), json({ hook_id: 1, otro: 'X' }).replace('"X"', deep)])
      expect(readWebhookFile(text).events.length).toBeLessThanOrEqual(1)
    expect(readWebhookFile('{\n'.repeat(100_000)).events).toEqual([])
    expect(readWebhookFile(`[${'{"a":['.repeat(50_000)}`).events).toEqual([])
  })

  test('of any bytes', () => {
    expect(decodeFile(Buffer.from(`\uFEFF${lines[0]}`, 'utf16le'))).toContain(lines[0])
    expect(decodeFile(Buffer.from('a\xf1o', 'latin1'))).toBe('año')
    expect(decodeFile(Buffer.from('año'))).toBe('año')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Array.isArray(readWebhookFile(decodeFile(bytes)).events)).toBe(true)
      }),
    )
  })
})

test('the webhooks among the error texts of the corpus are all read', () => {
  const corpus = JSON.parse(readFileSync(new URL('../../../fixtures/error-texts.json', import.meta.url), 'utf8')) as { input: string | string[] }[]
  const whole = corpus.flatMap(({ input }) => input).filter((text) => /^\s*\{.*"evento".*\}\s*$/su.test(text))
  expect(whole.length).toBeGreaterThan(3)
  for (const text of whole) expect(readWebhookFile(text), text).toMatchObject({ events: { length: text.split('"evento"').length - 1 }, notUnderstood: [] })
})
