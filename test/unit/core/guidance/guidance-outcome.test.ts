import { describe, expect, test } from 'vitest'
import { holdReasons, orderStates } from '#contract/model/order.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { costs, spentText } from '#contract/texts/outcomes/costs.ts'
import { httpStatuses } from '#contract/texts/outcomes/http-statuses.ts'
import { notes, type StateNote } from '#contract/texts/outcomes/notes.ts'
import { explain } from '../../../../electron/core/guidance/explain.ts'
import { describeOutcome, type Outcome } from '../../../../electron/core/guidance/outcome.ts'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { callFailureCodes, refusals } from '../../../../electron/core/tusfacturas/api.ts'

const failure = (code: (typeof callFailureCodes)[number], httpStatus: number | null, sent: boolean, free = false) =>
  describeOutcome({ type: 'failure', failure: { code, httpStatus }, sent, free })

const refused = (refusal: (typeof refusals)[number], texts: string[], until: number | null = null) =>
  describeOutcome({ type: 'refused', refusal, texts, until })

function expectPlain({ title, explanation, nextStep }: Explanation): void {
  expect(title.length, title).toBeLessThanOrEqual(60)
  for (const sentence of [explanation, nextStep]) expect(sentence).toMatch(/^[A-ZÁÉÍÓÚÑ«].*[.]$/u)
  const whole = `${title} ${explanation} ${nextStep}`
  expect(whole).not.toMatch(/\b(tú|tienes|puedes|debes|requests?|pedidos? de tu abono)\b|error desconocido|undefined|\$\{/iu)
}

describe('a call without a usable answer', () => {
  test.each([...callFailureCodes])('%s: not sent costs nothing, sent may have cost one, a query is free', (code) => {
    const [notSent, sent, free] = [failure(code, null, false), failure(code, null, true), failure(code, null, true, true)]
    expect(notSent.explanation.endsWith(costs.none)).toBe(true)
    expect(sent.explanation.endsWith(costs.possible)).toBe(true)
    expect(free.explanation.endsWith(costs.free)).toBe(true)
    for (const explained of [notSent, sent, free]) expectPlain(explained)
  })

  test.each([400, 401, 403, 404, 405, 407, 408, 409, 413, 422, 429, 500, 502, 503, 504, 524])('HTTP %i has words of its own', (status) => {
    const explained = failure('http-status', status, true)
    expectPlain(explained)
    expect(explained.title).toBe(httpStatuses[status]?.title)
    expect(explained.title).not.toBe(failure('http-status', null, true).title)
  })

  test.each([
    [307, '3xx'],
    [418, '4xx'],
    [599, '5xx'],
  ])('HTTP %i has those of its class', (status, family) => {
    expect(failure('http-status', status, true).title).toBe(httpStatuses[family]?.title)
  })

  test('a status that shows it was received counts; too many or a failing server may have', () => {
    for (const status of [400, 401, 403, 404, 405, 413, 422]) expect(failure('http-status', status, true).explanation).toContain(costs.one)
    for (const status of [407, 408, 409, 429, 500, 502, 503, 504, 524]) {
      expect(failure('http-status', status, true).explanation).toContain(costs.possible)
    }
  })

  test('a refusal without a reason is not told as one of the data: nobody deletes a comprobante for it', () => {
    for (const status of [400, 413, 422]) {
      expect(failure('http-status', status, true)).toMatchObject({ kind: 'desconocido', resendHelps: status === 400 ? 'no' : 'no-se-sabe' })
      expect(failure('http-status', status, true).nextStep).not.toMatch(/elimin/iu)
    }
  })

  test('an answer of somebody else is told as one, and not as a page', () => {
    const { title, explanation, resendHelps } = failure('answer-foreign', 403, true)
    expect(title).toBe('Contestó otro programa, no TusFacturasAPP')
    expect(explanation).toMatch(/filtro web.*no TusFacturasAPP/u)
    expect(explanation).not.toContain('página')
    expect(resendHelps).toBe('no-se-sabe')
  })

  test('after something may have arrived nobody is told to resend', () => {
    for (const code of callFailureCodes) expect(failure(code, null, true).nextStep).not.toMatch(/^Reenvial/u)
    expect(failure('reset', null, true).resendHelps).toBe('no-se-sabe')
  })
})

describe('a refusal', () => {
  test.each([...refusals])('%s: cost one, keeps the texts', (refusal) => {
    const explained = refused(refusal, ['Texto original'])
    expectPlain(explained)
    expect(explained.texts).toEqual(['Texto original'])
    expect(explained.explanation).toContain(costs.one)
  })

  test('of a query is free', () => {
    const explained = describeOutcome({ type: 'refused', refusal: 'credentials', texts: [], until: null, free: true })
    expect(explained.explanation).toContain(costs.free)
  })

  test('for another reason is explained by its texts', () => {
    const texts = ['Cod. Error: #6661145.10013 - motivo']
    expect(refused('other', texts)).toMatchObject({ code: '10013', kind: 'datos', title: explain(texts).title })
  })

  test('for maintenance says until when, in Argentina', () => {
    expect(refused('maintenance', [], Date.UTC(2026, 6, 26, 8, 25)).explanation).toContain('hasta el 26/07 a las 05:25')
    expect(refused('maintenance', [], Number.NaN).explanation).not.toContain('hasta el')
  })
})

describe('an order as it stands', () => {
  const outcomes: Outcome[] = [
    ...orderStates.map((state) => ({ type: 'state' as const, state, holdReason: null })),
    ...holdReasons.map((holdReason) => ({ type: 'state' as const, state: 'held' as const, holdReason })),
    ...Object.keys(notes).map((note) => ({ type: 'state' as const, state: 'queued' as const, holdReason: null, note: note as StateNote })),
  ]

  test.each(outcomes.map((outcome) => ({ outcome, name: JSON.stringify(outcome) })))('$name', ({ outcome }) => {
    const explained = describeOutcome(outcome)
    expectPlain(explained)
    expect(explained.explanation).toMatch(/solicitud(?:es)? de tu abono/u)
  })

  test('each state and hold has words of its own', () => {
    const titles = outcomes.map((outcome) => describeOutcome(outcome).title)
    // `No hay un comprobante` and the like may repeat what a refusal says, never what another state says.
    expect(new Set(titles).size).toBe(titles.length)
  })

  test('tells the count when it is known', () => {
    const spent = { used: 1, possible: 1 }
    const { explanation } = describeOutcome({ type: 'state', state: 'needs_decision', holdReason: null, spent })
    expect(explanation).toContain('Gastó una solicitud de tu abono y puede haber gastado una más.')
  })

  test.each([
    [0, 0, 'No se gastó ninguna solicitud de tu abono.'],
    [1, 0, 'Gastó una solicitud de tu abono.'],
    [2, 0, 'Gastó 2 solicitudes de tu abono.'],
    [0, 1, 'Puede haber gastado una solicitud de tu abono.'],
    [1, 2, 'Gastó una solicitud de tu abono y puede haber gastado 2 más.'],
  ])('%i used and %i possible: %s', (used, possible, text) => {
    expect(spentText(used, possible)).toBe(text)
  })
})

test.each([
  [['No se han encontrado comprobantes.'], 'not-found'],
  [['NO SE HAN ENCONTRADO\nCOMPROBANTES'], 'not-found'],
  [['Estaremos realizando tareas de mantenimiento hasta las 05:25'], 'maintenance'],
  [['Las credenciales informadas no son v\u00c3\u00a1lidas'], 'credentials'],
  [['El apitoken es incorrecto'], 'credentials'],
  [['No posee cupo disponible'], 'quota'],
  [['Ha superado el l&iacute;mite de requests de su plan'], 'quota'],
  [['Su abono se encuentra vencido'], 'quota'],
  [['Cod. Error: #6661145.10013 - El campo DocTipo es invalido', 'No se han encontrado comprobantes.'], 'other'],
  [['ValidacionDeToken: No apareció CUIT en lista de relaciones'], 'other'],
  [['Computador no autorizado a acceder al servicio'], 'other'],
  [['algo que nadie vio'], 'other'],
  [[], 'other'],
])('%j is %s', (texts, refusal) => {
  expect(classifyRefusal(texts)).toBe(refusal)
})
