import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explanationKinds, resendAdvice, type Explanation } from '#contract/model/explanation.ts'
import { refusals } from '../../../../electron/core/tusfacturas/api.ts'
import { allEntries } from '../../../../electron/core/guidance/catalogue.ts'
import { explain } from '../../../../electron/core/guidance/explain.ts'
import { fold } from '../../../../electron/core/guidance/fold.ts'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'

const corpus = JSON.parse(readFileSync(new URL('../../../fixtures/error-texts.json', import.meta.url), 'utf8')) as {
  input: string | string[]
}[]
/** Those that a message can carry. */
const dataCodes = allEntries()
  .filter(({ id, kind }) => kind === 'datos' && !id.startsWith('MSG_'))
  .map(({ id }) => id)
const remarkCodes = allEntries()
  .filter(({ id, kind }) => kind === 'observacion' && /^\d/u.test(id))
  .map(({ id }) => id)

const wrap = (id: string): string => {
  if (!/^\d/u.test(id)) return `${id} motivo`
  return `AFIP Factura electronica, informa el siguiente error: Cod. Error: #6661145.${id} - motivo`
}

/** Pieces that mean something, thrown together with pieces that mean nothing. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '#6661145.',
    '10016',
    '(600)',
    '[ codigo: ',
    'TFC-',
    'ns1:cms.',
    'HTTP ',
    '&oacute;',
    '&#x',
    '\\u00f',
    'Ã',
    'Â³',
    '<',
    '{"',
    '[[',
    '"',
    '\u0000',
  ),
  fc.constantFrom('ETIMEDOUT', 'Error 500', 'javax.ejb.EJBTransactionRolledbackException', 'wsaa.unavailable', 'tareas de mantenimiento'),
  fc.integer().map(String),
)
const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
const anyTexts = fc.oneof(anyText, fc.array(anyText, { maxLength: 6 }))

function expectValid(explained: Explanation): void {
  expect(Object.keys(explained).toSorted()).toEqual(['code', 'explanation', 'kind', 'nextStep', 'resendHelps', 'texts', 'title'])
  expect(explained.code === null || /^[\w.-]{2,40}$/u.test(explained.code), String(explained.code)).toBe(true)
  expect(explanationKinds).toContain(explained.kind)
  expect(resendAdvice).toContain(explained.resendHelps)
  for (const said of [explained.title, explained.explanation, explained.nextStep]) expect(said).toMatch(/^[A-ZÁÉÍÓÚÑ«][^{}]{8,}$/u)
  expect(explained.title.length).toBeLessThanOrEqual(60)
  if (explained.kind === 'observacion') expect(explained.resendHelps).toBe('no')
}

describe('any text at all', () => {
  test('gives a valid explanation that keeps the originals', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const explained = explain(texts)
        expectValid(explained)
        expect(explained.texts).toEqual([texts].flat().filter((text) => text.trim() !== ''))
      }),
      { numRuns: 3000 },
    )
  })

  test('gives a refusal', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 6 }), (texts) => {
        expect(refusals).toContain(classifyRefusal(texts))
      }),
    )
  })

  test('of 64 KB and more gives a valid explanation', () => {
    fc.assert(
      fc.property(piece, fc.integer({ min: 60_000, max: 70_000 }), (repeated, length) => {
        const explained = explain(repeated.repeat(Math.ceil(length / Math.max(repeated.length, 1))).slice(0, length))
        expectValid(explained)
        expect(explained.texts.join('').length).toBeLessThanOrEqual(65_536)
      }),
      { numRuns: 100 },
    )
  })

  test('folds to lower-case ASCII with single spaces', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text)).toMatch(/^ (?:[!-@[-`{-~]+|[a-z]+| (?! ))*$/u)
      }),
    )
  })
})

test('resending is never advised when a known data code is present', () => {
  fc.assert(
    fc.property(fc.constantFrom(...dataCodes), anyTexts, anyTexts, fc.boolean(), (code, before, after, together) => {
      const texts = [...[before].flat(), wrap(code), ...[after].flat()]
      expect(explain(together ? texts.join(' \n ') : texts).resendHelps).not.toBe('si')
    }),
    { numRuns: 3000 },
  )
})

test('nor when it is pasted whole, as a webhook or an answer, damaged or several at once', () => {
  const whole = fc.constantFrom<(texts: string[]) => string>(
    (msg) =>
      JSON.stringify({ creado: '24/11/2026 09:31:40', evento: 'error', recurso: 'facturacion', external_reference: '10016', intento: 1, msg, hook_id: 'h' }),
    (errores) => JSON.stringify({ error: 'S', errores, rta: 'ERROR' }),
    (texts) => JSON.stringify({ error: 'S', errores: [], error_details: texts.map((text) => ({ code: '', text })) }, null, 2),
    (texts) => `POST / HTTP/1.1\r\n\r\n${JSON.stringify({ body: JSON.stringify({ evento: 'error', msg: texts }) })}`,
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...dataCodes),
      fc.array(anyText, { maxLength: 4 }),
      fc.nat(4),
      whole,
      whole,
      fc.boolean(),
      (code, texts, at, shape, other, cut) => {
        const pasted = `${shape(texts.toSpliced(at, 0, wrap(code)))}\n${other(['ETIMEDOUT'])}`
        expectValid(explain(pasted))
        expect(explain(cut ? pasted.slice(0, -3) : pasted).resendHelps).not.toBe('si')
      },
    ),
    { numRuns: 2000 },
  )
})

test('an observation of an issued comprobante never suggests resending', () => {
  fc.assert(
    fc.property(fc.constantFrom(...remarkCodes), anyText, (code, text) => {
      const remark = `AFIP genero el comprobante pero lo ha marcado como observado: Observacion: motivo. [ codigo: ${code} ].`
      expect(explain([remark, text])).toMatchObject({ kind: 'observacion', resendHelps: 'no' })
    }),
  )
})

describe('damage done on the way', () => {
  const windows1252 = new TextDecoder('windows-1252')
  const misread = (text: string) => windows1252.decode(new TextEncoder().encode(text))
  const named: Record<string, string> = { á: 'aacute', é: 'eacute', í: 'iacute', ó: 'oacute', ú: 'uacute', ñ: 'ntilde', Ó: 'Oacute' }
  const damages: ((text: string) => string)[] = [
    misread,
    (text) => Buffer.from(text, 'utf8').toString('latin1'),
    (text) => text.replaceAll(' ', '\r\n'),
    (text) => text.replaceAll(' ', ' \t '),
    (text) => text.replaceAll(' ', '\u00a0'),
    (text) => text.replace(/[áéíóúñÓ]/gu, (letter) => `&${named[letter]};`),
    (text) => text.replace(/[^\0-~]/gu, (letter) => `&#${letter.codePointAt(0)};`),
    (text) => text.replace(/[^\0-~]/gu, (letter) => `&#x${letter.codePointAt(0)?.toString(16)};`),
    (text) => `${text} Si necesitas ayuda, contactanos en hola@tusfacturas.app`,
    (text) => ` \n${text}\n `,
    (text) => `<p>${text}</p>`,
  ]
  const cases: ((text: string) => string)[] = [
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
    (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
    (text) => text.normalize('NFD'),
  ]
  // JSON does not survive a change of case or entities as JSON; and a whole text is told from a cut one by its edges.
  const messages = corpus.map(({ input }) => [input].flat()).filter((texts) => texts.every((text) => !/^\s*["[{]/u.test(text) && text.trim() !== ''))

  test('changes neither code, kind nor advice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...messages),
        fc.constantFrom(...cases),
        fc.uniqueArray(fc.constantFrom(...damages), { maxLength: 3 }),
        (texts, change, done) => {
          const damaged = texts.map((text) => done.reduce((so, damage) => damage(so), change(text)))
          const { code, kind, resendHelps } = explain(texts)
          expect(explain(damaged)).toMatchObject({ code, kind, resendHelps })
        },
      ),
      { numRuns: 3000 },
    )
  })
})
