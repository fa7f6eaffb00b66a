/** The tables of the paid calls, checked as data. */
import { describe, expect, test } from 'vitest'
import { checkDates } from '#contract/model/new-dates.ts'
import { readFecha } from '#contract/argentina.ts'
import { explanationKinds, type ExplanationKind } from '#contract/model/explanation.ts'
import { orderStates } from '#contract/model/order.ts'
import { liveTaskStates, taskMethods, taskStates, type TaskState } from '#contract/model/task.ts'
import { taskStateLabels, taskText } from '#contract/texts/tasks.ts'
import { deletionEvidence, redateEvidence } from '../../../../electron/core/outbox/tasks/evidence.ts'
import { isTaskAllowed, taskTransitions } from '../../../../electron/core/outbox/tasks/transitions.ts'
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'
import { nextSteps, stepsOf, type StepId } from '../../../../renderer/features/tasks/next-steps.ts'
import { deletionSummary } from '../../../../renderer/features/tasks/deletion-summary.ts'
import { order } from '../../../e2e/page-preview/sample.ts'

const reach = (from: TaskState | null): Set<TaskState | null> => {
  const reached = new Set<TaskState | null>([from])
  for (let size = 0; size !== reached.size;) {
    size = reached.size
    for (const { from: start, to } of taskTransitions) if (reached.has(start)) reached.add(to)
  }
  return reached
}

const found = (fecha: string, status: FoundComprobante['status'] = 'error', vencimiento_pago = '') =>
  ({ fecha, status, vencimiento_pago }) as unknown as FoundComprobante

describe('the table of transitions', () => {
  test('every state is reached, and from every live one an end', () => {
    expect(taskStates.filter((state) => !reach(null).has(state))).toEqual([])
    const live: readonly TaskState[] = liveTaskStates
    for (const state of live)
      expect(
        [...reach(state)].some((end) => end !== null && !live.includes(end)),
        state,
      ).toBe(true)
  })

  test('an end is an end: whoever wants it again asks again', () => {
    const live: readonly (TaskState | null)[] = [null, ...liveTaskStates]
    expect(taskTransitions.filter(({ from }) => !live.includes(from))).toEqual([])
    expect(taskTransitions.filter(({ to, from }) => to === 'requested' && from !== null)).toEqual([])
  })

  test('nothing is sent without the marker, and what was sent is never called unsent', () => {
    const sent: TaskState[] = ['on_wire', 'uncertain', 'done', 'partial', 'refused', 'not_processed', 'not_done', 'unclear']
    for (const { from, to, causes } of taskTransitions) {
      if (from === 'requested' && sent.includes(to))
        expect(
          causes.every((cause) => cause === 'marker' || cause === 'journal'),
          to,
        ).toBe(true)
      if (from !== null && sent.includes(from)) expect(['requested', 'not_sent']).not.toContain(to)
    }
    expect(isTaskAllowed('requested', 'done', 'answer-done')).toBe(false)
  })

  test('every state has its words in every method', () => {
    for (const state of taskStates) {
      expect(taskStateLabels[state]).not.toBe('')
      for (const method of taskMethods) expect(taskText(method, state).title).not.toBe('')
    }
  })
})

describe('next steps', () => {
  const lead: Record<ExplanationKind, StepId | undefined> = {
    transitorio: 'resend',
    mantenimiento: 'later',
    fecha: 'change-date',
    numeracion: 'change-date',
    datos: 'delete',
    credenciales: 'credentials',
    configuracion: 'arca-link',
    cupo: 'quota',
    observacion: undefined,
    'no-encontrado': 'resend',
    desconocido: 'explain',
  }
  test.each(explanationKinds)('%s leads to its step', (kind) => {
    expect(nextSteps[kind].lead[0]).toBe(lead[kind])
    const all = [...nextSteps[kind].lead, ...nextSteps[kind].more]
    expect(new Set(all).size).toBe(all.length)
  })

  test('what resending cannot help does not offer it first', () => {
    for (const kind of ['datos', 'fecha', 'credenciales', 'configuracion', 'cupo'] as const) expect(nextSteps[kind].lead).not.toContain('resend')
  })

  test('while something is under way nothing else is offered', () => {
    for (const state of orderStates)
      if (['preflight', 'sending', 'on_wire', 'unknown', 'issued'].includes(state)) expect(stepsOf(order(state))).toEqual({ lead: [], more: [] })
    expect(stepsOf(order('held', { holdReason: 'cupo' })).lead).toEqual(['quota'])
    expect(stepsOf(order('failed_again', { explanation: { kind: 'datos' } })).lead).toEqual(['delete'])
  })
})

describe('dates', () => {
  test.each([
    ['25/11/2026', 20_782],
    ['29/02/2028', 21_243],
    ['29/02/2027', null],
    ['31/11/2026', null],
    ['1/1/2026', null],
    ['', null],
  ])('%s', (text, days) => {
    expect(readFecha(text)).toBe(days)
  })

  test.each([
    ['25/11/2026', '25/11/2026', null, []],
    ['20/11/2026', '25/11/2026', null, []],
    ['19/11/2026', '25/11/2026', null, ['goods-past']],
    ['15/11/2026', '25/11/2026', null, ['goods-past']],
    ['14/11/2026', '25/11/2026', null, ['too-old']],
    ['26/11/2026', '26/11/2026', null, ['future']],
    ['01/12/2026', '01/12/2026', null, ['future']],
    ['06/12/2026', '06/12/2026', null, ['future']],
    ['29/06/2027', '29/06/2027', null, ['future']],
    ['25/11/2026', '24/11/2026', 'due-before-date', []],
    ['30/02/2026', '24/11/2026', 'missing', []],
  ])('%s, due %s, asked on 25/11/2026: %s %j', (fecha, vencimiento, problem, warnings) => {
    expect(checkDates(fecha, vencimiento, '25/11/2026')).toEqual({ problem, warnings })
  })
})

