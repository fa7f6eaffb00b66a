/** What the program says: in the Spanish of an Argentine office, whatever the count. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { failureCodes } from '#contract/result.ts'
import { lote } from '#contract/texts/batch.ts'
import { callCost, costSentence } from '#contract/texts/cost.ts'
import { requests } from '#contract/texts/counting.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { summarySentence, summaryTexts } from '#contract/texts/history.ts'
import { inItsStory } from '#contract/texts/order.ts'
import type { OutcomeText } from '#contract/texts/outcomes/kinds.ts'
import { notes } from '#contract/texts/outcomes/notes.ts'
import { holds, states } from '#contract/texts/outcomes/states.ts'
import { cost } from '#contract/texts/page.ts'
import { pointsOfSaleFileProblems, pointsOfSaleImport } from '#contract/texts/points-of-sale-import.ts'
import { allEntries } from '../../../electron/core/guidance/catalogue.ts'
import { everythingSaid, quotedName, textModules, type Said } from '../../spanish/texts.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'electron', 'contract', 'texts')

const jargon =
  /(?<!\p{L})(?:API v2|endpoint|HTTP [0-9]|timeout|request|error desconocido|null|undefined|NaN|payload|token inválido|polling|backoff|parsear|loguear|setear|clickear)(?!\p{L})|\[object|Infinity/iu
const tuteo =
  /(?<!\p{L})(?:tú|puedes|tienes|haz|debes|quieres|eliges|escribe|presiona|haga clic|usted|contigo|ti|vosotros|coge|ordenador|elige|copia y pega|revisa (?:la|el|los|las)|inténtalo|ingresa (?:la|el|tu))(?!\p{L})/iu
const english = /(?<!\p{L})(?:the|and|or|not|with|your|file|error code|loading|cancel|close|save|open|settings|failed|please|retry|unknown|yes|ok)(?!\p{L})/iu
/** The command line is for the people of an IT department; names of the API and of programs are what they are. */
const technical = /^shell\.ts: (?:commandLineTexts|startTexts)/u

/** Nouns that are counted, in one and in many. */
const nouns = [
  'reenvío',
  'comprobante',
  'referencia',
  'solicitud',
  'orden',
  'día',
  'emitido',
  'cancelado',
  'rechazado',
  'frenado',
  'elegido',
  'enviado',
  'incierto',
  'usada',
  'posible',
  'archivado',
  'guardado',
]
const plural = (noun: string) => (/[aeiouáéíóú]$/u.test(noun) ? `${noun}s` : `${noun.replace('orden', 'órden')}es`)

let all: Said[]
beforeAll(async () => {
  all = await everythingSaid()
})

const those = (wrong: (said: Said) => boolean) => all.filter(wrong).map(({ from, text }) => `${from}: ${text}`)

describe('what the program says', () => {
  it('is found by this test', () => {
    expect(all.length).toBeGreaterThan(1500)
  })

  it('has no jargon', () => {
    expect(those(({ from, text }) => !technical.test(from) && jargon.test(text))).toEqual([])
  })

  it('speaks of vos', () => {
    expect(those(({ text }) => tuteo.test(text))).toEqual([])
  })

  it('has no English', () => {
    const names = /«npm start[^»]*»|Ctrl \+ Enter|Ctrl\+[DZ] \(Ctrl\+Z y Enter en Windows\)/gu
    expect(those(({ text }) => english.test(text.replaceAll(names, '')))).toEqual([])
  })

  it('has no gaps', () => {
    const gap = / {2}|^ | $|(?<!\.)\.\.(?!\.)| [.,;:](?!csv|txt|xlsx)|\(\)|«»/u
    expect(those(({ from, text }) => text !== '' && !/commandLineTexts/u.test(from) && gap.test(text.replaceAll(quotedName, 'X')))).toEqual([])
  })

  it('names no date that will be past, but for the one that shows how to write one', () => {
    const dated = /(?<!la fecha así: \d?)\d{1,2}\/\d{1,2}\/\d{4}|(?<!\/)\b20[2-9]\d\b/u
    expect(those(({ count, text }) => count === null && dated.test(text))).toEqual([])
  })

  it('counts right: one is singular, none and many are plural, a thousand is 1.000', () => {
    const one = new RegExp(`(?<![\\d.,])1 (?:${nouns.map(plural).join('|')})\\b`, 'u')
    const many = new RegExp(`(?<![\\d.,])(?:0|2|1\\.000) (?:${nouns.join('|')})\\b`, 'u')
    // The names of buttons with a number are a promise to other programs: `Reenviar 1000`.
    const thousand = /(?<!\d)1000/u
    expect(those(({ text }) => one.test(text) || many.test(text))).toEqual([])
    expect(those(({ text }) => /(?<!\p{L})(?:los|las|estos|estas) 1(?![\d.,])/iu.test(text))).toEqual([])
    expect(those(({ from, text }) => thousand.test(text) && !from.endsWith('.send'))).toEqual([])
  })
})

