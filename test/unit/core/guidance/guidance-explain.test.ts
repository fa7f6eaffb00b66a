import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { explanationKinds, resendAdvice, type ExplanationKind, type ResendAdvice } from '#contract/model/explanation.ts'
import { allEntries, findEntry } from '../../../../electron/core/guidance/catalogue.ts'
import { hints, issuedWords, rules } from '../../../../electron/core/guidance/catalogue/rules.ts'
import { explain } from '../../../../electron/core/guidance/explain.ts'
import { fold } from '../../../../electron/core/guidance/fold.ts'

interface Row {
  form: string
  input: string | string[]
  code: string | null
  kind: ExplanationKind
  resendHelps: ResendAdvice
}

interface Documented {
  codes: { code: string; kind: string; resendHelps: string; level: string }[]
  patterns: { id: string; regex: string; flags: string; mapsTo: string | null; examples: string[] }[]
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8'))
const corpus = read('error-texts.json') as Row[]
const documented = read('error-texts-documented.json') as Documented

const wrapped = (code: string, text = 'Motivo.') =>
  ` AFIP Factura electronica, informa el siguiente error: Cod. Error: #6661145.${code} - ${text} Si necesitas ayuda, contactanos en hola@tusfacturas.app`
const generic = wrapped('0', 'AFIP rechazo la generacion del comprobante')
const observation = (code: string) => `Observacion: motivo. [ codigo: ${code} ]. `

describe('the corpus', () => {
  test('has at least 150 texts', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(150)
  })

  const forms = Map.groupBy(corpus, ({ form }) => form)
  test.each([...forms])('%s', (_, rows) => {
    const found = rows.map(({ form, input }) => {
      const { code, kind, resendHelps } = explain(input)
      return { form, input, code, kind, resendHelps }
    })
    expect(found).toEqual(rows)
  })
})

