/** Texts that no rule was written for: whole pages of other people's programs, each as its source resolves it. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ExplanationKind, ResendAdvice } from '#contract/model/explanation.ts'
import { sensesOf } from '../../../../electron/core/guidance/clauses.ts'
import { explain } from '../../../../electron/core/guidance/explain.ts'
import { fold } from '../../../../electron/core/guidance/fold.ts'
import { unknownRefusal } from '../../../../electron/core/guidance/same-words.ts'

interface Sentence {
  source: string
  input: string
  kind: ExplanationKind[]
  resendHelps: ResendAdvice[]
}

const sentences = JSON.parse(readFileSync(new URL('../../../fixtures/error-texts-sentences.json', import.meta.url), 'utf8')) as Sentence[]

test.each(sentences)('$source: $input', ({ input, kind, resendHelps }) => {
  const explained = explain(input)
  expect(kind).toContain(explained.kind)
  expect(resendHelps).toContain(explained.resendHelps)
})

const passing: readonly ExplanationKind[] = ['transitorio', 'desconocido', 'observacion']
const outages = sentences.filter(({ kind, resendHelps }) => kind.join() === 'transitorio' && resendHelps.join() === 'si').map(({ input }) => input)
/** Of the comprobante, its issuer or its point of sale: nothing of it passes by waiting. */
const lasting = sentences
  .filter(({ kind, resendHelps }) => !kind.some((each) => passing.includes(each)) && !resendHelps.includes('si'))
  .map(({ input }) => input)

describe('a fallen service and what has to be mended, one beside the other', () => {
  test('never say that resending helps', () => {
    const pairs = outages.flatMap((outage) => lasting.flatMap((error) => [`${outage}. ${error}`, `${outage}\n${error}`, [outage, error]]))
    expect(pairs.length).toBeGreaterThan(1_000)
    expect(pairs.filter((pair) => explain(pair).resendHelps === 'si')).toEqual([])
  })
})

describe('a sentence is read', () => {
  test.each([
    ['La alícuota de IVA informada es inválida', 'data'],
    ['La al\u00c3\u00adcuota de IVA informada es inv\u00c3\u00a1lida', 'data'],
    ['La al?cuota de IVA informada es inv?lida', 'data'],
    ['La alcuota de IVA informada es invlida', 'data'],
    ['LA ALICUOTA DE IVA INFORMADA ES INVALIDA', 'data'],
    ['Fecha de emisión inválida', 'date'],
    ['La fecha de servicio desde es posterior', 'period'],
    ['El certificado no coincide', 'enrolment'],
    ['El ticket no coincide', 'access'],
    ['El punto de venta falta', 'pointOfSale'],
    ['El servidor se cayó', 'outage'],
    ['Acceso bloqueado: categoría del sitio no permitida', 'filter'],
  ])('%s: %s', (text, sense) => {
    expect([...sensesOf(fold(text))]).toContain(sense)
  })

  test('by itself: words of two sentences do not make one', () => {
    expect([...sensesOf(fold('Factura B de Perez. El pedido debe esperar.'))]).toEqual([])
  })

  test('not where it is a value of XML', () => {
    expect([...sensesOf(fold('<PtoVta>0</PtoVta><Resultado>error</Resultado>'))]).toEqual([])
  })
})

test.each([
  'Su cuenta se encuentra suspendida.',
  'El plan no incluye esta función',
  'Debe regularizar su deuda',
  'Servicio no contratado',
  'Método no habilitado para su suscripción',
  'Operación no permitida',
  'Ha superado el máximo permitido',
])('a refusal about the account stays one that nobody knows, so that two hold the lane: %s', (text) => {
  expect(unknownRefusal({ type: 'refused', refusal: 'other', texts: [text], until: null }, '', null)).not.toBeNull()
})

test.each([
  // By its sentence,
  'El usuario no existe',
  'El dato enviado es incorrecto',
  // by a word,
  'Falta un certificado de fe de vida',
  'La fecha de alta no fue informada por el administrador',
  // and by the range of a number that nobody documents.
  'Codigo 10999: la operacion fue observada',
])('what is only guessed stays a refusal that nobody knows, so that two hold the lane: %s', (text) => {
  expect(explain(text).kind).not.toBe('desconocido')
  expect(unknownRefusal({ type: 'refused', refusal: 'other', texts: [text], until: null }, '', null)).not.toBeNull()
})

test.each([
  '10016: Campo CbteFch: la fecha del comprobante no puede ser anterior a 5 días.',
  // The sentence only makes doubtful whether resending helps.
  '10015: El campo DocNro es inválido. El dato enviado es incorrecto',
])('what a rule knows to be about one comprobante holds nothing: %s', (text) => {
  expect(unknownRefusal({ type: 'refused', refusal: 'other', texts: [text], until: null }, '', null)).toBeNull()
})

test.each([
  'El sistema no está disponible',
  'Los servidores de AFIP no responden',
  'Los servidores de AFIP no responden. La alícuota de IVA informada es inválida',
  'El punto de venta no se encuentra habilitado',
])('what a rule knows to be about more than one comprobante is no reason to pay for it again and again: %s', (text) => {
  expect(unknownRefusal({ type: 'refused', refusal: 'other', texts: [text], until: null }, '', null)).not.toBeNull()
})

test.each([
  'Acceso denegado por la política de navegación',
  'Su acceso a este sitio ha sido denegado. Categoría: Finanzas. Consulte al administrador de red.',
  'HTTP 403 Acceso denegado por la política de navegación de la empresa',
])('a web filter denies access to a page, and says nothing of credentials: %s', (text) => {
  expect(explain(text)).toMatchObject({ kind: 'transitorio', resendHelps: 'no-se-sabe', title: 'Contestó una página web, no TusFacturasAPP' })
})

test('access denied by TusFacturasAPP is about credentials', () => {
  for (const text of ['Acceso denegado', 'Acceso denegado: apikey inválida', 'HTTP 403: acceso denegado']) expect(explain(text).kind).toBe('credenciales')
})