test('the catalogue of causes speaks the same', () => {
  for (const { id, title, explanation, nextStep } of allEntries())
    for (const text of [title, explanation, nextStep]) {
      expect(text, id).not.toMatch(tuteo)
      expect(text, id).not.toMatch(/ {2}|^ | $/u)
    }
})

test('an import speaks of points of sale, and offers to try one as one', () => {
  for (const problem of ['not-a-table', 'too-big', 'too-many-rows'] as const) {
    expect(pointsOfSaleFileProblems[problem]).toContain('de venta')
    expect(pointsOfSaleFileProblems[problem]).not.toMatch(/referencia|reenviar|columna copiada/u)
  }
  expect(pointsOfSaleImport.done(1)).toBe('Se importó un punto de venta. Probalo: es gratis.')
  expect(pointsOfSaleImport.done(2)).toContain('Probalos todos')
})

test('requests and costs', () => {
  expect([requests(0), requests(1), requests(2), requests(12_000)]).toEqual(['0 solicitudes', '1 solicitud', '2 solicitudes', '12.000 solicitudes'])
  expect([cost(0, 0), cost(1, 0), cost(12, 1), cost(0, 1)]).toEqual(['Sin costo', '1 solicitud', '12 solicitudes, 1 posible', '1 solicitud posible'])
})

test('a cost is said in one way: what for, how many at most, and whatever becomes of it', () => {
  expect([callCost(1), callCost(2)]).toEqual([
    'Cuesta 1 solicitud de tu abono, salga bien o mal.',
    'Cuesta 2 solicitudes de tu abono, una por comprobante, salga bien o mal.',
  ])
  expect([costSentence(1, 1), costSentence(2, 4)]).toEqual([
    'Cuesta 1 solicitud de tu abono.',
    'Cuesta 2 solicitudes de tu abono, una por comprobante. Si se corta Internet, hasta 4.',
  ])
  const sources = textModules.map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(sources.join('').match(/Cuesta \$\{/gu)).toHaveLength(1)
})

test('what a lote has spent, also where nothing is certain', () => {
  expect([lote.spent(0, 0), lote.spent(2, 0), lote.spent(1, 1), lote.spent(0, 1), lote.spent(0, 2)]).toEqual([
    'no gastó solicitudes de tu abono',
    '2 solicitudes de tu abono',
    '1 solicitud de tu abono y 1 posible',
    '1 solicitud posible de tu abono',
    '2 solicitudes posibles de tu abono',
  ])
})

test('what tells where something is pressed does not tell so in that very place', () => {
  const told = [states, holds, notes].flatMap((texts) => Object.values<OutcomeText>(texts).map(({ nextStep }) => nextStep))
  const elsewhere = told.filter((nextStep) => /su historia/iu.test(nextStep))
  expect(elsewhere.length).toBeGreaterThan(5)
  expect(elsewhere.map(inItsStory).filter((nextStep) => /historia|^\p{Ll}|\. \p{Ll}/u.test(nextStep))).toEqual([])
  expect([inItsStory('En su historia, tocá «Enviar ahora».'), inItsStory('Si cambiaste de idea, en su historia tocá «Enviar ahora».')]).toEqual([
    'Tocá «Enviar ahora».',
    'Si cambiaste de idea, tocá «Enviar ahora».',
  ])
})

test('the essence of a month', () => {
  const none = { issued: 0, queued: 0, failed: 0, missing: 0, cancelled: 0 }
  expect(summarySentence('noviembre de 2026', none, 0)).toBe('Noviembre de 2026: ningún reenvío terminado. 0 solicitudes usadas.')
  expect(summarySentence('noviembre de 2026', { issued: 1180, queued: 20, failed: 12, missing: 2, cancelled: 1 }, 1)).toBe(
    'Noviembre de 2026: 1.180 emitidos, 20 en cola, 12 con error, 2 no encontrados, 1 cancelado. 1 solicitud usada.',
  )
  expect(summaryTexts.day('3 de noviembre', { ...none, issued: 12, failed: 1 })).toBe('3 de noviembre: 12 emitidos, 1 con error.')
  expect([summaryTexts.besides(0, 0), summaryTexts.besides(1, 2), summaryTexts.saved(0)]).toEqual(['', 'Además, 1 no encontrado y 2 cancelados.', ''])
})

describe('describeFailure', () => {
  it.each(failureCodes)('%s says what happened and what to do', (code) => {
    const { title, text } = describeFailure({ code })
    expect(title.length).toBeGreaterThan(10)
    expect(text.length).toBeGreaterThan(40)
    expect(text).not.toContain(code)
  })

  it('uses the values that the failure carries', () => {
    expect(describeFailure({ code: 'name-taken', params: { name: 'Local' } }).text).toContain('«Local»')
  })
})