describe('the catalogue', () => {
  const advice = { yes: 'si', no: 'no', 'after-fix': 'despues-de-corregir', unknown: 'no-se-sabe' }
  /** Which of our kinds each documented kind may become. */
  const kinds: Record<string, ExplanationKind[]> = {
    servicio: ['transitorio', 'mantenimiento', 'configuracion'],
    autorizacion: ['configuracion', 'credenciales', 'datos'],
    certificado: ['configuracion'],
    numeracion: ['numeracion'],
    fecha: ['fecha'],
    receptor: ['datos'],
    iva: ['datos'],
    tributos: ['datos'],
    importes: ['datos'],
    asociados: ['datos', 'fecha'],
    fce: ['datos', 'fecha'],
    otro: ['datos', 'desconocido', 'no-encontrado'],
  }

  test('holds all 216 documented codes, as they are documented', () => {
    expect(documented.codes).toHaveLength(216)
    for (const { code, kind, resendHelps, level } of documented.codes) {
      const entry = findEntry(code)
      expect(entry?.id, code).toBe(code)
      expect(entry?.resendHelps, code).toBe(advice[resendHelps as keyof typeof advice])
      expect(level === 'observacion' ? ['observacion'] : kinds[kind], code).toContain(entry?.kind)
    }
  })

  test.each(documented.codes)('explains $code, of $kind, as its group says, however it stands', ({ code, kind, resendHelps, level }) => {
    const forms = level === 'observacion' ? [observation(code)] : code.startsWith('MSG_') ? [] : [wrapped(code), `Error ${code}: motivo`]
    // A code with a point in it, as those of the access to ARCA, stands alone.
    for (const text of /^\d+$/u.test(code) ? forms : forms.length > 0 ? [code] : []) {
      const explained = explain(text)
      expect(explained.code?.toLowerCase(), text).toBe(code.toLowerCase())
      expect(level === 'observacion' ? ['observacion'] : kinds[kind], text).toContain(explained.kind)
      expect(explained.resendHelps, text).toBe(advice[resendHelps as keyof typeof advice])
    }
  })

  test('says everything in words a person can use', () => {
    for (const { id, kind, resendHelps, title, explanation, nextStep, source } of allEntries()) {
      expect(explanationKinds, id).toContain(kind)
      expect(resendAdvice, id).toContain(resendHelps)
      expect(title.length, title).toBeLessThanOrEqual(60)
      expect(title, id).toMatch(/^[A-ZÁÉÍÓÚÑ].*[^.]$/u)
      expect(explanation, id).toMatch(/^[A-ZÁÉÍÓÚÑ].*\.$/u)
      expect(nextStep, id).toMatch(/^[A-ZÁÉÍÓÚÑ].*\.$/u)
      expect(explanation.split(/\.\s/u).length, explanation).toBeLessThanOrEqual(3)
      expect(explanation, id).not.toBe(`${title}.`)
      expect(`${title} ${explanation} ${nextStep}`, id).not.toMatch(/\b(tú|tienes|puedes|debes|request|servidor SOAP)\b|error desconocido/iu)
      expect(source.length, id).toBeGreaterThan(0)
    }
  })

  test('has each id once', () => {
    const ids = allEntries().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('explains each numeric code by its own entry when TusFacturasAPP wraps it', () => {
    for (const { code, level } of documented.codes.filter((entry) => /^\d+$/u.test(entry.code))) {
      const explained = explain([generic, wrapped(code)])
      expect([explained.code, explained.title, explained.resendHelps]).toEqual([code, findEntry(code)?.title, findEntry(code)?.resendHelps])
      if (level === 'observacion') expect(explain(observation(code))).toMatchObject({ code, kind: 'observacion', resendHelps: 'no' })
    }
  })

  test('explains each code with letters, whatever its case', () => {
    for (const { code } of documented.codes.filter((entry) => /^(?:[a-z]+\.|TFC-|HTTP-|\d+\.)/u.test(entry.code))) {
      for (const text of [code, code.toUpperCase(), code.toLowerCase()]) {
        const message = /^\d/u.test(code) ? `(Cod. Error #${text})` : `ns1:${text}: motivo`
        expect(explain(message).code, message).toBe(code)
      }
    }
  })

  test('rules name entries that exist, in words that survive folding', () => {
    for (const { means, words, without = [], refines } of rules) {
      expect(findEntry(means), means).toBeDefined()
      if (refines) expect(findEntry(refines), refines).toBeDefined()
      for (const word of [...words, ...without]) expect(fold(word).trim(), means).toBe(word.trim())
    }
    for (const word of [...hints.flatMap(([, hinting]) => [...hinting]), ...issuedWords]) expect(fold(word).trim()).toBe(word.trim())
  })
})

describe('the documented patterns', () => {
  const texts = documented.patterns.filter(({ id }) => id.startsWith('text-'))

  test('are all 29 here', () => {
    expect(documented.patterns).toHaveLength(29)
  })

  test.each(texts.flatMap(({ id, mapsTo, examples }) => examples.map((example) => ({ id, mapsTo, example }))))('$id: $example', ({ mapsTo, example }) => {
    const { code, kind, resendHelps } = explain(example)
    const entry = findEntry(mapsTo ?? '')
    expect({ code, kind, resendHelps }).toEqual({
      code: entry?.id.startsWith('MSG_') ? null : entry?.id,
      kind: entry?.kind,
      resendHelps: entry?.resendHelps,
    })
  })

  test.each(
    documented.patterns
      .filter(({ id }) => !id.startsWith('text-'))
      .flatMap(({ id, regex, flags, examples }) => examples.map((example) => ({ id, pattern: new RegExp(regex, flags.replace('g', '')), example }))),
  )('$id: $example', ({ pattern, example }) => {
    const groups = [...(pattern.exec(example) ?? [])].slice(1)
    const { code, title } = explain(example)
    if (groups.length > 0)
      expect(
        groups.some((group) => code?.endsWith(group)),
        `${code} of ${groups.join(', ')}`,
      ).toBe(true)
    expect(title).not.toBe(explain('???').title)
  })
})

test.each([
  ['  No se PUDO\r\n\tautorizar\u00a0', ' no se pudo autorizar '],
  ['comunicaciÃ³n seÃ±or VÃ\u0081LIDO', ' comunicacion senor valido '],
  ['comunicaciÃƒÂ³n', ' comunicacion '],
  ['Ley NÂ° 27.440 Nº Nª', ' ley n 27.440 n n '],
  ['comunicaci\u00f3n comunicacio\u0301n', ' comunicacion comunicacion '],
  ['comunicaci\\u00f3n\\n\\"si\\"', ' comunicacion "si" '],
  ['comunicaci&oacute;n &amp;Oacute; &#243; &#xF3; &quot;&nbsp;&lt;', ' comunicacion o o o " < '],
  ['comunicaci\ufffdn comunicaci\u6f22n', ' comunicaci?n comunicaci?n '],
  ['<p class="x">uno</p><br/>dos < tres > dos', ' uno dos < tres > dos '],
  ['\ufeffa\u200bb–“c”', ' ab-"c" '],
  ['', ' '],
])('%j folds to %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

describe('of several texts', () => {
  test('general companions are folded in without a word', () => {
    const alone = explain(wrapped('10013'))
    expect(explain([generic, wrapped('10013'), '(Cod. Error #6661141.S1254)'])).toEqual({ ...alone, texts: expect.any(Array) as unknown })
  })

  test('the one that resending helps least leads, and the other is mentioned', () => {
    const explained = explain([wrapped('10036'), wrapped('10013'), generic])
    expect(explained.code).toBe('10013')
    expect(explained.explanation).toContain('Además: el vencimiento es anterior a la fecha.')
  })

  test('names keep their capital in what is mentioned', () => {
    expect(explain([wrapped('10013'), wrapped('10165')]).explanation).toContain('Además: MiPyME: el CBU no tiene 22 dígitos.')
  })

  test('the originals are kept as they came, blank ones left out', () => {
    const texts = ['  ', wrapped('10013'), '', ' Comunicaci\u00c3\u00b3n\n']
    expect(explain(texts).texts).toEqual([texts[1], texts[3]])
  })

  test('at most 64 KB are kept, and what was cut off may speak against resending', () => {
    const long = `ETIMEDOUT ${'x'.repeat(100_000)}`
    expect(explain('ETIMEDOUT').resendHelps).toBe('si')
    const explained = explain([long, wrapped('10013')])
    expect(explained.texts.join('')).toHaveLength(65_536)
    expect(explained.resendHelps).toBe('no-se-sabe')
  })

  test('a code in the middle of 64 KB is found', () => {
    const noise = 'linea del registro '.repeat(1600)
    expect(explain(`${noise} ${wrapped('10013')} ${noise}`).code).toBe('10013')
  })
})

describe('numbers that are no codes', () => {
  test.each([
    '{"evento":"error","external_reference":"10013","msg":["ETIMEDOUT"]}',
    '{"evento":"error","external_reference":"10013","msg":["ETIMEDOUT"',
    'ETIMEDOUT por $ 10013,50 del 10013/2026',
    'ETIMEDOUT comprobante 00010-00010013',
  ])('%s', (text) => {
    expect(explain(text)).toMatchObject({ code: null, kind: 'transitorio', resendHelps: 'si' })
  })

  test('a number that stands alone gives way to a code that is named', () => {
    expect(explain('Comprobante 10013: Cod. Error: #6661145.10036 - motivo').code).toBe('10036')
  })

  test('but in a message of its own it still speaks against resending', () => {
    expect(explain(['ETIMEDOUT', 'rechazado 10013']).resendHelps).toBe('no')
  })
})

test('an observation listed as a rejection does not claim that it was issued', () => {
  expect(explain(observation('10217')).explanation).toContain('ya tiene CAE')
  expect(explain(wrapped('10217')).explanation).not.toContain('ya tiene CAE')
})

test('an unknown code is named in words and marked as not known', () => {
  const explained = explain(wrapped('10777', 'Validacion nueva sobre el receptor.'))
  expect(explained).toMatchObject({ code: '10777', kind: 'datos', resendHelps: 'no-se-sabe' })
  expect(explained.explanation).toContain('El código 10777 no está entre los que conocemos.')
})

const hook = (evento: string, msg: string[] = []) => JSON.stringify({ evento, recurso: 'facturacion', external_reference: '10013', msg, hook_id: 'h' })

describe('how a comprobante stands', () => {
  test('gives way to any reason and is not mentioned beside it', () => {
    const alone = explain(wrapped('10036'))
    const { code, title, explanation } = explain([hook('encolado'), hook('error', [wrapped('10036')])])
    expect({ code, title, explanation }).toEqual({ code: alone.code, title: alone.title, explanation: alone.explanation })
  })

  test('but what is issued, queued or deleted is not to be resent, whatever passing failure stands beside it', () => {
    for (const evento of ['emitido', 'encolado', 'eliminado'])
      expect(explain(`${hook('error', ['ETIMEDOUT'])}\n${hook(evento)}`).resendHelps, evento).toBe('no')
  })

  test('an observation says more than that it is issued', () => {
    const answer = JSON.stringify({
      error: 'N',
      comprobantes: [{ comprobante: { status: 'EMITIDO', cae: '76012345678901 ', afip_observaciones: 'Motivo [ codigo: 10063 ]. ' } }],
    })
    expect(explain(answer)).toMatchObject({ code: '10063', kind: 'observacion', title: findEntry('10063')?.title })
  })
})