describe('the dates of a MiPyME (FCE)', () => {
  const invoice = 'FACTURA DE CREDITO ELECTRONICA MiPyME (FCE) A'
  const notes = ['NOTA DE CREDITO ELECTRONICA MiPyME (FCE) B', 'NOTA DE DEBITO ELECTRONICA MiPyME (FCE) C']
  const today = '25/11/2026'

  test.each([invoice, ...notes])('%s: five days back, services or not', (tipo) => {
    expect(checkDates('20/11/2026', today, today, [tipo]).warnings).toEqual([])
    expect(checkDates('19/11/2026', today, today, [tipo]).warnings).toEqual(['mipyme-past'])
    expect(checkDates('14/11/2026', today, today, [tipo]).warnings).toEqual(['too-old'])
  })

  test('an invoice has to be due today or later; a note has no such rule, nor has what is none of these', () => {
    expect(checkDates('22/11/2026', '24/11/2026', today, [invoice]).warnings).toEqual(['mipyme-due-past'])
    expect(checkDates('22/11/2026', today, today, [invoice]).warnings).toEqual([])
    for (const tipo of [...notes, 'FACTURA A', 'NOTA DE CREDITO B']) expect(checkDates('22/11/2026', '24/11/2026', today, [tipo]).warnings).toEqual([])
  })

  test('of several that it may be, one is enough', () => {
    expect(checkDates('19/11/2026', today, today, ['FACTURA A', invoice]).warnings).toEqual(['mipyme-past'])
    expect(checkDates('19/11/2026', today, today, ['FACTURA A']).warnings).toEqual(['goods-past'])
  })
})

describe('what the query shows of a lost answer', () => {
  const [old, fresh] = ['20/11/2026', '25/11/2026']
  const args = { fecha: fresh, vencimiento: '30/11/2026' }

  test.each([
    ['moved', [found(old)], [found(fresh)], 'done'],
    ['moved and issued', [found(old)], [found(fresh, 'issued')], 'done'],
    ['as it was', [found(old)], [found(old)], 'unchanged'],
    ['one of two moved', [found(old), found(old)], [found(fresh), found(old)], 'done'],
    ['had the date before, and no due date is shown', [found(fresh)], [found(fresh)], 'unclear'],
    ['had the date before, and the due date changed', [found(fresh, 'error', old)], [found(fresh, 'error', '30/11/2026')], 'done'],
    ['had the date before, and the due date did not', [found(fresh, 'error', old)], [found(fresh, 'error', old)], 'unchanged'],
    ['gone', [found(old)], [], 'unclear'],
    ['not known before, there now', null, [found(fresh)], 'done'],
    ['not known before, not there now', null, [found(old)], 'unclear'],
  ] as const)('change of date: %s', (_name, before, after, standing) => {
    expect(redateEvidence(before && [...before], [...after], args)).toBe(standing)
  })

  test.each([
    ['gone', [found(old)], [], 'done'],
    ['as it was', [found(old)], [found(old)], 'unchanged'],
    ['issued meanwhile', [found(old)], [found(old, 'issued')], 'unchanged'],
    ['one of two', [found(old), found(old)], [found(old)], 'partial'],
    ['another date stays', [found(old), found(fresh)], [found(fresh)], 'done'],
    ['not known before, there now', null, [found(old)], 'unclear'],
    ['not known before, gone', null, [], 'done'],
  ] as const)('deletion: %s', (_name, before, after, standing) => {
    expect(deletionEvidence(before && [...before], [...after], { fecha: old })).toBe(standing)
  })
})

describe('the summary after a deletion', () => {
  const item = {
    tipo: 'FACTURA A',
    numero: 0,
    fecha: '20/11/2026',
    vencimiento_pago: '',
    total: 1210.5,
    razon_social: 'Almacén Ñandú',
    documento_nro: '30712345671',
    status: 'error' as const,
    statusText: '',
  }
  const deleted = { external_reference: 'FC-1', pointOfSaleName: 'Casa central', fecha: '20/11/2026', items: [item] }

  test('names the comprobante, the reason and what to correct', () => {
    const { explanation } = order('failed_again', {
      explanation: { kind: 'datos', code: '10015', title: 'El documento no es válido', nextStep: 'Corregí el documento.', texts: [' DocNro invalido '] },
    })
    expect(deletionSummary({ ...deleted, reason: explanation }).split('\n')).toEqual([
      'Comprobante eliminado de la cola de TusFacturasAPP: hay que cargarlo de nuevo, corregido.',
      'Referencia externa: FC-1',
      'Punto de venta: Casa central',
      'Comprobante: FACTURA A, fecha 20/11/2026',
      'Cliente: Almacén Ñandú (30712345671)',
      expect.stringMatching(/^Total: \$.1\.210,50$/u),
      'Motivo del error: El documento no es válido (código 10015)',
      'Qué corregir: Corregí el documento.',
      'Texto original: DocNro invalido',
      expect.stringContaining('misma referencia'),
    ])
  })

  test('says honestly that the reason is not known', () => {
    expect(deletionSummary({ ...deleted, reason: null })).toContain('Motivo del error: no se conoce.')
    expect(deletionSummary({ ...deleted, reason: order('failed_again').explanation })).toContain('Motivo del error: no se conoce.')
  })
})
